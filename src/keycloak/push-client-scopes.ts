import type { PushContext, StepOf } from "./push-context.ts";
import { withOwnIds } from "./with-own-ids.ts";

export async function createClientScope(
  { connection, realm, live }: PushContext,
  { clientScope }: StepOf<"createClientScope">,
): Promise<void> {
  await withOwnIds(clientScope, (sent) => connection.call("POST", "/{realm}/client-scopes", { realm }, sent));
  live.forgetScopes();
}

export async function updateClientScope(context: PushContext, step: StepOf<"updateClientScope">): Promise<void> {
  const { connection, realm, live } = context;
  const id = await live.scopeIdOf(step.name);
  await connection.call("PUT", "/{realm}/client-scopes/{id}", { realm, id }, step.settings);
}

export async function deleteClientScope(context: PushContext, { name }: StepOf<"deleteClientScope">): Promise<void> {
  const { connection, realm, live } = context;
  await connection.call("DELETE", "/{realm}/client-scopes/{id}", { realm, id: await live.scopeIdOf(name) });
}

/** Removes first: a client scope that is in one list of the realm is refused in the other. */
export async function changeRealmClientScopes(
  context: PushContext,
  step: StepOf<"changeRealmClientScopes">,
): Promise<void> {
  const { connection, realm, live } = context;
  for (const { name, list } of step.remove)
    await connection.call("DELETE", `/{realm}/default-${list}-client-scopes/{id}`, {
      realm,
      id: await live.scopeIdOf(name),
    });
  for (const { name, list } of step.assign)
    await connection.call("PUT", `/{realm}/default-${list}-client-scopes/{id}`, {
      realm,
      id: await live.scopeIdOf(name),
    });
}
