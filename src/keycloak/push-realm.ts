import type { PushContext, StepOf } from "./push-context.ts";

export async function createRealm(
  { connection, realm }: PushContext,
  { document }: StepOf<"createRealm">,
): Promise<void> {
  await connection.call("POST", "/", {}, { ...document, realm });
  connection.renewToken();
}

export async function updateRealm(
  { connection, realm }: PushContext,
  { settings }: StepOf<"updateRealm">,
): Promise<void> {
  await connection.call("PUT", "/{realm}", { realm }, settings);
}
