import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import { mapEntries } from "../edits/parts.ts";
import {
  type ClientRepresentation,
  type GroupRepresentation,
  KEY_PROVIDER_TYPE,
  type RealmDocument,
  type RoleRepresentation,
  type ScopeMappingRepresentation,
  type UserRepresentation,
} from "../realm-document.ts";
import { isBuiltInRole } from "./built-in-roles.ts";

/** What a realm that is made begins with; all else follows, a thing at a time. */
interface Kept {
  readonly client: (clientId: string) => boolean;
  readonly realmRole: (name: string) => boolean;
}

type RoleNames = Readonly<Record<string, readonly string[]>>;

/**
 * What a realm is made with in one call: everything but its own clients, and what refers to them. A Keycloak takes time out
 * of proportion for many clients in one call (1,000 of them did not end within 300 s on 26.7), and 9 ms for each alone.
 * Clients that ordinary users hold roles of, or consented to, are among it: users cannot follow later with their ids.
 *
 * @param bare without what no client needs: users, groups, further roles, identity providers.
 */
export function foundationOf(document: RealmDocument, bare: boolean): RealmDocument {
  const start = bare ? withoutPeople(document) : document;
  const first = new Set([...BUILT_IN_CLIENTS, ...clientsOfUsers(start)]);
  const kept: Kept = {
    client: (clientId) => first.has(clientId),
    realmRole: (name) => !bare || isBuiltInRole(document, name),
  };
  const { clients = [], users = [], groups = [], roles = {} } = start;
  return {
    ...start,
    roles: {
      realm: (roles.realm ?? []).filter(({ name }) => kept.realmRole(name)).map((role) => withRolesKept(role, kept)),
      client: keptEntries(roles.client, kept, (owned) => owned.map((role) => withRolesKept(role, kept))),
    },
    clients: clients.filter(({ clientId }) => kept.client(clientId)).map(withoutReferences),
    users: users.filter((user) => isKeptUser(user, kept)).map((user) => withMappingsKept(user, kept)),
    groups: groups.map((group) => withGroupRolesKept(group, kept)),
    scopeMappings: (start.scopeMappings ?? [])
      .filter((mapping) => isKeptMapping(mapping, kept))
      .map(({ roles: let_, ...mapping }) => ({ ...mapping, roles: (let_ ?? []).filter(kept.realmRole) })),
    clientScopeMappings: keptEntries(start.clientScopeMappings, kept, (mappings) =>
      mappings.filter((mapping) => isKeptMapping(mapping, kept)),
    ),
  };
}

/** Federated users and members of organizations are people as well. */
function withoutPeople(document: RealmDocument): RealmDocument {
  const { organizations: _organizations, ...rest } = document as RealmDocument & { readonly organizations?: unknown };
  const { clientScopes = [], defaultDefaultClientScopes = [], defaultOptionalClientScopes = [] } = document;
  const builtIn = (document.clients ?? []).filter(({ clientId }) => BUILT_IN_CLIENTS.has(clientId));
  const scopes = new Set([
    "service_account",
    ...defaultDefaultClientScopes,
    ...defaultOptionalClientScopes,
    ...builtIn.flatMap((client) => [...(client.defaultClientScopes ?? []), ...(client.optionalClientScopes ?? [])]),
  ]);
  const isKept = ({ clientScope }: ScopeMappingRepresentation) => clientScope === undefined || scopes.has(clientScope);
  const { [KEY_PROVIDER_TYPE]: keys, [USER_STORAGE]: _storage, ...components } = document.components ?? {};
  return {
    ...rest,
    ...{ defaultGroups: [], identityProviders: [], identityProviderMappers: [], userFederationProviders: [] },
    ...{ userFederationMappers: [], users: [], groups: [] },
    clientScopes: clientScopes.filter(({ name }) => scopes.has(name)),
    scopeMappings: (document.scopeMappings ?? []).filter(isKept),
    clientScopeMappings: mapEntries(document.clientScopeMappings, (id, all) => [id, all.filter(isKept)]) ?? {},
    components: { ...components, ...(keys && { [KEY_PROVIDER_TYPE]: keys }) },
  };
}

const USER_STORAGE = "org.keycloak.storage.UserStorageProvider";

/** Clients that have to be there for a user to come in. */
const clientsOfUsers = ({ users = [] }: RealmDocument): string[] =>
  users
    .filter(({ serviceAccountClientId }) => serviceAccountClientId === undefined)
    .flatMap((user) => {
      const { clientConsents = [] } = user as { readonly clientConsents?: readonly { readonly clientId?: string }[] };
      return [...Object.keys(user.clientRoles ?? {}), ...clientConsents.map(({ clientId = "" }) => clientId)];
    });

/** Settings that name other clients, users or flows follow when those are there. */
function withoutReferences(client: ClientRepresentation): ClientRepresentation {
  const {
    authorizationSettings: _settings,
    authenticationFlowBindingOverrides: _flows,
    ...kept
  } = client as ClientRepresentation & { readonly authorizationSettings?: unknown };
  return _settings === undefined ? kept : { ...kept, authorizationServicesEnabled: false };
}

const isKeptUser = ({ serviceAccountClientId: of }: UserRepresentation, kept: Kept): boolean =>
  of === undefined || kept.client(of);

const isKeptMapping = ({ client }: ScopeMappingRepresentation, kept: Kept): boolean =>
  client === undefined || kept.client(client);

function keptEntries<Value>(
  entries: Readonly<Record<string, Value>> | undefined,
  kept: Kept,
  change: (value: Value) => Value,
): Readonly<Record<string, Value>> {
  const all = Object.entries(entries ?? {}).filter(([clientId]) => kept.client(clientId));
  return Object.fromEntries(all.map(([clientId, value]) => [clientId, change(value)]));
}

const rolesKept = (roles: RoleNames | undefined, kept: Kept): RoleNames => keptEntries(roles, kept, (names) => names);

function withRolesKept(role: RoleRepresentation, kept: Kept): RoleRepresentation {
  const { composites } = role;
  if (!composites) return role;
  const [realm, client] = [(composites.realm ?? []).filter(kept.realmRole), rolesKept(composites.client, kept)];
  return {
    ...role,
    composite: realm.length > 0 || Object.keys(client).length > 0,
    composites: { ...(realm.length > 0 && { realm }), ...(Object.keys(client).length > 0 && { client }) },
  };
}

const withMappingsKept = <Holder extends { readonly clientRoles?: RoleNames }>(holder: Holder, kept: Kept): Holder =>
  holder.clientRoles ? { ...holder, clientRoles: rolesKept(holder.clientRoles, kept) } : holder;

function withGroupRolesKept(group: GroupRepresentation, kept: Kept): GroupRepresentation {
  const subGroups = group.subGroups?.map((inner) => withGroupRolesKept(inner, kept));
  return { ...withMappingsKept(group, kept), ...(subGroups && { subGroups }) };
}
