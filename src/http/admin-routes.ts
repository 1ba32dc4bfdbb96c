import type { Context } from "hono";
import type { AdminRequest } from "../admin/admin-call.ts";
import { serveAdmin } from "../admin/serve-admin.ts";
import { adminResponse } from "./admin-reply.ts";
import { ownBaseUrl } from "./own-base-url.ts";
import { ADMIN_BODY_BYTES, readBody } from "./read-body.ts";
import type { ServerContext } from "./server-context.ts";
import type { ServerEnvironment } from "./web-routes.ts";

/** Hands what is below `/admin/` to Keycloak's Admin REST API. */
export function createAdminHandler(ctx: ServerContext): (c: Context<ServerEnvironment>) => Promise<Response> {
  const prefix = `${ctx.addressing.relativePath}/admin/`;
  return async (c) => {
    const request = readRequest(ctx, c, prefix);
    const contentType = request.header("content-type");
    return adminResponse({ method: c.req.method, contentType }, await serveAdmin(ctx.admin, request));
  };
}

function readRequest(ctx: ServerContext, c: Context<ServerEnvironment>, prefix: string): AdminRequest {
  const { caller } = c.env;
  const [path = "", query] = splitOnce(caller.target, "?");
  return {
    method: c.req.method === "HEAD" ? "GET" : c.req.method,
    path: path.slice(prefix.length),
    query: new URLSearchParams(query),
    caller: { ...caller, baseUrl: ownBaseUrl(ctx, caller) },
    header: caller.header,
    readText: () => readBody(c.req.raw, ADMIN_BODY_BYTES, caller.header("content-length")),
    readForm: () => c.req.raw.formData(),
  };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
