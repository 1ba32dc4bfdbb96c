import { type CompiledClient, compileClient } from "./compiled-client.ts";
import { type CompiledClientScope, compileClientScopes } from "./compiled-client-scopes.ts";
import { type CompiledRoles, compileRoles } from "./compiled-roles.ts";
import type { ClientRepresentation, RealmDocument, UserRepresentation } from "./realm-document.ts";
import { RealmRefused } from "./realm-refused.ts";
import { compileScopeMappings, type ScopeMappings } from "./scope-mappings.ts";

/**
 * A realm as requests read it: derived from its document, read-only, with a map for every name that comes from outside.
 * Clients are made ready when they are first asked for; parts whose document part is untouched are taken over from the
 * compiled realm before, so that one edit in a realm of 10,000 clients recompiles one client.
 */
export interface CompiledRealm {
  readonly document: RealmDocument;
  readonly name: string;
  readonly roles: CompiledRoles;
  readonly clientScopes: ReadonlyMap<string, CompiledClientScope>;
  readonly scopeMappings: ScopeMappings;
  readonly clientRepresentations: ReadonlyMap<string, ClientRepresentation>;
  readonly clientIdsById: ReadonlyMap<string, string>;
  /** Service-account users by the clientId of their client. */
  readonly serviceAccounts: ReadonlyMap<string, UserRepresentation>;
  readonly usersById: ReadonlyMap<string, UserRepresentation>;
  /** By name in lower case. */
  readonly userIdsByName: ReadonlyMap<string, string>;
  /** The client of that public name, made ready. */
  findClient(clientId: string): CompiledClient | undefined;
  findClientById(id: string): CompiledClient | undefined;
}

/**
 * Derives the compiled realm.
 *
 * @param previous the realm before the edit; what it holds of untouched parts is reused.
 * @throws RealmRefused when the document does not hold together: an id or a name that stands twice or is missing.
 */
export function compileRealm(document: RealmDocument, previous?: CompiledRealm): CompiledRealm {
  if (!document.realm) throw new RealmRefused("A realm needs a name", ["realm"]);
  const before = previous?.document;
  const sameClients = previous !== undefined && before?.clients === document.clients;
  const clients = sameClients ? previous : indexClients(document);
  const sameRoles = sameClients && before?.roles === document.roles && document.realm === before?.realm;
  const roles = sameRoles ? previous.roles : compileRoles(document, clients.clientRepresentations);
  const sameScopes =
    sameRoles &&
    before?.clientScopes === document.clientScopes &&
    before?.scopeMappings === document.scopeMappings &&
    before?.clientScopeMappings === document.clientScopeMappings;
  const scopeMappings = sameScopes ? previous.scopeMappings : compileScopeMappings(document, roles);
  const clientScopes = sameScopes ? previous.clientScopes : compileClientScopes(document, scopeMappings);
  const users =
    before !== undefined && before.users === document.users ? (previous as CompiledRealm) : indexUsers(document);
  const compiled = new Map<string, CompiledClient>();
  const realm: CompiledRealm = {
    document,
    name: document.realm,
    roles,
    clientScopes,
    scopeMappings,
    clientRepresentations: clients.clientRepresentations,
    clientIdsById: clients.clientIdsById,
    serviceAccounts: users.serviceAccounts,
    usersById: users.usersById,
    userIdsByName: users.userIdsByName,
    findClient: (clientId) => {
      const known = compiled.get(clientId);
      if (known) return known;
      const representation = clients.clientRepresentations.get(clientId);
      if (!representation) return undefined;
      const client = compileClient(realm, representation);
      compiled.set(clientId, client);
      return client;
    },
    findClientById: (id) => {
      const clientId = clients.clientIdsById.get(id);
      return clientId === undefined ? undefined : realm.findClient(clientId);
    },
  };
  return realm;
}

function indexClients(document: RealmDocument): Pick<CompiledRealm, "clientRepresentations" | "clientIdsById"> {
  const clientRepresentations = new Map<string, ClientRepresentation>();
  const clientIdsById = new Map<string, string>();
  for (const [i, client] of (document.clients ?? []).entries()) {
    if (!client.clientId) throw new RealmRefused("A client needs a clientId", ["clients", i, "clientId"]);
    if (!client.id) throw new RealmRefused(`Client ${client.clientId} has no id`, ["clients", i, "id"]);
    if (clientRepresentations.has(client.clientId))
      throw new RealmRefused(`Client ${client.clientId} already exists`, ["clients", i, "clientId"]);
    if (clientIdsById.has(client.id))
      throw new RealmRefused(`The id ${client.id} stands for two clients`, ["clients", i, "id"]);
    clientRepresentations.set(client.clientId, client);
    clientIdsById.set(client.id, client.clientId);
  }
  return { clientRepresentations, clientIdsById };
}

function indexUsers(document: RealmDocument): Pick<CompiledRealm, "serviceAccounts" | "usersById" | "userIdsByName"> {
  const serviceAccounts = new Map<string, UserRepresentation>();
  const usersById = new Map<string, UserRepresentation>();
  const userIdsByName = new Map<string, string>();
  for (const user of document.users ?? []) {
    if (user.id) usersById.set(user.id, user);
    if (user.id && user.username) userIdsByName.set(user.username.toLowerCase(), user.id);
    if (user.serviceAccountClientId !== undefined) serviceAccounts.set(user.serviceAccountClientId, user);
  }
  return { serviceAccounts, usersById, userIdsByName };
}
