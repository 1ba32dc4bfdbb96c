import type { PushContext, StepOf } from "./push-context.ts";
import { withOwnIds } from "./with-own-ids.ts";

export async function createRealm(
  { connection, realm }: PushContext,
  { document }: StepOf<"createRealm">,
): Promise<void> {
  await withOwnIds({ ...document, realm }, (sent) => connection.call("POST", "/", {}, sent));
  connection.renewToken();
}

export async function updateRealm(
  { connection, realm }: PushContext,
  { settings }: StepOf<"updateRealm">,
): Promise<void> {
  await connection.call("PUT", "/{realm}", { realm }, settings);
}

export async function changeTexts(
  { connection, realm }: PushContext,
  { locale, set, remove }: StepOf<"changeTexts">,
): Promise<void> {
  const path = "/{realm}/localization/{locale}";
  for (const key of remove) await connection.call("DELETE", `${path}/{key}`, { realm, locale, key });
  if (Object.keys(set).length > 0) await connection.call("POST", path, { realm, locale }, set);
}
