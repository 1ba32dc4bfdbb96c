import type {
  GroupRepresentation,
  RealmDocument,
  RoleRepresentation,
  ScopeMappingRepresentation,
  UserRepresentation,
} from "../realm-document.ts";
import { entryOf, withEntry } from "./parts.ts";

type Names = readonly string[];
type Rename = (names: Names) => Names;

/** Gives a role another name in all that names it: composites, what users and groups hold, scope mappings, the default role. */
export function withRoleReferencesRenamed(
  document: RealmDocument,
  owner: string | undefined,
  from: string,
  to: string,
): RealmDocument {
  const renamed = withReferences(document, owner, (names) =>
    names.includes(from) ? names.map((name) => (name === from ? to : name)) : names,
  );
  const { defaultRole } = renamed;
  return owner === undefined && defaultRole?.name === from
    ? { ...renamed, defaultRole: { ...defaultRole, name: to } }
    : renamed;
}

/** Takes a role out of all that names it. */
export const withoutRoleReferences = (
  document: RealmDocument,
  owner: string | undefined,
  role: string,
): RealmDocument =>
  withReferences(document, owner, (names) => (names.includes(role) ? names.filter((name) => name !== role) : names));

/** Lists that do not change keep their identity, and so does what holds them. */
function withReferences(document: RealmDocument, owner: string | undefined, rename: Rename): RealmDocument {
  const inHolder = <Holder extends UserRepresentation | GroupRepresentation>(holder: Holder): Holder => {
    const names = owner === undefined ? holder.realmRoles : entryOf(holder.clientRoles, owner);
    const next = names && rename(names);
    if (!next || next === names) return holder;
    return owner === undefined
      ? { ...holder, realmRoles: next }
      : { ...holder, clientRoles: withEntry(holder.clientRoles, owner, next.length > 0 ? next : undefined) };
  };
  const inGroup = (group: GroupRepresentation): GroupRepresentation => {
    const subGroups = group.subGroups && same(group.subGroups, inGroup);
    const held = inHolder(group);
    return !subGroups || subGroups === group.subGroups ? held : { ...held, subGroups };
  };
  return {
    ...withMappings(document, owner, rename),
    roles: withComposites(document, owner, rename),
    ...(document.users && { users: same(document.users, inHolder) }),
    ...(document.groups && { groups: same(document.groups, inGroup) }),
  };
}

function withComposites(
  { roles = {} }: RealmDocument,
  owner: string | undefined,
  rename: Rename,
): NonNullable<RealmDocument["roles"]> {
  const inRole = (role: RoleRepresentation): RoleRepresentation => {
    const { composites } = role;
    const names = owner === undefined ? composites?.realm : entryOf(composites?.client, owner);
    const next = names && rename(names);
    if (!next || next === names) return role;
    return withMembers(
      role,
      owner === undefined
        ? { ...composites, realm: next }
        : { ...composites, client: withEntry(composites?.client, owner, next.length > 0 ? next : undefined) },
    );
  };
  const client = Object.entries(roles.client ?? {}).map(([name, owned]) => [name, same(owned, inRole)] as const);
  return {
    ...roles,
    ...(roles.realm && { realm: same(roles.realm, inRole) }),
    ...(roles.client && { client: Object.fromEntries(client) }),
  };
}

/** A role is composite as long as it has members. */
export function withMembers(
  role: RoleRepresentation,
  composites: NonNullable<RoleRepresentation["composites"]>,
): RoleRepresentation {
  const isComposite = Boolean(composites.realm?.length) || Object.keys(composites.client ?? {}).length > 0;
  const { composites: _before, ...rest } = role;
  return { ...rest, composite: isComposite, ...(isComposite && { composites }) };
}

function withMappings(document: RealmDocument, owner: string | undefined, rename: Rename): RealmDocument {
  const inMappings = (mappings: readonly ScopeMappingRepresentation[]) =>
    mappings
      .map((mapping) => ({ ...mapping, roles: rename(mapping.roles ?? []) }))
      .filter(({ roles }) => roles.length > 0);
  if (owner === undefined)
    return document.scopeMappings ? { ...document, scopeMappings: inMappings(document.scopeMappings) } : document;
  const ofOwner = entryOf(document.clientScopeMappings, owner);
  if (!ofOwner) return document;
  const next = inMappings(ofOwner);
  return {
    ...document,
    clientScopeMappings: withEntry(document.clientScopeMappings, owner, next.length > 0 ? next : undefined),
  };
}

function same<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, i) => item === items[i]) ? items : changed;
}
