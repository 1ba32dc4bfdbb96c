import type { Edit, EditOf, RoleSummary } from "../../src/contract/index.ts";

type Roles = readonly RoleSummary[];

/**
 * The roles of a realm with one edit made; the very same list when it changes none. `ownerOf` knows the clients that the
 * page can name.
 */
export function withRoleEdit(roles: Roles, edit: Edit, ownerOf: (id: string) => RoleSummary["owner"]): Roles {
  switch (edit.type) {
    case "createRole":
      return withNewRole(roles, edit, ownerOf);
    case "updateRole":
      return withChanged(roles, edit);
    case "removeRole":
      return roles.some(({ id }) => id === edit.role) ? roles.filter(({ id }) => id !== edit.role) : roles;
    default:
      return roles;
  }
}

function withNewRole(roles: Roles, edit: EditOf<"createRole">, ownerOf: (id: string) => RoleSummary["owner"]): Roles {
  if (roles.some((role) => role.id === edit.id)) return roles;
  const owner = edit.owner === undefined ? undefined : ownerOf(edit.owner);
  const role: RoleSummary = {
    id: edit.id,
    name: edit.name,
    description: edit.description ?? "",
    ...(owner ? { owner } : {}),
    members: [],
    includes: [],
    builtIn: false,
  };
  return [...roles, role];
}

function withChanged(roles: Roles, { role: id, settings }: EditOf<"updateRole">): Roles {
  const before = roles.find((role) => role.id === id);
  if (!before) return roles;
  const { name = before.name, description = before.description } = settings;
  if (name === before.name && description === before.description) return roles;
  return roles.map((role) => (role === before ? { ...role, name, description } : role));
}
