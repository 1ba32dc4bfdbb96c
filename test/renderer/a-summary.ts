import type { ClientSummary } from "../../src/contract/index.ts";

/** A line of the list of clients; a test states only what it is about. */
export const aSummary = (clientId: string, stated: Partial<ClientSummary> = {}): ClientSummary => ({
  id: clientId,
  clientId,
  name: "",
  description: "",
  enabled: true,
  confidential: true,
  bearerOnly: false,
  serviceAccountsEnabled: true,
  clientAuthenticatorType: "client-secret",
  builtIn: false,
  ...stated,
});
