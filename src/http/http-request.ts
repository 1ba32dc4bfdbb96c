import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import type { TLSSocket } from "node:tls";
import type { ClientCertificate } from "../protocol/endpoint.ts";
import { BodyTooLarge } from "./read-body.ts";

/** Who sent a request, by which address it reached us, and its headers: what a web Request cannot tell, or only slowly. */
export interface HttpCaller {
  /** The request line's target, as it came. */
  readonly target: string;
  readonly remoteAddress: string;
  readonly remotePort?: number;
  readonly secure: boolean;
  /** The one that came in the TLS handshake. */
  readonly certificate?: ClientCertificate | undefined;
  /** The Host header, or a stand-in where there is none. */
  readonly host: string;
  /** A header of the request, its name in lower case. */
  header(name: string): string | undefined;
  /** Set for our own window, which needs no sign-in: no other program can call in this way. */
  readonly inProcess?: true;
}

/** A request as the socket brought it. */
export interface HttpRequest extends HttpCaller {
  readonly method: string;
  /** Names and values in turn, in the order and the spelling of the wire. */
  readonly rawHeaders: readonly string[];
  /** Where the socket is that it came to: `http://127.0.0.1:8080`, whatever it calls us. */
  ownAddress(): string;
  /** The body as text. Never settles when the caller has gone: nobody is left to be answered. @throws BodyTooLarge */
  readBody(limitBytes: number): Promise<string>;
}

export function readHttpRequest(incoming: IncomingMessage): HttpRequest {
  const { socket, headers } = incoming;
  return {
    method: incoming.method ?? "GET",
    rawHeaders: incoming.rawHeaders,
    target: incoming.url ?? "/",
    remoteAddress: plainAddress(socket.remoteAddress ?? ""),
    ...(socket.remotePort !== undefined && { remotePort: socket.remotePort }),
    ...overTls(socket),
    host: headers.host ?? "localhost",
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    ownAddress: () => ownAddress(socket),
    readBody: (limitBytes) => readBody(incoming, limitBytes),
  };
}

const isTls = (socket: IncomingMessage["socket"]): socket is TLSSocket => "encrypted" in socket;

const INSECURE = { secure: false } as const;
const handshakes = new WeakMap<TLSSocket, Pick<HttpCaller, "secure" | "certificate">>();

/** What the handshake told, read once for all requests of a connection. */
function overTls(socket: IncomingMessage["socket"]): Pick<HttpCaller, "secure" | "certificate"> {
  if (!isTls(socket)) return INSECURE;
  const known = handshakes.get(socket);
  if (known) return known;
  const der = socket.getPeerX509Certificate()?.raw;
  const certificate = der && { der, thumbprint: createHash("sha256").update(der).digest("base64url") };
  const told = { secure: true, certificate };
  handshakes.set(socket, told);
  return told;
}

function ownAddress(socket: IncomingMessage["socket"]): string {
  const scheme = isTls(socket) ? "https" : "http";
  const { localAddress = "", localPort } = socket;
  return `${scheme}://${isIPv6(localAddress) ? `[${localAddress}]` : localAddress}:${localPort}`;
}

/** An IPv4 address that came over an IPv6 socket, as people write it; Keycloak prints IPv6 loopback in full. */
function plainAddress(address: string): string {
  if (address.startsWith("::ffff:")) return address.slice("::ffff:".length);
  return address === "::1" ? "0:0:0:0:0:0:0:1" : address;
}

function readBody(incoming: IncomingMessage, limitBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) reject(new BodyTooLarge(limitBytes));
      else chunks.push(chunk);
    });
    incoming.on("end", () => resolve((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString() ?? ""));
    incoming.on("error", () => undefined);
  });
}
