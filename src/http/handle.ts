import { Hono } from "hono";
import { addAdminRoutes } from "./admin-routes.ts";
import { BodyTooLarge } from "./read-body.ts";
import { addRealmRoutes } from "./realm-routes.ts";
import { checkTarget } from "./request-target.ts";
import { noSuchPath, notNormalized, plainRefusal, unexpected } from "./responses.ts";
import type { ServerContext } from "./server-context.ts";

/** What a web Request cannot tell: its raw target, who sent it, and whether that was our own window. */
export interface HttpCaller {
  /** The request line's target, as it came. */
  readonly target: string;
  readonly remoteAddress: string;
  readonly remotePort?: number;
  readonly secure: boolean;
  /** The Host header, or a stand-in where there is none. */
  readonly host: string;
  /** A header of the request, its name in lower case; far quicker than the Headers of a web Request. */
  header(name: string): string | undefined;
  /** Set for our own window, which needs no sign-in: no other program can call in this way. */
  readonly inProcess?: true;
}

export interface ServerEnvironment {
  readonly Bindings: { readonly caller: HttpCaller };
}

export type Handle = (request: Request, caller: HttpCaller) => Response | Promise<Response>;

/** Everything the server answers, as one function from a request to a response. */
export function createHandle(ctx: ServerContext): Handle {
  const app = new Hono<ServerEnvironment>();
  addRealmRoutes(app, ctx);
  addAdminRoutes(app, ctx);
  // Loaded when first asked for: a server that only issues tokens starts the sooner and stays the smaller.
  const workbench = lazily(async () => (await import("./workbench-routes.ts")).createWorkbenchRoutes(ctx));
  app.all(`${ctx.addressing.relativePath}/workbench/*`, async (c) => (await workbench()).fetch(c.req.raw, c.env));
  app.get(
    "*",
    async (c) => (await ctx.findUiFile?.(withoutRelativePath(c.req.raw, ctx.addressing.relativePath))) ?? noSuchPath(),
  );
  app.notFound(noSuchPath);
  app.onError((error) => {
    if (error instanceof BodyTooLarge)
      return plainRefusal(413, { error: "invalid_request", error_description: `${error.message}: that is too much` });
    ctx.failed(error); // a bug: anything a caller is meant to see is a decision
    return unexpected();
  });
  return (request, caller) => {
    const problem = checkTarget(caller.target);
    if (problem) return notNormalized(problem);
    if (!caller.inProcess && !ctx.addressing.isKnownHost(caller.host)) return foreignHost(caller.host);
    return app.fetch(request, { caller });
  };
}

function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const foreignHost = (host: string): Response =>
  plainRefusal(421, {
    error: "invalid_request",
    error_description: `This server does not answer to the host ${host.slice(0, 100)}: use localhost, or allow the name with --hostname or in workbench.json (hostnames)`,
  });

function withoutRelativePath(request: Request, relativePath: string): Request {
  const url = new URL(request.url);
  if (relativePath === "" || !url.pathname.startsWith(`${relativePath}/`)) return request;
  url.pathname = url.pathname.slice(relativePath.length);
  return new Request(url, { method: request.method, headers: request.headers });
}
