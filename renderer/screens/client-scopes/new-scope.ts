/** What a new client scope begins with: its name stands in `scope` when it is granted, which Keycloak's own console leaves off. */
export const newScopeAttributes: Readonly<Record<string, string>> = {
  "include.in.token.scope": "true",
  "display.on.consent.screen": "true",
};
