import type { PushContext, StepOf } from "./push-context.ts";
import { changeMappings } from "./push-roles.ts";
import { withOwnIds } from "./with-own-ids.ts";

export async function createMapper(
  { connection, live }: PushContext,
  { owner, mapper }: StepOf<"createMapper">,
): Promise<void> {
  const { path, names } = await live.placeOf(owner);
  await withOwnIds(mapper, (sent) => connection.call("POST", `${path}/protocol-mappers/models`, names, sent));
}

export async function updateMapper(
  { connection, live }: PushContext,
  { owner, mapper }: StepOf<"updateMapper">,
): Promise<void> {
  const { path, names } = await live.placeOf(owner);
  const id = await live.mapperIdOf(owner, mapper.name);
  await connection.call("PUT", `${path}/protocol-mappers/models/{mapper}`, { ...names, mapper: id }, { ...mapper, id });
}

export async function deleteMapper(
  { connection, live }: PushContext,
  { owner, name }: StepOf<"deleteMapper">,
): Promise<void> {
  const { path, names } = await live.placeOf(owner);
  const mapper = await live.mapperIdOf(owner, name);
  await connection.call("DELETE", `${path}/protocol-mappers/models/{mapper}`, { ...names, mapper });
}

export async function changeScopeMappings(context: PushContext, step: StepOf<"changeScopeMappings">): Promise<void> {
  const { path, names } = await context.live.placeOf(step.owner);
  await changeMappings(context, { path: `${path}/scope-mappings`, names }, step);
}
