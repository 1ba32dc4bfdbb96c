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
  onProgress: (done: number, total: number) => void,
): Promise<LiveClient[]> {
  const clients: ClientRepresentation[] = [];
  for await (const page of pagesOf<Listed>(connection, "/{realm}/clients", { realm }))
    clients.push(...page.map(({ access: _access, ...client }) => client));
  const clientIds = new Map(clients.map(({ id, clientId }) => [id, clientId]));
  let done = 0;
  return mapConcurrently(clients, async (client) => {
    const whole = await readLiveClient(connection, realm, client, clientIds);
    onProgress(++done, clients.length);
    return whole;
  });
}

async function readLiveClient(
  connection: Connection,
  realm: string,
  client: ClientRepresentation,
  clientIds: ReadonlyMap<string, string>,
): Promise<LiveClient> {
  const { id, clientId } = client;
  const user = client.serviceAccountsEnabled ? await readServiceAccount(connection, realm, client) : undefined;
  return {
    client: await withAuthorization(connection, realm, client),
    roles: await readRolesOfClient(connection, realm, id, clientIds),
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

/** By its name: asked for as the client's own, Keycloak would make a user where there is none, and reading changes nothing. */
async function readServiceAccount(
  connection: Connection,
  realm: string,
  { clientId }: ClientRepresentation,
): Promise<UserRepresentation | undefined> {
  const username = `service-account-${clientId.toLowerCase()}`;
  const names = { realm, username, exact: true, briefRepresentation: false };
  const [found] = (await connection.find<readonly LiveUser[]>("/{realm}/users", names)) ?? [];
  if (!found) return undefined;
  const { access: _access, ...user } = found;
  return { ...(await withRolesAndGroups(connection, realm, user)), serviceAccountClientId: clientId };
}
