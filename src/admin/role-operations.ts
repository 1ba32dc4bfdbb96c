import type { CompiledRole } from "../domain/compiled-roles.ts";
import { roleOf } from "../domain/edits/parts.ts";
import { withComposites, withoutComposites, withoutRole, withRoleChanged } from "../domain/edits/role-edits.ts";
import type { RoleRepresentation } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { toldAs } from "./admin-actions.ts";
import {
  type AdminAction,
  type AdminAnswer,
  badRequest,
  duplicate,
  invalid,
  noContent,
  notFound,
  ok,
  refuse,
} from "./admin-answer.ts";
import { edit, param, type RealmCall, requireAny, requireManageClient } from "./admin-call.ts";
import { requireMayCompose } from "./admin-roles.ts";
import { readBody } from "./read-body.ts";
import { roleRepresentation, rolesByName } from "./role-representation.ts";

/** A role as the Admin API takes it. */
export type GivenRole = { readonly [Name in keyof RoleRepresentation]?: RoleRepresentation[Name] | null };

/** The role that a call is about. */
export interface RoleCall extends RealmCall {
  readonly role: CompiledRole;
}

/** The rights over a role are those over its container. */
export function requireRights(call: RealmCall, owner: string | undefined, what: "view" | "manage"): void {
  if (what === "manage" && owner !== undefined) {
    requireManageClient(call, owner);
    return;
  }
  const kind = owner === undefined ? "realm" : "clients";
  requireAny(call, ...(what === "view" ? [`view-${kind}`] : []), `manage-${kind}`);
}

const roleAction = (
  role: CompiledRole,
  operation: AdminAction["operation"],
  representation?: unknown,
  path = "",
): AdminAction => ({
  operation,
  resourceType: role.owner === undefined ? "REALM_ROLE" : "CLIENT_ROLE",
  resourcePath: `${role.ownerId === undefined ? "" : `clients/${role.ownerId}/`}roles/${role.name}${path}`,
  representation,
});

export function readRole(call: RoleCall): AdminAnswer {
  requireRights(call, call.role.owner, "view");
  return ok(roleRepresentation(call, call.role, true));
}

/** `description` is what the body says, attributes stay where it says none, members are not looked at (recorded). */
export async function updateRole(call: RoleCall): Promise<AdminAnswer> {
  requireRights(call, call.role.owner, "manage");
  const given = await readBody<GivenRole>(call, "RoleRepresentation");
  const settings = settingsOf(given);
  try {
    await edit(call, `Role ${call.role.name} changed`, (document) =>
      withRoleChanged(document, stillThere(document, call.role.id), settings),
    );
  } catch (error) {
    if (error instanceof RealmRefused) return duplicate;
    throw error;
  }
  return noContent(roleAction(call.role, "UPDATE", toldAs("RoleRepresentation", given)));
}

const LONGEST = 255;

/** @throws AdminRefused for a role without a name, or with one that is too long. */
export function settingsOf(given: GivenRole): Parameters<typeof withRoleChanged>[2] {
  const { name, description, attributes } = given;
  if (name === undefined || name === null) return refuse(badRequest("role has no name"));
  if (name.length > LONGEST) return refuse(badRequest(`A role's name must not exceed ${LONGEST} characters`));
  if ((description?.length ?? 0) > LONGEST)
    return refuse(badRequest(`A role's description must not exceed ${LONGEST} characters`));
  const filled = Object.entries(attributes ?? {}).filter(([, values]) => values?.length > 0);
  return {
    name,
    ...(description !== null && { description }),
    ...(attributes && { attributes: Object.fromEntries(filled) }),
  };
}

function stillThere(document: Parameters<typeof roleOf>[0], id: string): string {
  roleOf(document, id);
  return id;
}

export async function removeRole(call: RoleCall): Promise<AdminAnswer> {
  requireRights(call, call.role.owner, "manage");
  const { role, realm } = call;
  if (realm.document.defaultRole?.id === role.id)
    return invalid(`${role.name} is default role of the realm and cannot be removed.`);
  await edit(call, `Role ${role.name} removed`, (document) => withoutRole(document, role.id));
  const { id, name } = role;
  return {
    ...noContent(roleAction(role, "DELETE", { id, name, composite: role.members.length > 0 })),
    cache: "no-cache",
  };
}

export function listComposites(call: RoleCall, shown: readonly CompiledRole[] = call.role.members): AdminAnswer {
  requireRights(call, call.role.owner, "view");
  return ok(rolesByName(shown).map((role) => roleRepresentation(call, role)));
}

export const listRealmComposites = (call: RoleCall): AdminAnswer =>
  listComposites(
    call,
    call.role.members.filter(({ owner }) => owner === undefined),
  );

export function listClientComposites(call: RoleCall): AdminAnswer {
  const client = call.realm.findClientById(param(call, "client")) ?? refuse(notFound("Could not find client"));
  return listComposites(
    call,
    call.role.members.filter(({ ownerId }) => ownerId === client.id),
  );
}

export const addComposites = (call: RoleCall): Promise<AdminAnswer> => changeComposites(call, "CREATE", withComposites);
export const removeComposites = (call: RoleCall): Promise<AdminAnswer> =>
  changeComposites(call, "DELETE", withoutComposites);

/** Members are named by their ids alone (recorded). */
async function changeComposites(
  call: RoleCall,
  operation: "CREATE" | "DELETE",
  change: typeof withComposites,
): Promise<AdminAnswer> {
  requireRights(call, call.role.owner, "manage");
  const given = await readBody<readonly GivenRole[]>(call, "[RoleRepresentation]");
  const members = given.map(
    ({ id }) => call.realm.roles.byId.get(id ?? "") ?? refuse(notFound("Could not find composite role")),
  );
  for (const member of members) requireMayCompose(call, member);
  const ids = members.map(({ id }) => id);
  const names = members.map(({ name }) => name).join(", ");
  const done = operation === "CREATE" ? "gets" : "loses";
  if (ids.length > 0)
    await edit(call, `Role ${call.role.name} ${done} ${names}`, (document) => change(document, call.role.id, ids));
  return noContent(roleAction(call.role, operation, given, "/composites"));
}
