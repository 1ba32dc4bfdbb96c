import { withClientReplaced } from "../domain/edits/parts.ts";
import { clientAction } from "./admin-actions.ts";
import { type AdminAnswer, badRequest, noContent, notFound, ok, refuse } from "./admin-answer.ts";
import { type ClientCall, edit, param, requireManageClient } from "./admin-call.ts";
import { readJson } from "./read-body.ts";
import type { Operation } from "./resource.ts";

type Nodes = Readonly<Record<string, number>>;

const nodesOf = (client: object): Nodes => ("registeredNodes" in client ? (client.registeredNodes as Nodes) : {});

/** Nodes are kept for what reads them back; nothing calls them. */
async function addNode(call: ClientCall): Promise<AdminAnswer> {
  requireManageClient(call, call.client.clientId);
  const body = await readJson(call);
  const node = body !== null && typeof body === "object" && "node" in body ? body.node : undefined;
  if (typeof node !== "string" || node === "") return badRequest("Node not found in params");
  const at = call.ctx.protocol.nowSeconds();
  await edit(call, `Client ${call.client.clientId}: node ${node} registered`, (document) =>
    withClientReplaced(document, call.client.id, (client) => ({
      ...client,
      registeredNodes: { ...nodesOf(client), [node]: at },
    })),
  );
  return noContent(clientAction(call, "CREATE", undefined, `/nodes/${node}`, "CLUSTER_NODE"));
}

async function removeNode(call: ClientCall): Promise<AdminAnswer> {
  requireManageClient(call, call.client.clientId);
  const node = param(call, "node");
  await edit(call, `Client ${call.client.clientId}: node ${node} removed`, (document) =>
    withClientReplaced(document, call.client.id, (client) => {
      const { [node]: gone, ...registeredNodes } = nodesOf(client);
      if (gone === undefined) refuse(notFound("Client does not have node "));
      return { ...client, registeredNodes };
    }),
  );
  return { ...noContent(clientAction(call, "DELETE", undefined, `/nodes/${node}`, "CLUSTER_NODE")), cache: "no-cache" };
}

/** Tells the client's admin URL of its not-before policy; no server here calls out, so one that has such a URL fails (recorded). */
function pushRevocation(call: ClientCall): AdminAnswer {
  requireManageClient(call, call.client.clientId);
  const { adminUrl } = call.client.representation as { readonly adminUrl?: string };
  const answer = adminUrl ? { failedRequests: [adminUrl] } : {};
  return ok(answer, clientAction(call, "ACTION", undefined, "/push-revocation"));
}

export const clientNodes: Readonly<Record<string, Operation<ClientCall>>> = {
  "POST nodes": addNode,
  "DELETE nodes/{node}": removeNode,
  "POST push-revocation": pushRevocation,
  "GET test-nodes-available": (call) => {
    requireManageClient(call, call.client.clientId);
    return ok({});
  },
};
