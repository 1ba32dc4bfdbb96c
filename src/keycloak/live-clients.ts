import type { ClientRepresentation, RoleRepresentation, UserRepresentation } from "../domain/realm-document.ts";
import type { Connection } from "./connection.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import { readMappedRoles, readRolesOfClient, withRolesAndGroups } from "./live-roles.ts";
import type { MappedScope } from "./live-scope-mappings.ts";
import type { LiveUser } from "./live-users.ts";
import { mapConcurrently, pagesOf } from "./pages.ts";

/** A client with all that an export has of it, in four places. */
export interface LiveClient {
  readonly client: ClientRepresentation;
  readonly roles: readonly RoleRepresentation[];
  /** The user of its service account. */
  readonly user?: UserRepresentation;
  readonly scope: MappedScope;
}

/** What the caller may do with a client; exports have none. */
type Listed = ClientRepresentation & { readonly access?: unknown };

/** All clients, with their secrets where the server shows them. */
export async function readLiveClients(
  connection: Connection,
  realm: string,
  hasGroups: boolean,
  onProgress: (done: number, total: number) => void,
): Promise<LiveClient[]> {
  const clients: ClientRepresentation[] = [];
  for await (const page of pagesOf<Listed>(connection, "/{realm}/clients", { realm }))
    clients.push(...page.map(({ access: _access, ...client }) => client));
  const known: Known = {
    clientIds: new Map(clients.map(({ id, clientId }) => [id, clientId])),
    serviceAccounts: await readServiceAccounts(connection, realm),
    hasGroups,
  };
  let done = 0;
  return mapConcurrently(clients, async (client) => {
    const whole = await readLiveClient(connection, realm, client, known);
    onProgress(++done, clients.length);
    return whole;
  });
}

/** What is read of all clients at once. */
interface Known {
  /** By their ids. */
  readonly clientIds: ReadonlyMap<string, string>;
  /** Users of service accounts by their names. */
  readonly serviceAccounts: ReadonlyMap<string, LiveUser>;
  readonly hasGroups: boolean;
}

async function readLiveClient(
  connection: Connection,
  realm: string,
  client: ClientRepresentation,
  known: Known,
): Promise<LiveClient> {
  const { id, clientId } = client;
  const user = client.serviceAccountsEnabled ? await readServiceAccount(connection, realm, clientId, known) : undefined;
  return {
    client: await withAuthorization(connection, realm, client),
    roles: await readRolesOfClient(connection, realm, id, known.clientIds),
    ...(user && { user }),
    scope: {
      owner: { client: clientId },
      ...(await readMappedRoles(connection, "/{realm}/clients/{id}/scope-mappings", realm, id)),
    },
  };
}

/** Those of `admin-permissions` Keycloak does not show (400). */
async function withAuthorization(
  connection: Connection,
  realm: string,
  client: ClientRepresentation,
): Promise<ClientRepresentation> {
  if (!client.authorizationServicesEnabled) return client;
  const path = "/{realm}/clients/{id}/authz/resource-server/settings";
  const authorizationSettings = await connection.find(path, { realm, id: client.id }).catch((error: unknown) => {
    if (error instanceof KeycloakRefused && error.status === 400) return undefined;
    throw error;
  });
  return { ...client, ...(authorizationSettings !== undefined && { authorizationSettings }) };
}

const PREFIX = "service-account-";

/**
 * By the beginning of their names: asked for as a client's own, Keycloak would make a user where there is none, and reading
 * changes nothing.
 */
async function readServiceAccounts(connection: Connection, realm: string): Promise<ReadonlyMap<string, LiveUser>> {
  const names = { realm, username: PREFIX, briefRepresentation: false };
  const found = new Map<string, LiveUser>();
  for await (const page of pagesOf<LiveUser>(connection, "/{realm}/users", names))
    for (const user of page) found.set(user.username, user);
  return found;
}

async function readServiceAccount(
  connection: Connection,
  realm: string,
  clientId: string,
  { serviceAccounts, hasGroups }: Known,
): Promise<UserRepresentation | undefined> {
  const found = serviceAccounts.get(PREFIX + clientId.toLowerCase());
  if (!found) return undefined;
  const { access: _access, ...user } = found;
  return { ...(await withRolesAndGroups(connection, realm, user, hasGroups)), serviceAccountClientId: clientId };
}
