import type { RoleName } from "../domain/promotion/role-names.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import type { LiveRole } from "./live-names.ts";
import type { PushContext, StepOf } from "./push-context.ts";

/** Keycloak makes some roles by itself (`uma_protection` of a client with authorization): those are brought in line. */
export async function createRole(context: PushContext, step: StepOf<"createRole">): Promise<void> {
  const { live } = context;
  try {
    await makeRole(context, step);
    live.forgetRoles(step.role);
  } catch (error) {
    live.forgetRoles(step.role);
    const isThere = error instanceof KeycloakRefused && error.status === 409 && (await live.findRole(step.role));
    if (!isThere) throw error;
    await updateRole(context, { ...step, type: "updateRole", fields: [] });
  }
}

async function makeRole({ connection, realm, live }: PushContext, step: StepOf<"createRole">): Promise<void> {
  const { role, representation } = step;
  if (role.client === undefined) return connection.call("POST", "/{realm}/roles", { realm }, representation);
  const names = { realm, id: await live.clientIdOf(role.client) };
  return connection.call("POST", "/{realm}/clients/{id}/roles", names, representation);
}

export async function updateRole({ connection, realm, live }: PushContext, step: StepOf<"updateRole">): Promise<void> {
  const { id } = await live.roleOf(step.role);
  await connection.call("PUT", "/{realm}/roles-by-id/{id}", { realm, id }, step.representation);
}

export async function deleteRole(
  { connection, realm, live }: PushContext,
  { role }: StepOf<"deleteRole">,
): Promise<void> {
  const { id } = await live.roleOf(role);
  await connection.call("DELETE", "/{realm}/roles-by-id/{id}", { realm, id });
  live.forgetRoles(role);
}

export async function changeComposites(context: PushContext, step: StepOf<"changeComposites">): Promise<void> {
  const { connection, realm, live } = context;
  const { id } = await live.roleOf(step.role);
  const path = "/{realm}/roles-by-id/{id}/composites";
  const assign = await rolesToAssign(context, step.assign);
  const remove = await rolesToRemove(context, step.remove);
  if (remove.length > 0) await connection.call("DELETE", path, { realm, id }, remove);
  if (assign.length > 0) await connection.call("POST", path, { realm, id }, assign);
}

/**
 * Assigns and removes roles below one path: a scope mapping or the role mapping of a user. Keycloak takes those of the
 * realm, and of each client, by a call of their own; without a list a removal would take all.
 */
export async function changeMappings(
  context: PushContext,
  place: { readonly path: string; readonly names: Readonly<Record<string, string>> },
  changes: { readonly assign: readonly RoleName[]; readonly remove: readonly RoleName[] },
): Promise<void> {
  const clients = [...changes.assign, ...changes.remove].map(({ client }) => client);
  for (const client of new Set(clients)) {
    const of = (roles: readonly RoleName[]) => roles.filter((role) => role.client === client);
    const remove = await rolesToRemove(context, of(changes.remove));
    const assign = await rolesToAssign(context, of(changes.assign));
    const path = client === undefined ? `${place.path}/realm` : `${place.path}/clients/{owner}`;
    const names = client === undefined ? place.names : { ...place.names, owner: await context.live.clientIdOf(client) };
    if (remove.length > 0) await context.connection.call("DELETE", path, names, remove);
    if (assign.length > 0) await context.connection.call("POST", path, names, assign);
  }
}

const rolesToAssign = ({ live }: PushContext, roles: readonly RoleName[]): Promise<LiveRole[]> =>
  inTurn(roles, (role) => live.roleOf(role));

/** A role that is gone is mapped no more. */
const rolesToRemove = async ({ live }: PushContext, roles: readonly RoleName[]): Promise<LiveRole[]> =>
  (await inTurn(roles, (role) => live.findRole(role))).filter((role) => role !== undefined);

async function inTurn<Item, Result>(items: readonly Item[], find: (item: Item) => Promise<Result>): Promise<Result[]> {
  const found: Result[] = [];
  for (const item of items) found.push(await find(item));
  return found;
}
