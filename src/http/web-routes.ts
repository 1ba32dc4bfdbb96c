import type { IncomingMessage } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { addAdminRoutes } from "./admin-routes.ts";
import { type HttpCaller, readHttpRequest } from "./http-request.ts";
import { noSuchPath, replyToError, toResponse } from "./replies.ts";
import type { ServerContext } from "./server-context.ts";

export interface ServerEnvironment {
  readonly Bindings: { readonly caller: HttpCaller };
}

export interface WebRoutes {
  readonly answer: (request: Request, caller: HttpCaller) => Response | Promise<Response>;
  readonly listener: ReturnType<typeof getRequestListener>;
}

/**
 * All that is not asked of a realm: the Admin API, the Workbench API, the window's files.
 *
 * @param ownProcess the process is the server's own, so the adapter may put its quicker Request and Response in place of Node's.
 */
export function createWebRoutes(ctx: ServerContext, ownProcess: boolean): WebRoutes {
  const app = new Hono<ServerEnvironment>();
  addAdminRoutes(app, ctx);
  // Loaded when first asked for: scripts that call the Admin API need neither it nor zod.
  const workbench = lazily(async () => (await import("./workbench-routes.ts")).createWorkbenchRoutes(ctx));
  app.all(`${ctx.addressing.relativePath}/workbench/*`, async (c) => (await workbench()).fetch(c.req.raw, c.env));
  app.get(
    "*",
    async (c) =>
      (await ctx.findUiFile?.(withoutRelativePath(c.req.raw, ctx.addressing.relativePath))) ?? toResponse(noSuchPath()),
  );
  app.notFound(() => toResponse(noSuchPath()));
  app.onError((error) => toResponse(replyToError(error, ctx.failed)));
  const answer: WebRoutes["answer"] = (request, caller) => app.fetch(request, { caller });
  const listener = getRequestListener(
    (request, { incoming }) => answer(request, readHttpRequest(incoming as IncomingMessage)), // HTTP/1 only
    { overrideGlobalObjects: ownProcess },
  );
  return { answer, listener };
}

function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function withoutRelativePath(request: Request, relativePath: string): Request {
  const url = new URL(request.url);
  if (relativePath === "" || !url.pathname.startsWith(`${relativePath}/`)) return request;
  url.pathname = url.pathname.slice(relativePath.length);
  return new Request(url, { method: request.method, headers: request.headers });
}
