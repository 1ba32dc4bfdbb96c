import type { ClientPage, RoleSummary } from "../../../src/contract/index.ts";

/** One role that the client's own (dedicated) scope may let through. */
export interface MappedRoleRow {
  readonly role: RoleSummary;
  readonly mapped: boolean;
  readonly held: boolean;
  /** A client's own roles are always in scope. */
  readonly own: boolean;
  /** Names of attached client scopes that let it through as well. */
  readonly alsoThrough: readonly string[];
}

/** The roles for which letting through makes a difference: those held, and those let through already. */
export function toMappedRoleRows(page: ClientPage): readonly MappedRoleRow[] {
  const held = heldRoles(page);
  const attached = page.clientScopes.filter((scope) => scope.assignment !== "none");
  return page.roles
    .filter((role) => held.has(role.id) || page.scopeMappings.includes(role.id))
    .map(
      (role): MappedRoleRow => ({
        role,
        mapped: page.scopeMappings.includes(role.id),
        held: held.has(role.id),
        own: role.owner?.id === page.client.id,
        alsoThrough: attached.filter((scope) => scope.scopeMappings.includes(role.id)).map((scope) => scope.name),
      }),
    )
    .sort(
      (one, other) =>
        Number(one.role.builtIn) - Number(other.role.builtIn) || one.role.name.localeCompare(other.role.name),
    );
}

/** Assigned roles and all they bring along. */
function heldRoles(page: ClientPage): ReadonlySet<string> {
  const assigned = new Set(page.serviceAccount?.assignedRoles ?? []);
  const included = page.roles.filter((role) => assigned.has(role.id)).flatMap((role) => role.includes);
  return new Set([...assigned, ...included]);
}
