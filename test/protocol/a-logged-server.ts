import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readHttpRequest } from "../../src/http/http-request.ts";
import { findRealmPath } from "../../src/http/realm-paths.ts";
import { serveRealm } from "../../src/http/serve-realm.ts";
import { createEventLog, type EventLog } from "../../src/protocol/event-log.ts";
import type { aProtocol } from "./a-protocol.ts";

interface LoggedServer {
  readonly server: Server;
  readonly events: EventLog;
  readonly base: string;
}

/** The protocol behind a real socket, with the log that tells what each request left. */
export async function aLoggedServer(protocol: ReturnType<typeof aProtocol>["ctx"]): Promise<LoggedServer> {
  const addressing = { relativePath: "", hostname: undefined, isKnownHost: () => true, isAuthPathRealm: () => false };
  const events = createEventLog();
  const server = createServer(async (incoming, outgoing) => {
    const request = readHttpRequest(incoming);
    const path = findRealmPath(addressing, request.target);
    if (!path) throw new Error(`no path of a realm: ${request.target}`);
    const { status, headers, body } = await serveRealm({ protocol, addressing, events }, path, request);
    outgoing.writeHead(status, { ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, events, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
