import { listedScopes, scopeListChanges } from "../domain/promotion/scope-lists.ts";
import type { ClientRepresentation } from "../domain/realm-document.ts";
import type { PushContext, StepOf } from "./push-context.ts";
import { withOwnIds } from "./with-own-ids.ts";

/** Makes a client, and takes away what Keycloak adds to a new one by itself: attributes, and the scope of service accounts. */
export async function createClient(context: PushContext, { client }: StepOf<"createClient">): Promise<void> {
  const { connection, realm, live } = context;
  const { clientId } = client;
  const id = await withOwnIds(client, (sent) => connection.create("/{realm}/clients", { realm }, sent));
  live.learnClient(clientId, id);
  const made = await connection.call<ClientRepresentation>("GET", "/{realm}/clients/{id}", { realm, id });
  const added = Object.keys(made.attributes ?? {}).filter((name) => !Object.hasOwn(client.attributes ?? {}, name));
  if (added.length > 0) {
    const attributes = Object.fromEntries(added.map((name) => [name, ""]));
    await connection.call("PUT", "/{realm}/clients/{id}", { realm, id }, { clientId, attributes });
  }
  const lists = scopeListChanges(scopesOf(client), scopesOf(made));
  if (lists) await changeClientScopes(context, { type: "changeClientScopes", clientId, ...lists });
}

const scopesOf = ({ defaultClientScopes, optionalClientScopes }: Partial<ClientRepresentation>) =>
  listedScopes(defaultClientScopes, optionalClientScopes);

export async function updateClient(
  context: PushContext,
  { clientId, settings }: StepOf<"updateClient">,
): Promise<void> {
  const { connection, realm, live } = context;
  const id = await live.clientIdOf(clientId);
  await connection.call("PUT", "/{realm}/clients/{id}", { realm, id }, { clientId, ...settings });
}

export async function changeFlowOverrides(
  { connection, realm, live }: PushContext,
  { clientId, flows }: StepOf<"changeFlowOverrides">,
): Promise<void> {
  const known = await connection.call<readonly { readonly id: string; readonly alias: string }[]>(
    "GET",
    "/{realm}/authentication/flows",
    { realm },
  );
  const ids = new Map(known.map(({ id, alias }) => [alias, id]));
  const authenticationFlowBindingOverrides = Object.fromEntries(
    Object.entries(flows).map(([binding, flow]) => [binding, ids.get(flow) ?? ""]),
  );
  const id = await live.clientIdOf(clientId);
  await connection.call(
    "PUT",
    "/{realm}/clients/{id}",
    { realm, id },
    { clientId, authenticationFlowBindingOverrides },
  );
}

/** Switched on later than the client was made, authorization comes without settings of Keycloak's own. */
export async function importAuthorization(
  { connection, realm, live }: PushContext,
  { clientId, settings }: StepOf<"importAuthorization">,
): Promise<void> {
  const id = await live.clientIdOf(clientId);
  const enabled = { clientId, authorizationServicesEnabled: true };
  await connection.call("PUT", "/{realm}/clients/{id}", { realm, id }, enabled);
  await connection.call("POST", "/{realm}/clients/{id}/authz/resource-server/import", { realm, id }, settings);
}

export async function deleteClient(context: PushContext, { clientId }: StepOf<"deleteClient">): Promise<void> {
  const { connection, realm, live } = context;
  await connection.call("DELETE", "/{realm}/clients/{id}", { realm, id: await live.clientIdOf(clientId) });
}

/** Removes first: a client scope that is in one list of a client is passed over in silence in the other. */
export async function changeClientScopes(context: PushContext, step: StepOf<"changeClientScopes">): Promise<void> {
  const { connection, realm, live } = context;
  const id = await live.clientIdOf(step.clientId);
  for (const { name, list } of step.remove) {
    const names = { realm, id, scope: await live.scopeIdOf(name) };
    await connection.call("DELETE", `/{realm}/clients/{id}/${list}-client-scopes/{scope}`, names);
  }
  for (const { name, list } of step.assign) {
    const names = { realm, id, scope: await live.scopeIdOf(name) };
    await connection.call("PUT", `/{realm}/clients/{id}/${list}-client-scopes/{scope}`, names);
  }
}
