import type { IncomingMessage, ServerResponse } from "node:http";
import { type HttpCaller, type HttpRequest, readHttpRequest } from "./http-request.ts";
import { lazily } from "./lazily.ts";
import { findRealmPath, findResourcePath, type ResourcePath } from "./realm-paths.ts";
import { foreignHost, notNormalized, type Reply, replyToError } from "./replies.ts";
import { checkTarget } from "./request-target.ts";
import { recordOutside, serveRealm } from "./serve-realm.ts";
import type { ServerContext } from "./server-context.ts";

/** Everything the server answers: to sockets, and to our own window without one. */
export interface Handle {
  onRequest(incoming: IncomingMessage, outgoing: ServerResponse): void;
  inProcess(request: Request): Promise<Response>;
}

/**
 * Realms are answered from the socket's own request, straight back to it. The web-standard Request and Response, which all
 * else is written in, are loaded when something else is asked for first: they cost a start 30 ms and 9 MB, a token 25 µs.
 */
export function createHandle(ctx: ServerContext, ownProcess: boolean): Handle {
  const loadRoutes = lazily(async () => (await import("./web-routes.ts")).createWebRoutes(ctx));
  const loadListener = lazily(async () => {
    const [routes, { createWebListener }] = await Promise.all([loadRoutes(), import("./web-listener.ts")]);
    return createWebListener(routes, ownProcess);
  });
  return {
    onRequest: (incoming, outgoing) => {
      const request = readHttpRequest(incoming);
      const refused = refuseAtTheDoor(ctx, request);
      const path = refused ? undefined : findRealmPath(ctx.addressing, request.target);
      const resource = refused || path ? undefined : findResourcePath(ctx.addressing, request.target);
      const answered = async () => {
        if (refused) write(outgoing, refused);
        else if (path) write(outgoing, await orError(ctx, () => serveRealm(ctx, path, request)));
        else if (resource) write(outgoing, await orError(ctx, () => answerResource(ctx, resource, request)));
        else {
          recordOutside(ctx, request);
          await (await loadListener())(incoming, outgoing);
        }
      };
      answered().catch((error: unknown) => {
        ctx.failed(error);
        outgoing.destroy();
      });
    },
    inProcess: async (request) => (await loadRoutes())(request, ownWindow(request)),
  };
}

/** What is refused whatever it asks for: a path that could mean two things, a host that is not ours. */
function refuseAtTheDoor(ctx: ServerContext, { target, host }: HttpRequest): Reply | undefined {
  const problem = checkTarget(target);
  if (problem) return notNormalized(problem);
  return ctx.addressing.isKnownHost(host) ? undefined : foreignHost(host);
}

/** Loaded when the first such call comes. */
async function answerResource(ctx: ServerContext, path: ResourcePath, request: HttpRequest): Promise<Reply> {
  const { serveResource } = await import("./serve-resource.ts");
  return serveResource(ctx, path, request);
}

async function orError(ctx: ServerContext, answer: () => Promise<Reply>): Promise<Reply> {
  try {
    return await answer();
  } catch (error) {
    return replyToError(error, ctx.failed);
  }
}

function write(outgoing: ServerResponse, { status, headers, body = "" }: Reply): void {
  const length = status === 204 ? undefined : { "Content-Length": Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...headers, ...length }).end(body);
}

function ownWindow(request: Request): HttpCaller {
  const { pathname, search } = new URL(request.url);
  return {
    target: `${pathname}${search}`,
    remoteAddress: "127.0.0.1",
    secure: false,
    host: "localhost",
    header: (name) => request.headers.get(name) ?? undefined,
    inProcess: true,
  };
}
