import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Take the next free port when this one is taken. */
  readonly portMayMove: boolean;
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

/** Opens the HTTP port and hands every request to `listener`. @throws PortTaken */
export async function listen(listener: RequestListener, options: ListenOptions): Promise<Listening> {
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
