import type { UserRepresentation } from "../domain/realm-document.ts";
import type { PushContext, StepOf } from "./push-context.ts";
import { changeMappings } from "./push-roles.ts";

/** Sends the user as it is there with what changes: Keycloak takes away a name or an address that an update leaves out. */
export async function updateServiceAccount(context: PushContext, step: StepOf<"updateServiceAccount">): Promise<void> {
  const { connection, realm, live } = context;
  const id = await live.serviceAccountOf(step.clientId);
  const { username } = await connection.call<UserRepresentation>("GET", "/{realm}/users/{id}", { realm, id });
  await connection.call("PUT", "/{realm}/users/{id}", { realm, id }, { username, ...step.user });
}

export async function changeServiceAccountRoles(
  context: PushContext,
  step: StepOf<"changeServiceAccountRoles">,
): Promise<void> {
  const id = await context.live.serviceAccountOf(step.clientId);
  const place = { path: "/{realm}/users/{id}/role-mappings", names: { realm: context.realm, id } };
  await changeMappings(context, place, step);
}

export async function changeServiceAccountGroups(
  context: PushContext,
  step: StepOf<"changeServiceAccountGroups">,
): Promise<void> {
  const { connection, realm, live } = context;
  const id = await live.serviceAccountOf(step.clientId);
  for (const path of step.leave)
    await connection.call("DELETE", "/{realm}/users/{id}/groups/{group}", {
      realm,
      id,
      group: await live.groupIdOf(path),
    });
  for (const path of step.join)
    await connection.call("PUT", "/{realm}/users/{id}/groups/{group}", {
      realm,
      id,
      group: await live.groupIdOf(path),
    });
}
