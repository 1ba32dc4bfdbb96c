import type { ClientScopeAssignment, ClientSummary, Edit } from "../../../src/contract/index.ts";

type Clients = readonly ClientSummary[];

/** The server takes a thousand edits at once. */
export const MOST_AT_ONCE = 1000;

export const enableEdits = (clients: Clients, enabled: boolean): Edit[] =>
  clients
    .filter((client) => client.enabled !== enabled)
    .map(({ id }) => ({ type: "updateClient", client: id, settings: { enabled } }));

/** Keycloak's own clients stay. */
export const removeEdits = (clients: Clients): Edit[] =>
  clients.filter(({ builtIn }) => !builtIn).map(({ id }) => ({ type: "removeClient", client: id }));

export const clientScopeEdits = (clients: Clients, clientScope: string, as: ClientScopeAssignment): Edit[] =>
  clients.map(({ id }) => ({ type: "assignClientScope", client: id, clientScope, as }));

/** Only clients with a service account can hold a role. */
export const roleEdits = (clients: Clients, role: string): Edit[] =>
  clients
    .filter(({ serviceAccountsEnabled }) => serviceAccountsEnabled)
    .map(({ id }) => ({ type: "assignRole", client: id, role }));
