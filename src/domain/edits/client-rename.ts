import type {
  GroupRepresentation,
  RealmDocument,
  RoleRepresentation,
  ScopeMappingRepresentation,
} from "../realm-document.ts";
import { mapEntries } from "./parts.ts";
import { serviceAccountUsername } from "./service-account-edits.ts";

/**
 * Gives a client another clientId everywhere it is named: its roles, composites, role and scope mappings, and its
 * service account, whose id (and so `sub`) stays.
 */
export function withClientRenamed(document: RealmDocument, from: string, to: string): RealmDocument {
  const key = <Value>(name: string, value: Value) => [name === from ? to : name, value] as const;
  return withClientNames(document, (name) => (name === from ? to : name), key);
}

/** Takes a client out of everything that names it: its roles with their mappings, its scope mappings, its service account. */
export const withoutClientNamed = (document: RealmDocument, clientId: string): RealmDocument =>
  withoutClientsNamed(document, new Set([clientId]));

/** The same for many at once. */
export function withoutClientsNamed(document: RealmDocument, gone: ReadonlySet<string>): RealmDocument {
  const key = <Value>(name: string, value: Value) => (gone.has(name) ? undefined : ([name, value] as const));
  const without = withClientNames(document, (name) => (gone.has(name) ? undefined : name), key);
  return {
    ...without,
    clients: (without.clients ?? []).filter(({ clientId }) => !gone.has(clientId)),
    users: (without.users ?? []).filter(({ serviceAccountClientId: of }) => of === undefined || !gone.has(of)),
  };
}

type Key = <Value>(name: string, value: Value) => readonly [string, Value] | undefined;

function withClientNames(
  document: RealmDocument,
  name: (clientId: string) => string | undefined,
  key: Key,
): RealmDocument {
  const role = (each: RoleRepresentation): RoleRepresentation =>
    each.composites?.client
      ? { ...each, composites: { ...each.composites, client: mapEntries(each.composites.client, key) ?? {} } }
      : each;
  const mapping = (each: ScopeMappingRepresentation): ScopeMappingRepresentation[] => {
    if (each.client === undefined) return [each];
    const client = name(each.client);
    return client === undefined ? [] : [{ ...each, client }];
  };
  const ofClients = mapEntries(document.roles?.client, (owner, roles) => key(owner, roles.map(role)));
  return {
    ...document,
    clients: (document.clients ?? []).map((client) => {
      const clientId = name(client.clientId) ?? client.clientId;
      return clientId === client.clientId ? client : { ...client, clientId };
    }),
    ...(document.roles && {
      roles: {
        ...document.roles,
        ...(document.roles.realm && { realm: document.roles.realm.map(role) }),
        ...(ofClients && { client: ofClients }),
      },
    }),
    ...(document.groups && { groups: document.groups.map((group) => renamedGroup(group, key)) }),
    ...(document.users && { users: document.users.map((user) => renamedUser(user, name, key)) }),
    ...(document.scopeMappings && { scopeMappings: document.scopeMappings.flatMap(mapping) }),
    ...(document.clientScopeMappings && {
      clientScopeMappings:
        mapEntries(document.clientScopeMappings, (owner, mappings) => key(owner, mappings.flatMap(mapping))) ?? {},
    }),
  };
}

function renamedGroup(group: GroupRepresentation, key: Key): GroupRepresentation {
  const { clientRoles, subGroups } = group;
  return {
    ...group,
    ...(clientRoles && { clientRoles: mapEntries(clientRoles, key) ?? {} }),
    ...(subGroups && { subGroups: subGroups.map((inner) => renamedGroup(inner, key)) }),
  };
}

type User = NonNullable<RealmDocument["users"]>[number];

function renamedUser(user: User, name: (clientId: string) => string | undefined, key: Key): User {
  const mapped = user.clientRoles ? { ...user, clientRoles: mapEntries(user.clientRoles, key) ?? {} } : user;
  const { serviceAccountClientId: of } = user;
  const renamed = of === undefined ? undefined : name(of);
  if (renamed === undefined || renamed === of) return mapped;
  return { ...mapped, serviceAccountClientId: renamed, username: serviceAccountUsername(renamed) };
}
