import type { PartialRealm } from "./complete-realm.ts";
import { entryOf } from "./edits/parts.ts";
import { isObject } from "./json.ts";
import { newRealmTemplate } from "./new-realm.ts";
import type { RoleRepresentation, RolesRepresentation, ScopeMappingRepresentation } from "./realm-document.ts";
import { RealmRefused } from "./realm-refused.ts";

/** The names that the parts of an import may refer to: what it brings, and what every realm has. */
interface Known {
  readonly clients: ReadonlySet<string>;
  readonly clientScopes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly roles: Readonly<Record<string, ReadonlySet<string>>>;
  readonly realmRoles: ReadonlySet<string>;
}

/**
 * Refuses a realm whose parts refer to what is not there, so far as Keycloak's import does (recorded:
 * `realm-whole-errors`); what it does not mind is made or left out on completing.
 *
 * @throws RealmRefused for the first.
 */
export function refuseUnfitParts(realm: PartialRealm): void {
  const known = knownIn(realm);
  refuseNameless(realm);
  refuseFlowOverrides(realm);
  refuseGroups(realm.groups ?? [], known, ["groups"]);
  refuseRoles(realm.roles ?? {}, known);
  refuseUsers(realm, known);
  const { scopeMappings = [], clientScopeMappings = {} } = realm;
  const owner = Object.keys(clientScopeMappings).find((each) => !known.clients.has(each));
  if (owner !== undefined)
    refuse(`Unknown client specification in scope mappings: ${owner}`, "clientScopeMappings", owner);
  for (const [i, mapping] of scopeMappings.entries()) refuseMapping(mapping, known, ["scopeMappings", i]);
  for (const [of, mappings] of Object.entries(clientScopeMappings))
    for (const [i, mapping] of mappings.entries()) refuseMapping(mapping, known, ["clientScopeMappings", of, i]);
}

/** Only flows that come along have an id that a client could name. */
function refuseFlowOverrides({ clients = [], ...realm }: PartialRealm): void {
  const { authenticationFlows: flows } = realm as { readonly authenticationFlows?: unknown };
  const ids = new Set(Array.isArray(flows) ? flows.map((flow: { readonly id?: unknown }) => flow?.id) : []);
  for (const [i, client] of clients.entries()) {
    const { authenticationFlowBindingOverrides: overrides } = client as {
      readonly authenticationFlowBindingOverrides?: unknown;
    };
    const unknown = Object.entries(isObject(overrides) ? overrides : {}).find(
      ([, id]) => typeof id === "string" && id.trim() !== "" && !ids.has(id),
    );
    if (unknown)
      refuse(
        `Unable to resolve auth flow binding override for: ${unknown[0]}`,
        ...["clients", i, "authenticationFlowBindingOverrides", unknown[0]],
      );
  }
}

function refuseGroups(groups: Groups, known: Known, path: readonly (string | number)[]): void {
  for (const [i, { clientRoles = {}, subGroups = [] }] of groups.entries()) {
    const owner = Object.keys(clientRoles).find((each) => !known.clients.has(each));
    if (owner !== undefined) refuse(`Unable to find client role mappings for client: ${owner}`, ...path, i);
    refuseGroups(subGroups, known, [...path, i, "subGroups"]);
  }
}

function refuseRoles({ realm = [], client = {} }: RolesRepresentation, known: Known): void {
  const owner = Object.keys(client).find((each) => !known.clients.has(each));
  if (owner !== undefined) refuse(`There is no client ${owner} for its roles`, "roles", "client", owner);
  for (const [i, role] of realm.entries()) refuseUnknownMembers(role, known, "realm", i);
  for (const [of, roles] of Object.entries(client))
    for (const [i, role] of roles.entries()) refuseUnknownMembers(role, known, "client", of, i);
}

function refuse(message: string, ...path: (string | number)[]): never {
  throw new RealmRefused(message, path);
}

