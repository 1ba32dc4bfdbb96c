import type { RoleSummary } from "../contract/realms.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { type CompiledRole, closureOf } from "../domain/compiled-roles.ts";
import { isBuiltInRole } from "./built-in.ts";

/** All roles of a realm, those of clients after its own. */
export const roleSummaries = (realm: CompiledRealm): RoleSummary[] =>
  [...realm.roles.byId.values()].map((role) => roleSummary(realm, role));

export function roleSummary(realm: CompiledRealm, role: CompiledRole): RoleSummary {
  const owner = role.owner === undefined ? undefined : realm.clientRepresentations.get(role.owner);
  return {
    id: role.id,
    name: role.name,
    description: readable(role.representation.description),
    ...(owner && { owner: { id: owner.id, clientId: owner.clientId } }),
    members: role.members.map(({ id }) => id),
    includes: [...closureOf(role.members).keys()].filter((id) => id !== role.id),
    builtIn: isBuiltInRole(role.name, owner, realm.document),
  };
}

/** Keycloak's own descriptions are keys of its message catalogue (`${role_…}`), which say nothing to a person. */
export const readable = (description = ""): string => (/^\$\{.*\}$/.test(description) ? "" : description);
