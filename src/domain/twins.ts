import type { PartialRealm } from "./complete-realm.ts";
import type { GroupRepresentation } from "./realm-document.ts";

type Path = readonly (string | number)[];

/** The second of two things that cannot stand beside each other. */
export interface Twin {
  readonly path: Path;
  readonly message: string;
}

/** The first id or name that stands twice in a realm where Keycloak's database lets it stand once. */
export function findTwin({ clients, clientScopes, users, groups, roles = {} }: PartialRealm): Twin | undefined {
  const owners = Object.entries(roles.client ?? {});
  const ofRoles: List = [
    ...listOf(roles.realm, ["roles", "realm"]),
    ...owners.flatMap(([owner, owned]) => listOf(owned, ["roles", "client", owner])),
  ];
  const lists = [listOf(clients, ["clients"]), listOf(clientScopes, ["clientScopes"]), listOf(users, ["users"])];
  const [ofClients = [], ofScopes = [], ofUsers = []] = lists;
  return (
    twiceIn(ofClients, "clientId", "Client") ??
    twiceIn(ofScopes, "name", "Client Scope") ??
    twiceIn(ofUsers, "username", "User") ??
    twiceIn(listOf(roles.realm, ["roles", "realm"]), "name", "Role") ??
    firstOf(owners, ([owner, owned]) => twiceIn(listOf(owned, ["roles", "client", owner]), "name", "Role")) ??
    firstOf([...lists, ofRoles], (list) => twiceIn(list, "id", "The id")) ??
    twinGroup(groups ?? [], ["groups"])
  );
}

/** Two protocol mappers of one client or client scope that have the same name. */
export function findMapperTwin({ clients = [], clientScopes = [] }: PartialRealm): Twin | undefined {
  const owners = [
    ...clients.map((client, i) => [client.protocolMappers, ["clients", i, "protocolMappers"]] as const),
    ...clientScopes.map((scope, i) => [scope.protocolMappers, ["clientScopes", i, "protocolMappers"]] as const),
  ];
  return firstOf(owners, ([mappers, path]) => {
    const names = (mappers ?? []).map(({ protocol = "", name }) => ({ name: `${protocol} ${name}` }));
    return twiceIn(listOf(names, path), "name", "Protocol mapper");
  });
}

type Item = Readonly<Record<string, unknown>>;
type List = readonly (readonly [item: Item, path: Path])[];

const listOf = (items: readonly object[] | undefined, path: Path): List =>
  (items ?? []).map((item, i) => [item as Item, [...path, i]]);

/** Usernames are the same whatever their case. */
function twiceIn(list: List, field: string, what: string): Twin | undefined {
  const seen = new Set<unknown>();
  for (const [item, path] of list) {
    const name = field === "username" ? String(item[field] ?? "").toLowerCase() : item[field];
    if (name === undefined || name === "") continue;
    if (seen.has(name)) return { path: [...path, field], message: `${what} ${String(item[field])} stands twice` };
    seen.add(name);
  }
  return undefined;
}

const twinGroup = (groups: readonly GroupRepresentation[], path: Path): Twin | undefined =>
  twiceIn(listOf(groups, path), "name", "Group") ??
  firstOf([...groups.entries()], ([i, { subGroups }]) => twinGroup(subGroups ?? [], [...path, i, "subGroups"]));

function firstOf<From, To>(items: readonly From[], find: (item: From) => To | undefined): To | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
