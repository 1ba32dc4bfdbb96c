import type { PartialRealm } from "./complete-realm.ts";
import { isObject } from "./json.ts";
import type { GroupRepresentation } from "./realm-document.ts";

type Path = readonly (string | number)[];

/** The second of two things that cannot stand beside each other. */
export interface Twin {
  readonly path: Path;
  readonly message: string;
}

/** The first id or name that stands twice in a realm where Keycloak's database lets it stand once. */
export function findTwin(realm: PartialRealm): Twin | undefined {
  const { clients, clientScopes, users, groups, roles = {} } = realm;
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
    firstOf([...lists, ofRoles, ...listsWithIds(realm)], (list) => twiceIn(list, "id", "The id")) ??
    twinGroup(groups ?? [], ["groups"]) ??
    twinOfUsers(realm, ofUsers) ??
    twinIdentityProvider(realm)
  );
}

/** Lists over whose ids Keycloak's database watches, beside those of what has a name of its own. */
function listsWithIds({ clients = [], clientScopes = [], groups = [], components = {} }: PartialRealm): List[] {
  const mappersOf = (owners: readonly { readonly protocolMappers?: readonly object[] }[], field: string) =>
    owners.flatMap(({ protocolMappers }, i) => listOf(protocolMappers, [field, i, "protocolMappers"]));
  return [
    [...mappersOf(clients, "clients"), ...mappersOf(clientScopes, "clientScopes")],
    allGroups(groups, ["groups"]),
    Object.entries(components).flatMap(([type, all]) => listOf(all, ["components", type])),
  ];
}

const allGroups = (groups: readonly GroupRepresentation[], path: Path): List =>
  listOf(groups, path).flatMap(([group, at], i) => [
    [group, at] as const,
    ...allGroups(groups[i]?.subGroups ?? [], [...at, "subGroups"]),
  ]);

/** An address of mail is one user's unless the realm says otherwise; a client has one service account. */
function twinOfUsers(realm: PartialRealm, ofUsers: List): Twin | undefined {
  const { duplicateEmailsAllowed } = realm as { readonly duplicateEmailsAllowed?: unknown };
  return (
    (duplicateEmailsAllowed === true ? undefined : twiceIn(ofUsers, "email", "The email address")) ??
    twiceIn(ofUsers, "serviceAccountClientId", "The service account of client")
  );
}

function twinIdentityProvider(realm: PartialRealm): Twin | undefined {
  const { identityProviders } = realm as { readonly identityProviders?: unknown };
  const all = Array.isArray(identityProviders) ? identityProviders.filter(isObject) : [];
  const list = listOf(all, ["identityProviders"]);
  return twiceIn(list, "alias", "Identity provider") ?? twiceIn(list, "internalId", "The id");
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

/** These are the same whatever their case. */
const CASELESS: ReadonlySet<string> = new Set(["username", "email"]);

function twiceIn(list: List, field: string, what: string): Twin | undefined {
  const seen = new Set<unknown>();
  for (const [item, path] of list) {
    const name = CASELESS.has(field) ? String(item[field] ?? "").toLowerCase() : item[field];
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
