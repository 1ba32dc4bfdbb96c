import type { CreateRole, RoleSettings } from "../edit.ts";
import type { RealmDocument, RoleRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { belowSettings, withMergedEntries } from "./merged-entries.ts";
import { clientOf, entryOf, roleOf, rolesIn, withEntry, withName, withoutName, withRolesIn } from "./parts.ts";
import { withMembers, withoutRoleReferences, withRoleReferencesRenamed } from "./role-references.ts";

/** Adds a realm role, or a role of the client `owner`. @throws RealmRefused when there is one of that name. */
export function withRole(
  document: RealmDocument,
  { id, name, description, owner }: Omit<CreateRole, "type">,
  attributes: NonNullable<RoleRepresentation["attributes"]> = {},
): RealmDocument {
  const client = owner === undefined ? undefined : clientOf(document, owner);
  const beside = rolesIn(document, client?.clientId);
  refuseTaken(beside, name);
  const role: RoleRepresentation = {
    id,
    name,
    ...(description ? { description } : {}),
    composite: false,
    clientRole: client !== undefined,
    containerId: client?.id ?? document.id,
    attributes,
  };
  return withRolesIn(document, client?.clientId, [...beside, role]);
}

function refuseTaken(beside: readonly RoleRepresentation[], name: string): void {
  if (beside.some((role) => role.name === name))
    throw new RealmRefused(`Role with name ${name} already exists`, ["name"]);
}

function withRoleReplaced(
  document: RealmDocument,
  id: string,
  change: (role: RoleRepresentation) => RoleRepresentation,
): RealmDocument {
  const { owner } = roleOf(document, id);
  const roles = rolesIn(document, owner).map((role) => (role.id === id ? change(role) : role));
  return withRolesIn(document, owner, roles);
}

/** What can be said of a role that is there; attributes stay where none are given. */
interface RoleStatement {
  readonly name: string;
  readonly description?: string | undefined;
  readonly attributes?: NonNullable<RoleRepresentation["attributes"]>;
}

/** Changes a role; a new name is taken up by all that names it. @throws RealmRefused for a name that is taken. */
export function withRoleChanged(document: RealmDocument, id: string, settings: RoleStatement): RealmDocument {
  const { role, owner } = roleOf(document, id);
  const { name, description, attributes } = settings;
  if (name !== role.name) refuseTaken(rolesIn(document, owner), name);
  const renamed = name === role.name ? document : withRoleReferencesRenamed(document, owner, role.name, name);
  return withRoleReplaced(renamed, id, ({ description: _before, ...rest }) => ({
    ...rest,
    name,
    ...(description !== undefined && { description }),
    ...(attributes && { attributes }),
  }));
}

/** Changes what is said of a role and leaves the rest. @throws RealmRefused for a name that is taken. */
export function withRoleUpdated(document: RealmDocument, id: string, settings: RoleSettings): RealmDocument {
  const { role } = roleOf(document, id);
  const { name = role.name, description = role.description, attributes } = settings;
  try {
    return withRoleChanged(document, id, {
      name,
      description: description === "" ? undefined : description,
      ...(attributes && { attributes: withMergedEntries(role.attributes, attributes) }),
    });
  } catch (error) {
    throw belowSettings(error);
  }
}

/** Removes a role for good. @throws RealmRefused for the role that every user of the realm has. */
export function withRoleRemoved(document: RealmDocument, id: string): RealmDocument {
  const { role } = roleOf(document, id);
  if (document.defaultRole?.id === id)
    throw new RealmRefused(`${role.name} is default role of the realm and cannot be removed.`, ["role"]);
  return withoutRole(document, id);
}

/** Removes a role from its owner and from all that names it. */
export function withoutRole(document: RealmDocument, id: string): RealmDocument {
  const { role, owner } = roleOf(document, id);
  const left = rolesIn(document, owner).filter((each) => each.id !== id);
  return withoutRoleReferences(withRolesIn(document, owner, left), owner, role.name);
}

/** Makes roles members of another. */
export const withComposites = (document: RealmDocument, id: string, members: readonly string[]): RealmDocument =>
  changedMembers(document, id, members, withName);

export const withoutComposites = (document: RealmDocument, id: string, members: readonly string[]): RealmDocument =>
  changedMembers(document, id, members, withoutName);

function changedMembers(
  document: RealmDocument,
  id: string,
  members: readonly string[],
  change: typeof withName,
): RealmDocument {
  return members.reduce((current, member) => {
    const { role, owner } = roleOf(current, member);
    return withRoleReplaced(current, id, (parent) => {
      const { realm, client } = parent.composites ?? {};
      if (owner === undefined) return withMembers(parent, { ...parent.composites, realm: change(realm, role.name) });
      const names = change(entryOf(client, owner), role.name);
      return withMembers(parent, {
        ...parent.composites,
        client: withEntry(client, owner, names.length > 0 ? names : undefined),
      });
    });
  }, document);
}
