import { SERVICE_ACCOUNT_SCOPE } from "../domain/promotion/plan-service-accounts.ts";
import { rolesOfUser } from "../domain/promotion/realm-names.ts";
import { roleChanges, without } from "../domain/promotion/role-names.ts";
import type { UserRepresentation } from "../domain/realm-document.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import { withRolesAndGroups } from "./live-roles.ts";
import type { PushContext, StepOf } from "./push-context.ts";
import { changeMappings } from "./push-roles.ts";
import { withOwnIds } from "./with-own-ids.ts";

/**
 * Makes the user as it is here, id, roles and groups included, and then switches the service account on: done in this order,
 * Keycloak makes no user of its own. A partial import alone takes ids; it needs the right to manage the realm, and whoever
 * lacks that changes the user that Keycloak makes.
 */
export async function createServiceAccount(context: PushContext, step: StepOf<"createServiceAccount">): Promise<void> {
  const { connection, realm } = context;
  const importUser = (user: UserRepresentation) =>
    connection.call<void>(
      "POST",
      "/{realm}/partialImport",
      { realm },
      { ifResourceExists: "OVERWRITE", users: [user] },
    );
  try {
    await withOwnIds(step.user, importUser);
    await switchOn(context, step);
  } catch (error) {
    if (!(error instanceof KeycloakRefused) || error.status !== 403) throw error;
    await switchOn(context, step);
    await changeMadeUser(context, step);
  }
}

/** Keycloak assigns a client scope with it. */
async function switchOn(
  { connection, realm, live }: PushContext,
  { clientId, hasScope }: StepOf<"createServiceAccount">,
): Promise<void> {
  const id = await live.clientIdOf(clientId);
  await connection.call("PUT", "/{realm}/clients/{id}", { realm, id }, { clientId, serviceAccountsEnabled: true });
  const scope = hasScope ? undefined : await live.findScope(SERVICE_ACCOUNT_SCOPE);
  if (scope !== undefined)
    await connection.call("DELETE", "/{realm}/clients/{id}/default-client-scopes/{scope}", { realm, id, scope });
}

async function changeMadeUser(context: PushContext, { clientId, user }: StepOf<"createServiceAccount">): Promise<void> {
  const { connection, realm, live } = context;
  const id = await live.serviceAccountOf(clientId);
  const made = await connection.call<UserRepresentation & { readonly id: string }>("GET", "/{realm}/users/{id}", {
    realm,
    id,
  });
  const { realmRoles: _roles, clientRoles: _clientRoles, groups: wanted = [], ...fields } = user;
  await connection.call("PUT", "/{realm}/users/{id}", { realm, id }, { ...fields, id });
  const present = await withRolesAndGroups(connection, realm, made);
  const roles = roleChanges(rolesOfUser(user), rolesOfUser(present));
  if (roles) await changeServiceAccountRoles(context, { type: "changeServiceAccountRoles", clientId, ...roles });
  const { groups = [] } = present;
  const [join, leave] = [without(wanted, groups, String), without(groups, wanted, String)];
  await changeServiceAccountGroups(context, { type: "changeServiceAccountGroups", clientId, join, leave });
}

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
