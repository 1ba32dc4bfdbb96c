import { Hono } from "hono";
import type { HttpCaller } from "./http-request.ts";
import { lazily } from "./lazily.ts";
import { noSuchPath, replyToError, toResponse } from "./replies.ts";
import type { ServerContext } from "./server-context.ts";

export interface ServerEnvironment {
  readonly Bindings: { readonly caller: HttpCaller };
}

export type WebRoutes = (request: Request, caller: HttpCaller) => Response | Promise<Response>;

/**
 * All that is not asked of a realm: the Admin API, the Workbench API, the window's files. Each API is loaded when it is first
 * asked for: scripts that call one need neither the other nor its libraries, and the window waits for its own alone.
 */
export function createWebRoutes(ctx: ServerContext): WebRoutes {
  const app = new Hono<ServerEnvironment>();
  const { relativePath } = ctx.addressing;
  const admin = lazily(async () => (await import("./admin-routes.ts")).createAdminHandler(ctx));
  for (const path of ["/admin", "/admin/*"]) app.all(`${relativePath}${path}`, async (c) => (await admin())(c));
  const workbench = lazily(async () => (await import("./workbench-routes.ts")).createWorkbenchRoutes(ctx));
  app.all(`${relativePath}/workbench/*`, async (c) => (await workbench()).fetch(c.req.raw, c.env));
  app.get(
    "*",
    async (c) => (await ctx.findUiFile?.(withoutRelativePath(c.req.raw, relativePath))) ?? toResponse(noSuchPath()),
  );
  app.notFound(() => toResponse(noSuchPath()));
  app.onError((error) => toResponse(replyToError(error, ctx.failed)));
  return (request, caller) => app.fetch(request, { caller });
}

function withoutRelativePath(request: Request, relativePath: string): Request {
  const url = new URL(request.url);
  if (relativePath === "" || !url.pathname.startsWith(`${relativePath}/`)) return request;
  url.pathname = url.pathname.slice(relativePath.length);
  return new Request(url, { method: request.method, headers: request.headers });
}
