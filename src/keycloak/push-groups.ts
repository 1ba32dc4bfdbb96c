import type { PushContext, StepOf } from "./push-context.ts";
import { changeMappings } from "./push-roles.ts";

export async function changeGroupRoles(context: PushContext, step: StepOf<"changeGroupRoles">): Promise<void> {
  const id = await context.live.groupIdOf(step.path);
  const place = { path: "/{realm}/groups/{id}/role-mappings", names: { realm: context.realm, id } };
  await changeMappings(context, place, step);
}

export async function changeDefaultGroups(
  { connection, realm, live }: PushContext,
  { assign, remove }: StepOf<"changeDefaultGroups">,
): Promise<void> {
  const path = "/{realm}/default-groups/{id}";
  for (const group of remove) await connection.call("DELETE", path, { realm, id: await live.groupIdOf(group) });
  for (const group of assign) await connection.call("PUT", path, { realm, id: await live.groupIdOf(group) });
}
