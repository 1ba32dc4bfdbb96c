import { BUILT_IN_CLIENTS } from "../domain/built-in-clients.ts";
import { withoutClientNamed } from "../domain/edits/client-rename.ts";
import { type GivenClient, withClientPut } from "../domain/edits/client-representation-edits.ts";
import { describeClientPut } from "../domain/edits/describe-put.ts";
import { clientOf } from "../domain/edits/parts.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { clientAction, toldAs } from "./admin-actions.ts";
import { type AdminAnswer, duplicate, invalidWith, noContent, ok } from "./admin-answer.ts";
import { type ClientCall, edit, requireAny, requireManageClient } from "./admin-call.ts";
import { assignedScopes } from "./assigned-client-scopes.ts";
import { clientCertificatesResource } from "./client-certificates.ts";
import { clientCredentials } from "./client-credentials.ts";
import { clientInstallation } from "./client-installation.ts";
import { clientNodes } from "./client-nodes.ts";
import { refuseProblems } from "./client-problems.ts";
import { clientRepresentation } from "./client-representation.ts";
import { clientSessions } from "./client-sessions.ts";
import { evaluateScopesResource } from "./evaluate-scopes.ts";
import { protocolMappersResource } from "./protocol-mappers.ts";
import { readBody } from "./read-body.ts";
import { createResource } from "./resource.ts";
import { clientRolesResource } from "./roles.ts";
import { scopeMappingsResource } from "./scope-mappings.ts";
import { readServiceAccountUser } from "./service-account-user.ts";

function readClient(call: ClientCall): AdminAnswer {
  requireAny(call, "view-clients", "manage-clients");
  return ok(clientRepresentation(call, call.client.representation));
}

async function updateClient(call: ClientCall): Promise<AdminAnswer> {
  requireManageClient(call, call.client.clientId);
  const given = await readBody<GivenClient>(call, "ClientRepresentation");
  refuseProblems(call, given);
  const facts = call.ctx.editFacts();
  try {
    const before = { ...clientRepresentation(call, call.client.representation), clientId: call.client.clientId };
    await edit(call, describeClientPut(before, given), (document) =>
      withClientPut(document, call.client.id, given, facts),
    );
  } catch (error) {
    if (error instanceof RealmRefused && error.path[0] === "protocolMappers")
      return invalidWith("invalid_input", error.message);
    if (error instanceof RealmRefused) return duplicate;
    throw error;
  }
  return noContent(clientAction(call, "UPDATE", toldAs("ClientRepresentation", given)));
}

async function removeClient(call: ClientCall): Promise<AdminAnswer> {
  const { clientId, id } = call.client;
  requireManageClient(call, clientId);
  if (BUILT_IN_CLIENTS.has(clientId) || call.client.attribute("realm_client") === "true")
    return invalidWith("invalid_request", "Could not delete client");
  await edit(call, `Client ${clientId} removed`, (document) =>
    withoutClientNamed(document, clientOf(document, id).clientId),
  );
  return { ...noContent(clientAction(call, "DELETE", { id, clientId })), cache: "no-cache" };
}

/** What belongs to a client. */
export const clientResource = createResource<ClientCall>({
  operations: {
    GET: readClient,
    PUT: updateClient,
    DELETE: removeClient,
    "GET service-account-user": readServiceAccountUser,
    ...clientCredentials,
    ...clientSessions,
    ...clientNodes,
    ...assignedScopes,
    ...clientInstallation,
  },
  locators: {
    "certificates/{attribute}": clientCertificatesResource.serve,
    "evaluate-scopes": evaluateScopesResource.serve,
    "protocol-mappers": (call, rest) => {
      const { id, representation } = call.client;
      return protocolMappersResource.serve(
        { ...call, owner: { client: id }, mappers: representation.protocolMappers ?? [] },
        rest,
      );
    },
    roles: clientRolesResource.serve,
    "scope-mappings": (call, rest) =>
      scopeMappingsResource.serve({ ...call, target: { client: call.client.id } }, rest),
  },
});
