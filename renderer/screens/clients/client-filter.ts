import type { ClientSummary } from "../../../src/contract/index.ts";

/** The clients to list: those in whose Client ID, Name or Description every word of the search stands. */
export function filterClients(
  clients: readonly ClientSummary[],
  search: string,
  showBuiltIn: boolean,
): readonly ClientSummary[] {
  const wanted = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return clients.filter((client) => {
    if (client.builtIn && !showBuiltIn) return false;
    const text = `${client.clientId}\n${client.name}\n${client.description}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** The example that shows a service account as Keycloak makes it today, for the first visit. */
export const modernExample = (clients: readonly ClientSummary[], documented: string): ClientSummary | undefined => {
  const accounts = clients.filter(
    (client) => client.serviceAccountsEnabled && !client.builtIn && client.clientId !== documented,
  );
  return accounts.find((client) => /modern/i.test(`${client.clientId} ${client.name}`)) ?? accounts[0];
};
