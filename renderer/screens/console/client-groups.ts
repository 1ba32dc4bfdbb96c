import type { ClientSummary } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";

interface ClientGroup {
  readonly group: string;
  readonly clients: readonly ClientSummary[];
}

const groupOf = (client: ClientSummary): keyof typeof words.console.clientGroups => {
  if (client.builtIn) return "builtIn";
  return client.serviceAccountsEnabled ? "serviceAccounts" : "others";
};

/** The clients to choose from: first those that can get a token, Keycloak's own last; no empty group. */
export const toClientGroups = (clients: readonly ClientSummary[]): readonly ClientGroup[] =>
  (["serviceAccounts", "others", "builtIn"] as const)
    .map((key) => ({
      group: words.console.clientGroups[key],
      clients: clients.filter((client) => groupOf(client) === key),
    }))
    .filter((group) => group.clients.length > 0);
