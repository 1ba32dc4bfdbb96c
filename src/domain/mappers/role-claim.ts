export const prefixed = (roles: Iterable<string>, prefix = ""): string[] =>
  [...roles].map((role) => `${prefix}${role}`);
