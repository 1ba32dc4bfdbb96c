import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Handle } from "./handle.ts";

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Take the next free port when this one is taken. */
  readonly portMayMove: boolean;
  /** The process is the server's own, so the adapter may put its quicker Request and Response in place of Node's. */
  readonly ownProcess: boolean;
}

/** A port that another program holds. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
  readonly port: number;

  constructor(host: string, port: number) {
    super(
      `Port ${port} of ${host} is taken by another program: choose another with --port, or find the one that has it with "lsof -i :${port}"`,
    );
    this.port = port;
  }
}

const PORTS_TRIED = 20;

/** Opens the HTTP port and hands every request to `handle`. @throws PortTaken */
export async function listen(handle: Handle, options: ListenOptions): Promise<Listening> {
  const listener = createListener(handle, options.ownProcess);
  const last = options.portMayMove && options.port !== 0 ? options.port + PORTS_TRIED : options.port;
  for (let port = options.port; ; port++) {
    const server = createServer({ maxHeaderSize: 32_768, requestTimeout: 30_000 }, listener);
    try {
      await bind(server, port, options.host);
      return { port: (server.address() as AddressInfo).port, close: () => close(server) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      if (port >= last) throw new PortTaken(options.host, options.port);
    }
  }
}

function bind(server: Server, port: number, host: string): Promise<void> {
  return new Promise((bound, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      bound();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 300).unref();
  });
}

function createListener(
  handle: Handle,
  ownProcess: boolean,
): (request: IncomingMessage, response: ServerResponse) => void {
  const listener = getRequestListener(
    (request, { incoming }) => {
      const { socket } = incoming;
      return handle(request, {
        target: incoming.url ?? "/",
        remoteAddress: plainAddress(socket.remoteAddress ?? ""),
        ...(socket.remotePort !== undefined && { remotePort: socket.remotePort }),
        secure: false,
        host: incoming.headers.host ?? "localhost",
        header: (name) => {
          const value = incoming.headers[name];
          return Array.isArray(value) ? value.join(", ") : value;
        },
      });
    },
    { overrideGlobalObjects: ownProcess },
  );
  return (request, response) => void listener(request, response);
}

/** An IPv4 address that came over an IPv6 socket, as people write it; Keycloak prints IPv6 loopback in full. */
function plainAddress(address: string): string {
  if (address.startsWith("::ffff:")) return address.slice("::ffff:".length);
  return address === "::1" ? "0:0:0:0:0:0:0:1" : address;
}
