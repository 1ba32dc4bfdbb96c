import { isFieldToo } from "../realm-attributes.ts";
import type { GroupRepresentation, RealmDocument, RoleRepresentation } from "../realm-document.ts";
import { clientPartsOf, mapperPartsOf, withoutEntries } from "./client-parts.ts";
import { componentPartsOf } from "./component-parts.ts";
import type { JsonObject, PartKind, RealmPart } from "./part.ts";
import { roleLabels } from "./role-labels.ts";
import { rolesThrough } from "./roles-through.ts";
import { serviceAccountPartsOf, userPartsOf } from "./user-parts.ts";

/** Lists of a realm whose items are known by a name of theirs: nothing here acts on them, so they are compared as they are. */
const NAMED: readonly (readonly [field: string, kind: PartKind, names: readonly string[]])[] = [
  ["identityProviders", "identityProvider", ["alias"]],
  ["identityProviderMappers", "identityProviderMapper", ["identityProviderAlias", "name"]],
  ["authenticationFlows", "authenticationFlow", ["alias"]],
  ["authenticatorConfig", "authenticatorConfig", ["alias"]],
  ["requiredActions", "requiredAction", ["alias"]],
  ["organizations", "organization", ["alias", "name"]],
  ["userFederationProviders", "userFederation", ["displayName"]],
  ["userFederationMappers", "userFederationMapper", ["federationProviderDisplayName", "name"]],
];

/** Fields of a realm that are parts of their own, and those that only name it. */
const NOT_SETTINGS: ReadonlySet<string> = new Set([
  ...NAMED.map(([field]) => field),
  "id",
  "realm",
  "roles",
  "groups",
  "users",
  "scopeMappings",
  "clientScopeMappings",
  "clients",
  "clientScopes",
  "components",
  "keycloakVersion",
]);

/** Everything a realm holds, each with the name by which it is known. */
export function partsOf(document: RealmDocument): RealmPart[] {
  const members: JsonObject = { ...document };
  return [
    { kind: "realm", name: document.realm, value: settingsOf(document) },
    ...rolePartsOf(document),
    ...clientScopePartsOf(document),
    ...clientPartsOf(document),
    ...serviceAccountPartsOf(document),
    ...groupPartsOf(document.groups ?? [], ""),
    ...userPartsOf(document),
    ...componentPartsOf(document.components ?? {}),
    ...NAMED.flatMap(([field, kind, names]) => namedPartsOf(members[field], kind, names)),
  ];
}

const settingsOf = (document: RealmDocument): JsonObject => ({
  ...Object.fromEntries(Object.entries(document).filter(([name]) => !NOT_SETTINGS.has(name))),
  defaultRole: document.defaultRole?.name,
  attributes: withoutEntries(document.attributes, isFieldToo),
});

function rolePartsOf({ roles = {} }: RealmDocument): RealmPart[] {
  const ofClients = Object.entries(roles.client ?? {}).flatMap(([client, owned]) =>
    owned.map(
      (role): RealmPart => ({ kind: "clientRole", name: role.name, owner: { client }, value: roleValue(role) }),
    ),
  );
  const ofRealm = (roles.realm ?? []).map(
    (role): RealmPart => ({ kind: "realmRole", name: role.name, value: roleValue(role) }),
  );
  return [...ofRealm, ...ofClients];
}

const roleValue = ({
  composites,
  composite: _derived,
  clientRole: _place,
  ...role
}: RoleRepresentation): JsonObject => ({
  ...role,
  composites: roleLabels(composites?.realm, composites?.client),
});

function clientScopePartsOf(document: RealmDocument): RealmPart[] {
  const { ofClientScopes } = rolesThrough(document);
  return (document.clientScopes ?? []).flatMap(({ protocolMappers, ...scope }) => [
    { kind: "clientScope", name: scope.name, value: { ...scope, scopeMappings: ofClientScopes.get(scope.name) } },
    ...mapperPartsOf(protocolMappers, { clientScope: scope.name }),
  ]);
}

const groupPartsOf = (groups: readonly GroupRepresentation[], parent: string): RealmPart[] =>
  groups.flatMap(({ subGroups = [], realmRoles, clientRoles, ...group }) => {
    const path = `${parent}/${group.name}`;
    const value = { ...group, path: undefined, roles: roleLabels(realmRoles, clientRoles) };
    return [{ kind: "group" as const, name: path, value }, ...groupPartsOf(subGroups, path)];
  });

function namedPartsOf(items: unknown, kind: PartKind, names: readonly string[]): RealmPart[] {
  if (!Array.isArray(items)) return [];
  return items
    .filter((item): item is JsonObject => item !== null && typeof item === "object")
    .map((item) => ({ kind, name: nameIn(item, names), value: item }));
}

const nameIn = (item: JsonObject, names: readonly string[]): string =>
  names
    .map((name) => item[name])
    .filter((name) => typeof name === "string")
    .join("/");
