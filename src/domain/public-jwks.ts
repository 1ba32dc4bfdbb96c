const PRIVATE_MEMBERS = new Set(["d", "p", "q", "dp", "dq", "qi", "oth", "k"]);

/** A JWK set without what is secret in it (RFC 7518 §6): people paste the whole pair. Undefined for a text that is none. */
export function publicJwks(text: string): string | undefined {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (!Array.isArray(keys)) return undefined;
    return JSON.stringify({ keys: keys.filter(isKey).map(withoutPrivate) });
  } catch {
    return undefined;
  }
}

const isKey = (key: unknown): key is object => key !== null && typeof key === "object";

export const isPrivateJwk = (key: unknown): boolean =>
  isKey(key) && Object.keys(key).some((name) => PRIVATE_MEMBERS.has(name));

const withoutPrivate = (key: object): object =>
  Object.fromEntries(Object.entries(key).filter(([name]) => !PRIVATE_MEMBERS.has(name)));
