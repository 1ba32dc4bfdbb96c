import { type GivenClient, withClientCreated } from "../domain/edits/client-representation-edits.ts";
import type { ClientRepresentation } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { toldAs } from "./admin-actions.ts";
import { type AdminAnswer, conflict, created, duplicate, invalidWith, notFound, ok, refuse } from "./admin-answer.ts";
import { edit, locationOf, param, type RealmCall, requireAny } from "./admin-call.ts";
import { clientResource } from "./client.ts";
import { refuseProblems, refuseUnfitMappers } from "./client-problems.ts";
import { clientRepresentation } from "./client-representation.ts";
import { byCode, containing, page, queryFlag } from "./query.ts";
import { readBody } from "./read-body.ts";
import { createResource } from "./resource.ts";
import { samlAttributes } from "./saml-attributes.ts";

/** `GET …/clients`: all, one by its clientId, or those whose clientId holds a text. */
function listClients(call: RealmCall): AdminAnswer {
  requireAny(call, "view-clients", "manage-clients", "query-clients");
  refuseAttributeSearch(call.request.query.get("q"));
  if (!call.admin.has(call.realm.name, "view-clients", "manage-clients")) return ok([]);
  return ok(page(call, clientsAskedFor(call)).map((client) => clientRepresentation(call, client)));
}

function clientsAskedFor(call: RealmCall): readonly ClientRepresentation[] {
  const { clientRepresentations } = call.realm;
  const clientId = call.request.query.get("clientId");
  if (clientId && !queryFlag(call, "search")) {
    const found = clientRepresentations.get(clientId);
    return found ? [found] : [];
  }
  const isWanted = containing(clientId ?? "");
  return [...clientRepresentations.values()]
    .filter((client) => !clientId || isWanted(client.clientId))
    .sort((a, b) => byCode(a.clientId, b.clientId));
}

/** Keycloak searches attributes only when its operator lists them, and none is listed from the start. */
function refuseAttributeSearch(q: string | null): void {
  const names = [...(q ?? "").matchAll(/(?:"([^"]*)"|([^\s:"]+)):(?:"[^"]*"|[^\s"]+)/g)].map(([, a, b]) => a ?? b);
  if (names.length > 0)
    refuse(invalidWith("invalid_request", `Attributes [${names.join(", ")}] not allowed for search`));
}

/** `POST …/clients` */
async function createClient(call: RealmCall): Promise<AdminAnswer> {
  requireAny(call, "manage-clients");
  const given = await readBody<GivenClient>(call, "ClientRepresentation");
  const facts = call.ctx.editFacts();
  const id = given.id ?? facts.newId();
  const client = { ...given, id, clientId: given.clientId ?? id };
  refuseProblems(call, client);
  refuseUnfitMappers(client.protocolMappers, conflict(`Client ${client.clientId} already exists`));
  const saml = client.protocol === "saml" ? await samlAttributes(client.clientId, facts.nowSeconds) : {};
  try {
    await edit(call, `Client ${client.clientId} added`, (document) => withClientCreated(document, client, saml, facts));
  } catch (error) {
    if (error instanceof RealmRefused && error.path[0] === "id") return duplicate;
    if (error instanceof RealmRefused) return conflict(error.message);
    throw error;
  }
  return created(locationOf(call, id), {
    operation: "CREATE",
    resourceType: "CLIENT",
    resourcePath: `clients/${id}`,
    representation: toldAs("ClientRepresentation", { ...given, id }),
  });
}

export const clientsResource = createResource<RealmCall>({
  operations: { GET: listClients, POST: createClient },
  locators: {
    "{client}": (call, rest) => {
      requireAny(call, "view-clients", "manage-clients", "query-clients");
      const client = call.realm.findClientById(param(call, "client")) ?? refuse(notFound("Could not find client"));
      return clientResource.serve({ ...call, client }, rest);
    },
  },
});
