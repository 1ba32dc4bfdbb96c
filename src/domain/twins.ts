import type { PartialRealm } from "./complete-realm.ts";
import type { GroupRepresentation, ProtocolMapperRepresentation } from "./realm-document.ts";

/** Whether an id or a name stands twice in a realm where Keycloak's database lets it stand once. */
export function hasTwins({
  clients = [],
  clientScopes = [],
  users = [],
  groups = [],
  roles = {},
}: PartialRealm): boolean {
  const owners = Object.values(roles.client ?? {});
  const allRoles = [...(roles.realm ?? []), ...owners.flat()];
  return [
    clients.map(({ clientId }) => clientId),
    clientScopes.map(({ name }) => name),
    users.map(({ username }) => username?.toLowerCase()),
    (roles.realm ?? []).map(({ name }) => name),
    ...owners.map((owned) => owned.map(({ name }) => name)),
    ...[clients, clientScopes, users, allRoles].map((items) => items.map(({ id }) => id)),
    ...siblingsIn(groups),
  ].some(hasTwice);
}

const siblingsIn = (groups: readonly GroupRepresentation[]): string[][] => [
  groups.map(({ name }) => name),
  ...groups.flatMap(({ subGroups = [] }) => siblingsIn(subGroups)),
];

function hasTwice(names: readonly (string | undefined)[]): boolean {
  const given = names.filter((name) => name !== undefined);
  return new Set(given).size < given.length;
}

export const hasMapperTwins = ({ clients = [], clientScopes = [] }: PartialRealm): boolean =>
  [...clients, ...clientScopes].some(({ protocolMappers = [] }) => hasTwice(protocolMappers.map(keyOf)));

const keyOf = ({ protocol = "", name }: ProtocolMapperRepresentation): string => `${protocol} ${name}`;
