import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import type { RoleRepresentation } from "../realm-document.ts";
import { isBuiltInRole } from "./built-in-roles.ts";
import { leaveUndeleted, NOTHING, type PartChange, type PlanContext, type Planned, plan } from "./part-change.ts";
import { goesWithOwner, ownerIn } from "./part-owners.ts";
import { compositesOf } from "./realm-names.ts";
import { type RoleName, roleChanges, roleKey } from "./role-names.ts";

export function planRole(context: PlanContext, part: PartChange): Planned {
  const role = roleOf(part);
  const here = context.here.roles.get(roleKey(role));
  const there = context.there.roles.get(roleKey(role));
  if (!here) return planGoneRole(context, part, role);
  const representation = representationOf(here);
  const composites = roleChanges(compositesOf(here), there ? compositesOf(there) : []);
  const fields = part.differences.map(({ field = "" }) => field).filter((field) => field !== "composites");
  return plan(
    !there && { type: "createRole", role, representation },
    there && fields.length > 0 && { type: "updateRole", role, representation, fields },
    composites && { type: "changeComposites", role, ...composites },
  );
}

/** All that Keycloak takes of a role: an update without a description would take it away. */
const representationOf = ({ name, description = "", attributes = {} }: RoleRepresentation) => ({
  name,
  description,
  attributes,
});

const roleOf = ({ name, owner }: PartChange): RoleName =>
  owner && "client" in owner ? { name, client: owner.client } : { name };

/** Roles of a client that is deleted go with it. */
function planGoneRole(context: PlanContext, part: PartChange, role: RoleName): Planned {
  if (part.owner && !ownerIn(context.here, part.owner))
    return goesWithOwner(context, part.owner) ? NOTHING : leaveUndeleted(context, part);
  return context.deletes && !isBuiltIn(context, role)
    ? plan({ type: "deleteRole", role })
    : leaveUndeleted(context, part);
}

const isBuiltIn = ({ there }: PlanContext, { name, client }: RoleName): boolean =>
  client === undefined ? isBuiltInRole(there.document, name) : BUILT_IN_CLIENTS.has(client);
