import { createServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { AddressUnfit } from "./address-unfit.ts";

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Take the next free port when this one is taken. */
  readonly portMayMove: boolean;
  /** Absent: plain http. */
  readonly createServer?: (limits: ServerOptions, listener: RequestListener) => Server;
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

/** Opens the HTTP port and hands every request to `listener`. @throws PortTaken, AddressUnfit */
export async function listen(listener: RequestListener, options: ListenOptions): Promise<Listening> {
  const last = options.portMayMove && options.port !== 0 ? options.port + PORTS_TRIED : options.port;
  for (let port = options.port; ; port++) {
    const server = (options.createServer ?? createServer)(LIMITS, listener);
    try {
      await bind(server, port, options.host);
      return { port: (server.address() as AddressInfo).port, close: () => close(server) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw toAddressUnfit(error, options.host, port);
      if (port >= last) throw new PortTaken(options.host, options.port);
    }
  }
}

const LIMITS = { maxHeaderSize: 32_768, requestTimeout: 30_000 };

function toAddressUnfit(error: unknown, host: string, port: number): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EACCES")
    return new AddressUnfit(`Port ${port} is not for this user (EACCES): choose one from 1024 on with --port`);
  if (code === "ERR_SOCKET_BAD_PORT") return new AddressUnfit(`Port ${port} is none: a port is 0 to 65535`);
  if (!code) return error;
  return new AddressUnfit(
    `${JSON.stringify(host)} is no address of this machine (${code}, ${message}): choose another with --host, 127.0.0.1 for instance`,
  );
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
