import type { PartOwner } from "../comparison/part.ts";
import type {
  ClientRepresentation,
  ClientScopeRepresentation,
  RealmDocument,
  RoleRepresentation,
  ScopeMappingRepresentation,
  UserRepresentation,
} from "../realm-document.ts";
import { type RoleName, roleKey, toRoleNames } from "./role-names.ts";

/** The things of a realm by their names: a push asks for each of them. */
export interface RealmNames {
  readonly document: RealmDocument;
  readonly clients: ReadonlyMap<string, ClientRepresentation>;
  readonly clientScopes: ReadonlyMap<string, ClientScopeRepresentation>;
  /** By {@link roleKey}. */
  readonly roles: ReadonlyMap<string, RoleRepresentation>;
  /** The users of service accounts, by clientId. */
  readonly serviceAccounts: ReadonlyMap<string, UserRepresentation>;
  readonly scopeMappingsOf: (owner: PartOwner) => readonly RoleName[];
}

export function namesOf(document: RealmDocument): RealmNames {
  const { clients = [], clientScopes = [], users = [] } = document;
  const mappings = scopeMappingsByOwner(document);
  return {
    document,
    clients: new Map(clients.map((client) => [client.clientId, client])),
    clientScopes: new Map(clientScopes.map((scope) => [scope.name, scope])),
    roles: new Map(rolesOf(document).map(([name, role]) => [roleKey(name), role])),
    serviceAccounts: new Map(users.flatMap((user) => serviceAccountOf(user))),
    scopeMappingsOf: (owner) => mappings.get(ownerKey(owner)) ?? [],
  };
}

export const compositesOf = ({ composites }: RoleRepresentation): RoleName[] =>
  toRoleNames(composites?.realm, composites?.client);

export const rolesOfUser = ({
  realmRoles,
  clientRoles,
}: Pick<UserRepresentation, "realmRoles" | "clientRoles">): RoleName[] => toRoleNames(realmRoles, clientRoles);

const serviceAccountOf = (user: UserRepresentation): [string, UserRepresentation][] =>
  user.serviceAccountClientId === undefined ? [] : [[user.serviceAccountClientId, user]];

const rolesOf = ({ roles = {} }: RealmDocument): [RoleName, RoleRepresentation][] => [
  ...(roles.realm ?? []).map((role): [RoleName, RoleRepresentation] => [{ name: role.name }, role]),
  ...Object.entries(roles.client ?? {}).flatMap(([client, owned]) =>
    owned.map((role): [RoleName, RoleRepresentation] => [{ name: role.name, client }, role]),
  ),
];

const ownerKey = (owner: PartOwner): string =>
  "client" in owner ? `client ${owner.client}` : `client scope ${owner.clientScope}`;

function scopeMappingsByOwner({
  scopeMappings = [],
  clientScopeMappings = {},
}: RealmDocument): Map<string, RoleName[]> {
  const found = new Map<string, RoleName[]>();
  const add = (mapping: ScopeMappingRepresentation, roles: readonly RoleName[]) => {
    const { client, clientScope } = mapping;
    const owner = client === undefined ? clientScope !== undefined && { clientScope } : { client };
    if (owner) found.set(ownerKey(owner), [...(found.get(ownerKey(owner)) ?? []), ...roles]);
  };
  for (const mapping of scopeMappings) add(mapping, toRoleNames(mapping.roles));
  for (const [owner, mappings] of Object.entries(clientScopeMappings))
    for (const mapping of mappings) add(mapping, toRoleNames([], { [owner]: mapping.roles ?? [] }));
  return found;
}
