import type { Context, Hono } from "hono";
import type { Endpoint, EndpointDecision, EndpointRequest } from "../protocol/endpoint.ts";
import { endpointPaths } from "../protocol/endpoints.ts";
import { type FormParameters, noParameters, parseForm } from "../protocol/form-parameters.ts";
import type { ServerEnvironment } from "./handle.ts";
import { ownBaseUrl } from "./own-base-url.ts";
import { OIDC_BODY_BYTES, readBody } from "./read-body.ts";
import { toRefusedResponse, toResponse } from "./responses.ts";
import type { ServerContext } from "./server-context.ts";

type HttpContext = Context<ServerEnvironment>;

const AUTH = "/auth";
/** Only this spelling is read (recorded); a charset may follow. */
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/;

/** Everything below `/realms`, and the RFC 8414 document at the root. */
export function addRealmRoutes(app: Hono<ServerEnvironment>, ctx: ServerContext): void {
  const { relativePath } = ctx.addressing;
  for (const { name, path, methods } of endpointPaths) {
    for (const at of bothSpellings(path)) {
      const serve = (c: HttpContext, prefix: string) => serveEndpoint(ctx, c, { name, prefix, methods });
      app.all(`${relativePath}/realms/:realm${at}`, (c) => serve(c, relativePath));
      if (relativePath !== AUTH) {
        app.all(`${relativePath}${AUTH}/realms/:realm${at}`, (c, next) =>
          ctx.addressing.isAuthPathRealm(c.req.param("realm")) ? serve(c, `${relativePath}${AUTH}`) : next(),
        );
      }
    }
  }
  const document = endpointPaths.find(({ path }) => path.endsWith("oauth-authorization-server"));
  if (document)
    app.all(`${relativePath}/.well-known/oauth-authorization-server/realms/:realm`, (c) =>
      serveEndpoint(ctx, c, { name: document.name, prefix: relativePath, methods: document.methods }),
    );
  app.all(`${relativePath}/realms/:realm/*`, (c) => refuseUnknown(ctx, c));
}

/** One trailing slash is tolerated. */
const bothSpellings = (path: string): string[] => [path, `${path}/`];

/** What Keycloak says to paths below a realm that lead nowhere (recorded). */
function refuseUnknown(ctx: ServerContext, c: HttpContext): Response {
  if (!ctx.protocol.findRealm(c.req.param("realm") ?? ""))
    return toRefusedResponse({ status: 404, error: "Realm does not exist" });
  const [, protocol = "openid-connect"] = /\/realms\/[^/]+\/protocol\/([^/]+)/.exec(c.req.path) ?? [];
  return toRefusedResponse({
    status: 404,
    error: protocol === "openid-connect" ? "HTTP 404 Not Found" : "Protocol not found",
  });
}

interface Served {
  readonly name: string;
  readonly prefix: string;
  readonly methods: Readonly<Record<string, Endpoint>>;
}

async function serveEndpoint(ctx: ServerContext, c: HttpContext, { name, prefix, methods }: Served): Promise<Response> {
  const endpoint = methods[c.req.method];
  const realmName = c.req.param("realm") ?? "";
  if (!endpoint) return refuseMethod(ctx, realmName, name);
  const request = toEndpointRequest(ctx, c, { realmName, prefix, form: await readForm(c) });
  const decision = await endpoint(ctx.protocol, request);
  record(ctx, name, request, decision);
  return decision.refusal ? toRefusedResponse(decision.refusal) : toResponse(decision.value);
}

/** A wrong verb: 405 for most, 404 for the documents below `.well-known` (recorded). */
function refuseMethod(ctx: ServerContext, realmName: string, name: string): Response {
  if (!ctx.protocol.findRealm(realmName)) return toRefusedResponse({ status: 404, error: "Realm does not exist" });
  return toRefusedResponse(
    name === "discovery"
      ? { status: 404, error: "HTTP 404 Not Found" }
      : { status: 405, error: "HTTP 405 Method Not Allowed" },
  );
}

interface Read {
  readonly realmName: string;
  readonly prefix: string;
  readonly form: FormParameters;
}

function toEndpointRequest(ctx: ServerContext, c: HttpContext, { realmName, prefix, form }: Read): EndpointRequest {
  const { remoteAddress, remotePort, secure, header } = c.env.caller;
  const caller = { remoteAddress, remotePort, secure, baseUrl: ownBaseUrl(ctx, c, prefix) };
  return { realmName, method: c.req.method, form, caller, header };
}

async function readForm(c: HttpContext): Promise<FormParameters> {
  if (c.req.method !== "POST") return noParameters;
  const { header } = c.env.caller;
  const body = await readBody(c.req.raw, OIDC_BODY_BYTES, header("content-length"));
  const contentType = header("content-type");
  return contentType !== undefined && FORM.test(contentType) ? parseForm(body) : noParameters;
}

function record(
  ctx: ServerContext,
  endpoint: string,
  { realmName, method, caller }: EndpointRequest,
  decision: EndpointDecision,
): void {
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
    trace,
    issued: value?.issued,
  });
}
