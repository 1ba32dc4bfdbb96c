import type { IncomingMessage, ServerResponse } from "node:http";
import { type HttpCaller, type HttpRequest, readHttpRequest } from "./http-request.ts";
import { findRealmPath, type RealmPath } from "./realm-paths.ts";
import { foreignHost, notNormalized, type Reply, replyToError } from "./replies.ts";
import { checkTarget } from "./request-target.ts";
import { recordOutside, serveRealm } from "./serve-realm.ts";
import type { ServerContext } from "./server-context.ts";
import type { WebRoutes } from "./web-routes.ts";

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
  let routes: Promise<WebRoutes> | undefined;
  const loadRoutes = () => {
    routes ??= import("./web-routes.ts").then(({ createWebRoutes }) => createWebRoutes(ctx, ownProcess));
    return routes;
  };
  return {
    onRequest: (incoming, outgoing) => {
      const request = readHttpRequest(incoming);
      const refused = refuseAtTheDoor(ctx, request);
      const path = refused ? undefined : findRealmPath(ctx.addressing, request.target);
      const answered = async () => {
        if (refused) write(outgoing, refused);
        else if (path) write(outgoing, await answerRealm(ctx, path, request));
        else {
          recordOutside(ctx, request);
          await (await loadRoutes()).listener(incoming, outgoing);
        }
      };
      answered().catch((error: unknown) => {
        ctx.failed(error);
        outgoing.destroy();
      });
    },
    inProcess: async (request) => (await loadRoutes()).answer(request, ownWindow(request)),
  };
}

/** What is refused whatever it asks for: a path that could mean two things, a host that is not ours. */
function refuseAtTheDoor(ctx: ServerContext, { target, host }: HttpRequest): Reply | undefined {
  const problem = checkTarget(target);
  if (problem) return notNormalized(problem);
  return ctx.addressing.isKnownHost(host) ? undefined : foreignHost(host);
}

async function answerRealm(ctx: ServerContext, path: RealmPath, request: HttpRequest): Promise<Reply> {
  try {
    return await serveRealm(ctx, path, request);
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
