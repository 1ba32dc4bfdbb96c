import type { Context, Hono } from "hono";
import { type AdminAnswer, unauthorized, wrongContentType } from "../admin/admin-answer.ts";
import { type Administrator, authenticateAdministrator } from "../admin/administrator.ts";
import { createRealm, listRealms, readRealmRepresentation, removeRealm } from "../admin/realms.ts";
import { ownBaseUrl } from "./own-base-url.ts";
import { ADMIN_BODY_BYTES, readBody } from "./read-body.ts";
import { adminReply, toResponse } from "./replies.ts";
import type { ServerContext } from "./server-context.ts";
import type { ServerEnvironment } from "./web-routes.ts";

type HttpContext = Context<ServerEnvironment>;
type Serve = (admin: Administrator, c: HttpContext) => AdminAnswer | Promise<AdminAnswer>;

const notFound: AdminAnswer = { status: 404, json: { error: "HTTP 404 Not Found" } };
const wrongMethod: AdminAnswer = { status: 405, json: { error: "HTTP 405 Method Not Allowed" } };

/** Keycloak's Admin REST API, so far as it brings a realm in and out. Who calls is asked before anything else. */
export function addAdminRoutes(app: Hono<ServerEnvironment>, ctx: ServerContext): void {
  const at = `${ctx.addressing.relativePath}/admin`;
  const serve = (answer: Serve) => (c: HttpContext) => serveAdmin(ctx, c, answer);
  const add = (path: string, methods: Readonly<Record<string, Serve>>) => {
    const answer: Serve = (admin, c) => methods[c.req.method]?.(admin, c) ?? wrongMethod;
    for (const spelling of [path, `${path}/`]) app.all(`${at}${spelling}`, serve(answer)); // clients write both
  };
  const realmOf = (c: HttpContext) => c.req.param("realm") ?? "";
  add("/realms", {
    GET: (admin, c) => listRealms(ctx.admin, admin, c.req.query("briefRepresentation") === "true"),
    POST: (admin, c) => serveNewRealm(ctx, admin, c),
  });
  add("/realms/:realm", {
    GET: (admin, c) => readRealmRepresentation(ctx.admin, admin, realmOf(c)),
    DELETE: (admin, c) => removeRealm(ctx.admin, admin, realmOf(c)),
  });
  app.all(
    `${at}/*`,
    serve(() => notFound),
  );
}

async function serveAdmin(ctx: ServerContext, c: HttpContext, answer: Serve): Promise<Response> {
  const caller = { ...c.env.caller, baseUrl: ownBaseUrl(ctx, c.env.caller) };
  const admin = await authenticateAdministrator(ctx.admin, c.env.caller.header("authorization"), caller);
  return toResponse(adminReply(admin ? await answer(admin, c) : unauthorized));
}

async function serveNewRealm(ctx: ServerContext, admin: Administrator, c: HttpContext): Promise<AdminAnswer> {
  if (!/^application\/json\b/i.test(c.env.caller.header("content-type") ?? "")) return wrongContentType;
  return createRealm(
    ctx.admin,
    admin,
    await readBody(c.req.raw, ADMIN_BODY_BYTES, c.env.caller.header("content-length")),
    ownBaseUrl(ctx, c.env.caller),
  );
}
