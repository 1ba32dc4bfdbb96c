import type { PartKind } from "./comparison/part.ts";

/** What Keycloak shows in place of a secret; sent back, it leaves the secret as it is. */
export const MASK = "**********";

export const isMasked = (value: unknown): boolean =>
  value === MASK || (Array.isArray(value) && value.length === 1 && value[0] === MASK);

const SETTING = /^config\..*(secret|password|credential|privateKey)$/i;

/** Where secrets stand, by the kind of thing they belong to; a field within a map is named `attributes.…` or `config.…`. */
const SECRETS: Partial<Record<PartKind, RegExp>> = {
  realm: /^(privateKey|codeSecret|smtpServer\.(password|authTokenClientSecret))$/,
  client: /^(secret|registrationAccessToken|attributes\.(client\.secret\.rotated|.*\.private\.key))$/,
  component: SETTING,
  identityProvider: SETTING,
  authenticatorConfig: SETTING,
  userFederation: SETTING,
  user: /^credentials$/,
  serviceAccount: /^credentials$/,
};

/** Whether a field holds what must not be shown, in a log or to a second person. */
export const isSecret = (kind: PartKind, field: string): boolean => SECRETS[kind]?.test(field) ?? false;

/** A reference into a vault is no secret: what it names stays where it is. */
export const isVaultReference = (value: unknown): boolean =>
  typeof value === "string" && /^\$\{vault\..+\}$/.test(value);
