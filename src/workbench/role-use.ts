import type { RoleGate, RoleHolder, RoleUse } from "../contract/roles.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { type CompiledRole, rolesNamed } from "../domain/compiled-roles.ts";
import type { GroupRepresentation } from "../domain/realm-document.ts";

/** Who has which roles directly, and what lets which through: one way through the realm. */
export interface RoleUses {
  readonly holders: readonly (Omit<RoleHolder, "through"> & { readonly roles: readonly CompiledRole[] })[];
  readonly gates: readonly (Omit<RoleGate, "through"> & { readonly roles: readonly CompiledRole[] })[];
  /** The roles that include a role directly, by its id. */
  readonly memberOf: ReadonlyMap<string, readonly CompiledRole[]>;
}

export function findRoleUses(realm: CompiledRealm): RoleUses {
  const memberOf = new Map<string, CompiledRole[]>();
  for (const role of realm.roles.byId.values())
    for (const { id } of role.members) {
      const known = memberOf.get(id);
      if (known) known.push(role);
      else memberOf.set(id, [role]);
    }
  const { ofClients, ofClientScopes } = realm.scopeMappings;
  const clientGates = [...ofClients].flatMap(([name, roles]) => {
    const id = realm.clientRepresentations.get(name)?.id;
    return id === undefined ? [] : [{ kind: "client" as const, id, name, roles }];
  });
  const scopeGates = [...ofClientScopes].flatMap(([name, roles]) => {
    const id = realm.clientScopes.get(name)?.id;
    return id === undefined ? [] : [{ kind: "clientScope" as const, id, name, roles }];
  });
  return { holders: holdersIn(realm), gates: [...clientGates, ...scopeGates], memberOf };
}

function holdersIn(realm: CompiledRealm): RoleUses["holders"] {
  const users = (realm.document.users ?? []).map((user) => {
    const roles = rolesNamed(realm.roles, user.realmRoles, user.clientRoles);
    const clientId = user.serviceAccountClientId;
    const client = clientId === undefined ? undefined : realm.clientRepresentations.get(clientId);
    return client
      ? { kind: "serviceAccount" as const, id: client.id, name: client.clientId, roles }
      : { kind: "user" as const, id: user.id ?? "", name: user.username, roles };
  });
  const groups = allGroups(realm.document.groups).map(([group, path]) => ({
    kind: "group" as const,
    id: group.id ?? "",
    name: path,
    roles: rolesNamed(realm.roles, group.realmRoles, group.clientRoles),
  }));
  return [...users, ...groups].filter(({ roles }) => roles.length > 0);
}

const allGroups = (groups: readonly GroupRepresentation[] = [], above = ""): [GroupRepresentation, string][] =>
  groups.flatMap((group) => {
    const path = `${above}/${group.name}`;
    return [[group, path], ...allGroups(group.subGroups, path)];
  });

type Counts = { -readonly [Name in keyof RoleUse]: RoleUse[Name] };

const UNUSED: RoleUse = {
  heldByServiceAccounts: 0,
  heldByUsers: 0,
  heldByGroups: 0,
  inComposites: 0,
  letThroughByClients: 0,
  letThroughByClientScopes: 0,
};

const COUNTED = {
  serviceAccount: "heldByServiceAccounts",
  user: "heldByUsers",
  group: "heldByGroups",
  client: "letThroughByClients",
  clientScope: "letThroughByClientScopes",
} as const;

/** How often each role is named, by its id. */
export function countRoleUses({ holders, gates, memberOf }: RoleUses): (role: CompiledRole) => RoleUse {
  const counts = new Map<string, Counts>();
  for (const { kind, roles } of [...holders, ...gates])
    for (const { id } of roles) {
      const use = counts.get(id) ?? { ...UNUSED };
      use[COUNTED[kind]]++;
      counts.set(id, use);
    }
  return ({ id }) => ({ ...(counts.get(id) ?? UNUSED), inComposites: memberOf.get(id)?.length ?? 0 });
}

/** The role and all that include it, at any depth, by id. */
export function bringersOf(role: CompiledRole, memberOf: RoleUses["memberOf"]): ReadonlySet<string> {
  const found = new Set([role.id]);
  for (const id of found) for (const parent of memberOf.get(id) ?? []) found.add(parent.id);
  return found;
}
