import type { EndpointDecision, EndpointRequest } from "../protocol/endpoint.ts";
import { collectFacts } from "../protocol/event-facts.ts";
import { type FormParameters, noParameters, parseForm } from "../protocol/form-parameters.ts";
import { keepRequest } from "../protocol/kept-request.ts";
import { refuseOutside, refusePath } from "../protocol/wrong-path.ts";
import type { HttpRequest } from "./http-request.ts";
import { ownBaseUrl } from "./own-base-url.ts";
import { OIDC_BODY_BYTES } from "./read-body.ts";
import type { RealmPath } from "./realm-paths.ts";
import { type Reply, refusedReply, replyOf } from "./replies.ts";
import type { ServerContext } from "./server-context.ts";

/** Only this spelling is read (recorded); a charset may follow. */
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/;

const MULTIPART = /^multipart\/form-data\s*;/;

/** What answering a realm needs. */
export type RealmContext = Pick<ServerContext, "protocol" | "events" | "addressing">;

/** Everything below `/realms`, and the RFC 8414 document at the root. */
export async function serveRealm(ctx: RealmContext, path: RealmPath, request: HttpRequest): Promise<Reply> {
  const endpoint = path.endpoint?.methods[request.method];
  const asked = toEndpointRequest(ctx, path, request, endpoint ? await readForm(request) : noParameters);
  const decision = endpoint ? await endpoint(ctx.protocol, asked) : refusePath(ctx.protocol, asked, path);
  record(ctx, path.endpoint?.name ?? NO_ENDPOINT, request, asked, decision);
  return decision.refusal ? refusedReply(decision.refusal) : replyOf(decision.value);
}

/** Under which requests stand in the log that led to none. */
const NO_ENDPOINT = "no endpoint";
/** Paths that were meant for a realm: `/auth/realms/…`, or with the realm left out. */
const MEANT_FOR_A_REALM = /\/(realms|protocol)\//;

/** Leaves the reason of a 404 in the log where a path was meant for a realm and leads to none; what answers it is not changed. */
export function recordOutside(ctx: RealmContext, request: HttpRequest): void {
  const path = request.target.split(/[?#]/, 1)[0] ?? "";
  if (!MEANT_FOR_A_REALM.test(path) || path.startsWith("/admin/") || path.startsWith("/workbench/")) return;
  const [, realmName = ""] = /\/realms\/([^/]+)/.exec(path) ?? [];
  const asked = toEndpointRequest(ctx, { realmName, prefix: "" }, request, noParameters);
  record(ctx, NO_ENDPOINT, request, asked, refuseOutside(path));
}

/** The request of an endpoint, with what a web Request cannot tell of its sender. */
export function toEndpointRequest(
  ctx: RealmContext,
  { realmName, prefix }: Pick<RealmPath, "realmName" | "prefix">,
  request: HttpRequest,
  form: FormParameters,
): EndpointRequest {
  const { method, remoteAddress, remotePort, secure, certificate, header } = request;
  const caller = { remoteAddress, remotePort, secure, certificate, baseUrl: ownBaseUrl(ctx, request, prefix) };
  return { realmName, method, form, caller, header };
}

/** The parameters of a POST in a form's encoding; no other body is read. */
export async function readForm({ method, header, readBody }: HttpRequest): Promise<FormParameters> {
  if (method !== "POST") return noParameters;
  const body = await readBody(OIDC_BODY_BYTES);
  const contentType = header("content-type") ?? "";
  if (FORM.test(contentType)) return parseForm(body);
  return MULTIPART.test(contentType) ? readMultipart(contentType, body) : noParameters;
}

/** Keycloak reads it as well (recorded). What cannot be read holds no parameters; files in it are left out. */
async function readMultipart(contentType: string, body: string): Promise<FormParameters> {
  try {
    const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
    const pairs = [...form].filter((pair): pair is [string, string] => typeof pair[1] === "string");
    return parseForm(new URLSearchParams(pairs).toString());
  } catch {
    return noParameters;
  }
}

/** Puts a request and how it was judged into the log. */
export function record(
  ctx: RealmContext,
  endpoint: string,
  wire: HttpRequest,
  request: EndpointRequest,
  decision: EndpointDecision,
): void {
  const { realmName, method, form, caller } = request;
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
    request: keepRequest(wire, form),
    isKept: ctx.protocol.findRealm(realmName)?.compiled.document.eventsEnabled === true,
    event: collectFacts(request, decision),
  });
}