function knownIn(realm: PartialRealm): Known {
  const template = newRealmTemplate(realm.realm);
  const names = (items: readonly { readonly name: string }[] = []) => items.map(({ name }) => name);
  const clients = [...(realm.clients ?? []), ...(template.clients ?? [])];
  const owners = new Set(clients.map(({ clientId }) => clientId));
  const rolesOf = (owner: string) => [
    ...(entryOf(realm.roles?.client, owner) ?? []),
    ...(entryOf(template.roles?.client, owner) ?? []),
  ];
  return {
    clients: owners,
    clientScopes: new Set(names([...(realm.clientScopes ?? template.clientScopes ?? []), { name: "offline_access" }])),
    groups: new Set(pathsOf(realm.groups ?? [], "")),
    realmRoles: new Set(
      names([...(realm.roles?.realm ?? []), ...(template.roles?.realm ?? []), ...named(realm.defaultRole)]),
    ),
    roles: Object.fromEntries([...owners].map((owner) => [owner, new Set(names(rolesOf(owner)))])),
  };
}

const named = (role: RoleRepresentation | undefined): RoleRepresentation[] => (role ? [role] : []);

type Groups = NonNullable<PartialRealm["groups"]>;

const pathsOf = (groups: Groups, above: string): string[] =>
  groups.flatMap(({ name, subGroups = [] }) => [`${above}/${name}`, ...pathsOf(subGroups, `${above}/${name}`)]);

function refuseNameless({ clients = [], clientScopes = [], users = [], roles }: PartialRealm): void {
  if (clients.some(({ clientId }) => clientId === "")) refuse("Client ID cannot be blank", "clients");
  if (clientScopes.some(({ name }) => !name)) refuse("A client scope needs a name", "clientScopes");
  if (users.some(({ username }) => !username)) refuse("A user needs a name", "users");
  const allRoles = [...(roles?.realm ?? []), ...Object.values(roles?.client ?? {}).flat()];
  if (allRoles.some(({ name }) => !name)) refuse("A role needs a name", "roles");
  for (const { protocolMappers = [] } of [...clients, ...clientScopes])
    if (protocolMappers.some(({ name, protocolMapper }) => !name || !protocolMapper))
      refuse("A protocol mapper needs a name and a type", "protocolMappers");
}

function refuseUnknownMembers({ composites = {} }: RoleRepresentation, known: Known, ...at: (string | number)[]): void {
  const unknown = composites.realm?.find((member) => !known.realmRoles.has(member));
  if (unknown !== undefined) refuse(`Unable to find composite realm role: ${unknown}`, "roles", ...at);
  for (const [owner, members] of Object.entries(composites.client ?? {})) {
    if (!known.clients.has(owner)) refuse(`Unable to find client ${owner} of a composite`, "roles", ...at);
    const missing = members.find((member) => !entryOf(known.roles, owner)?.has(member));
    if (missing !== undefined) refuse(`Unable to find composite client role: ${missing}`, "roles", ...at);
  }
}

function refuseUsers({ users = [] }: PartialRealm, known: Known): void {
  for (const [i, { serviceAccountClientId: of, clientRoles = {}, groups = [] }] of users.entries()) {
    if (of !== undefined && !known.clients.has(of))
      refuse(`Unable to find client specified for service account link. Client: ${of}`, "users", i);
    const owner = Object.keys(clientRoles).find((each) => !known.clients.has(each));
    if (owner !== undefined) refuse(`Unable to find client role mappings for client: ${owner}`, "users", i);
    const group = groups.find((each) => !known.groups.has(each.startsWith("/") ? each : `/${each}`));
    if (group !== undefined) refuse(`Unable to find group specified by path: ${group}`, "users", i);
  }
}

function refuseMapping(
  { client, clientScope }: ScopeMappingRepresentation,
  known: Known,
  path: readonly (string | number)[],
): void {
  if (client === undefined && clientScope === undefined)
    refuse("Either client or clientScope needs to be specified in scope mappings", ...path);
  if (client !== undefined && !known.clients.has(client))
    refuse(`Unknown client specification in scope mappings: ${client}`, ...path);
  if (clientScope !== undefined && !known.clientScopes.has(clientScope))
    refuse(`Unknown clientScope specification in scope mappings: ${clientScope}`, ...path);
}
