/** The clients that every realm has from the start (recorded of a new realm); Keycloak cannot do without them. */
export const BUILT_IN_CLIENTS: ReadonlySet<string> = new Set([
  "account",
  "account-console",
  "admin-cli",
  "broker",
  "realm-management",
  "security-admin-console",
]);
