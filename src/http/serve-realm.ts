import type { EndpointDecision, EndpointRequest } from "../protocol/endpoint.ts";
import { collectFacts } from "../protocol/event-facts.ts";
import { type FormParameters, noParameters, parseForm } from "../protocol/form-parameters.ts";
import type { HttpRequest } from "./http-request.ts";
import { ownBaseUrl } from "./own-base-url.ts";
import { OIDC_BODY_BYTES } from "./read-body.ts";
import type { RealmPath } from "./realm-paths.ts";
import { type Reply, refusedReply, replyOf } from "./replies.ts";
import type { ServerContext } from "./server-context.ts";

/** Only this spelling is read (recorded); a charset may follow. */
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/;

type RealmContext = Pick<ServerContext, "protocol" | "events" | "addressing">;

/** Everything below `/realms`, and the RFC 8414 document at the root. */
export async function serveRealm(ctx: RealmContext, path: RealmPath, request: HttpRequest): Promise<Reply> {
  const endpoint = path.endpoint?.methods[request.method];
  if (!endpoint) return ctx.protocol.findRealm(path.realmName) ? refusePath(path) : NO_REALM;
  const asked = toEndpointRequest(ctx, path, request, await readForm(request));
  const decision = await endpoint(ctx.protocol, asked);
  record(ctx, path.endpoint.name, asked, decision);
  return decision.refusal ? refusedReply(decision.refusal) : replyOf(decision.value);
}

const NO_REALM = refusedReply({ status: 404, error: "Realm does not exist" });

/** What Keycloak says to paths below a realm that lead nowhere, and to wrong verbs (recorded). */
function refusePath({ endpoint, rest }: RealmPath): Reply {
  if (endpoint && endpoint.name !== "discovery")
    return refusedReply({ status: 405, error: "HTTP 405 Method Not Allowed" });
  const [, protocol = "openid-connect"] = /^\/protocol\/([^/]+)/.exec(rest) ?? [];
  return refusedReply({
    status: 404,
    error: protocol === "openid-connect" ? "HTTP 404 Not Found" : "Protocol not found",
  });
}

function toEndpointRequest(
  ctx: RealmContext,
  { realmName, prefix }: RealmPath,
  request: HttpRequest,
  form: FormParameters,
): EndpointRequest {
  const { method, remoteAddress, remotePort, secure, certificate, header } = request;
  const caller = { remoteAddress, remotePort, secure, certificate, baseUrl: ownBaseUrl(ctx, request, prefix) };
  return { realmName, method, form, caller, header };
}

async function readForm({ method, header, readBody }: HttpRequest): Promise<FormParameters> {
  if (method !== "POST") return noParameters;
  const body = await readBody(OIDC_BODY_BYTES);
  const contentType = header("content-type");
  return contentType !== undefined && FORM.test(contentType) ? parseForm(body) : noParameters;
}

function record(ctx: RealmContext, endpoint: string, request: EndpointRequest, decision: EndpointDecision): void {
  const { realmName, method, caller } = request;
  const { refusal, value, trace } = decision;
  ctx.events.record({
    atSeconds: ctx.protocol.nowSeconds(),
    realm: realmName,
    endpoint,
    method,
    remoteAddress: caller.remoteAddress,
    remotePort: caller.remotePort,
    status: refusal ? refusal.status : value.status,
    error: refusal?.error,
    description: refusal?.description,
    trace,
    issued: value?.issued,
    event: collectFacts(request, decision),
  });
}
