import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { readHttpRequest } from "./http-request.ts";
import type { WebRoutes } from "./web-routes.ts";

/**
 * Answers a socket's request by the routes.
 *
 * @param ownProcess the process is the server's own, so the adapter may put its quicker Request and Response in place of Node's.
 */
export function createWebListener(
  routes: WebRoutes,
  ownProcess: boolean,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return getRequestListener(
    (request, { incoming }) => routes(request, readHttpRequest(incoming as IncomingMessage)), // HTTP/1 only
    { overrideGlobalObjects: ownProcess },
  );
}
