import type { CompiledRole } from "../domain/compiled-roles.ts";
import type { RealmCall } from "./admin-call.ts";
import { inHashOrder } from "./client-representation.ts";
import { byCode } from "./query.ts";

/** A role as lists show it; `full` adds its attributes. */
export const roleRepresentation = ({ realm }: RealmCall, role: CompiledRole, full = false): object => ({
  id: role.id,
  name: role.name,
  ...(role.representation.description !== undefined && { description: role.representation.description }),
  composite: role.members.length > 0,
  clientRole: role.owner !== undefined,
  containerId: role.ownerId ?? realm.document.id,
  ...(full && { attributes: inHashOrder(role.representation.attributes) }),
});

export const rolesByName = (roles: Iterable<CompiledRole>): readonly CompiledRole[] =>
  [...roles].sort((a, b) => byCode(a.name, b.name));
