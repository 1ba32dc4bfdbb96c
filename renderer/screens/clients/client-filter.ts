import type { ClientSummary } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";

const MESSAGE_KEY = /^\$\{client_(.+)\}$/;

/** A client's name for reading; Keycloak's own clients have a key of its message files there, such as `${client_account}`. */
export function nameInWords({ name }: Pick<ClientSummary, "name">): string {
  const key = MESSAGE_KEY.exec(name)?.[1] ?? "";
  return Object.hasOwn(words.clients.builtInNames, key) ? (words.clients.builtInNames[key] ?? name) : name;
}

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
    const text = `${client.clientId}\n${nameInWords(client)}\n${client.description}`.toLowerCase();
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
