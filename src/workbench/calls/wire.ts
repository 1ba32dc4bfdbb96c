import { isIP, type Socket, connect as tcpConnect } from "node:net";
import { type TLSSocket, connect as tlsConnect } from "node:tls";
import type { CallTimings, TlsFacts } from "../../contract/calls.ts";
import { createEndOfAnswer } from "./http-message.ts";
import { describeNetworkError } from "./network-errors.ts";

/** Where bytes are sent, and whom to believe there. */
export interface Destination {
  /** Of http or https; only its host and port count. */
  readonly url: URL;
  /** Authorities in PEM that are trusted there instead of those of the system. */
  readonly ca?: string;
  /** The server's certificate is looked at and not judged. */
  readonly unverified?: boolean;
  /** The client's own certificate and key, in PEM. */
  readonly certificate?: { readonly certificate: string; readonly privateKey: string };
}

/** What went over the wire, byte for byte, and how long each part of the way took. */
export interface WireExchange {
  readonly responseBytes: Buffer;
  readonly timings: CallTimings;
  readonly tls: TlsFacts | null;
  readonly remoteAddress: string;
  /** The port it came from, by which the server's log knows it again. */
  readonly localPort: number;
}

/** The call did not come to an answer; the sentence says where on the way it stopped. */
export class NotSent extends Error {
  override readonly name = "NotSent";
}

/** How long a server may say nothing, and how long it may take for all of its answer. */
export interface Patience {
  readonly silenceMs: number;
  readonly longestMs: number;
}

const USUAL: Patience = { silenceMs: 10_000, longestMs: 60_000 };
const LARGEST_BYTES = 4 * 1024 * 1024;
const LARGEST_HEAD_BYTES = 64 * 1024;

/**
 * Sends bytes over a socket of their own and reads the answer to its end, or until the server closes. Follows nothing and
 * repeats nothing.
 *
 * @throws NotSent when the server cannot be reached, is not trusted, says nothing for 10 s or too much, or `signal` ends it
 */
export async function sendBytes(
  to: Destination,
  bytes: Buffer,
  signal?: AbortSignal,
  patience = USUAL,
): Promise<WireExchange> {
  if (signal?.aborted) throw new NotSent(CANCELLED);
  const clock: Marks = { startedMs: performance.now() };
  const tcp = openSocket(to, clock, patience);
  const { longestMs } = patience;
  const slow = () => tcp.destroy(new NotSent(`${to.url.host} had not answered to the end after ${longestMs / 1000} s`));
  const limit = setTimeout(slow, longestMs);
  const cancel = () => tcp.destroy(new NotSent(CANCELLED));
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    await ready(tcp, "connect");
    mark(clock, "connectedMs");
    const { localPort = 0, remoteAddress = "" } = tcp;
    const secured = to.url.protocol === "https:" ? await secure(tcp, to) : undefined;
    if (secured) mark(clock, "securedMs");
    const responseBytes = await exchange(secured ?? tcp, bytes, clock);
    const tls = secured ? factsOf(secured) : null;
    return { responseBytes, timings: toTimings(clock, performance.now()), tls, remoteAddress, localPort };
  } catch (error) {
    throw error instanceof NotSent ? error : new NotSent(describeNetworkError(error, to.url));
  } finally {
    clearTimeout(limit);
    signal?.removeEventListener("abort", cancel);
    tcp.destroy();
  }
}

const CANCELLED = "The call was cancelled";

/** Without the brackets that an address of IPv6 has in a URL. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

function openSocket({ url }: Destination, clock: Marks, { silenceMs }: Patience): Socket {
  const host = hostOf(url);
  const tcp = tcpConnect({ host, port: Number(url.port || (url.protocol === "https:" ? 443 : 80)) });
  tcp.on("error", ignored);
  tcp.setTimeout(silenceMs, () => tcp.destroy(new NotSent(`${url.host} said nothing for ${silenceMs / 1000} s`)));
  if (isIP(host) === 0) tcp.once("lookup", () => mark(clock, "lookedUpMs"));
  return tcp;
}

/** A socket may fail once more after its first failure was told. */
const ignored = () => undefined;

interface Marks {
  readonly startedMs: number;
  lookedUpMs?: number;
  connectedMs?: number;
  securedMs?: number;
  sentMs?: number;
  firstByteMs?: number;
}

function mark(clock: Marks, name: Exclude<keyof Marks, "startedMs">): void {
  clock[name] ??= performance.now();
}

function ready(socket: Socket, event: "connect" | "secureConnect"): Promise<void> {
  return new Promise((done, failed) => {
    socket.once(event, () => {
      socket.off("error", failed);
      done();
    });
    socket.once("error", failed);
  });
}

async function secure(tcp: Socket, { url, ca, unverified, certificate }: Destination): Promise<TLSSocket> {
  const host = hostOf(url);
  const socket = tlsConnect({
    socket: tcp,
    rejectUnauthorized: unverified !== true,
    ALPNProtocols: ["http/1.1"],
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    ...(ca !== undefined && { ca }),
    ...(certificate && { cert: certificate.certificate, key: certificate.privateKey }),
  });
  socket.on("error", ignored);
  tcp.once("error", (error) => socket.destroy(error));
  await ready(socket, "secureConnect");
  return socket;
}

/** Grows as the answer does. `add` tells why it would be too much. */
function createReceived() {
  let room = Buffer.alloc(LARGEST_HEAD_BYTES);
  let size = 0;
  const bytes = () => room.subarray(0, size);
  const add = (chunk: Buffer): string | undefined => {
    const next = size + chunk.length;
    if (next > LARGEST_BYTES) return "The answer is larger than 4 MB";
    if (next > room.length) room = Buffer.concat([bytes()], Math.max(2 * room.length, next));
    chunk.copy(room, size);
    size = next;
    const isHeadTooLarge = size > LARGEST_HEAD_BYTES && bytes().indexOf("\r\n\r\n") < 0;
    return isHeadTooLarge ? "The head of the answer is larger than 64 KB" : undefined;
  };
  return { bytes, add };
}

function exchange(socket: Socket, bytes: Buffer, clock: Marks): Promise<Buffer> {
  return new Promise((done, failed) => {
    const answer = createReceived();
    const isWhole = createEndOfAnswer();
    const finish = () =>
      answer.bytes().length > 0 ? done(answer.bytes()) : failed(new NotSent("The server closed without a word"));
    socket.on("data", (chunk: Buffer) => {
      mark(clock, "firstByteMs");
      const tooMuch = answer.add(chunk);
      if (tooMuch !== undefined) socket.destroy(new NotSent(tooMuch));
      else if (isWhole(answer.bytes())) finish();
    });
    socket.once("end", finish);
    socket.once("close", finish);
    // A server that answers and hangs up at once resets what is still on its way: the answer counts.
    socket.once("error", (error) =>
      answer.bytes().length > 0 && !(error instanceof NotSent) ? finish() : failed(error),
    );
    socket.write(bytes);
    mark(clock, "sentMs");
  });
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100;

function toTimings({ startedMs, ...at }: Marks, endedMs: number): CallTimings {
  const between = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? null : rounded(to - from);
  return {
    dnsMs: between(startedMs, at.lookedUpMs),
    connectMs: between(at.lookedUpMs ?? startedMs, at.connectedMs),
    tlsMs: between(at.connectedMs, at.securedMs),
    firstByteMs: between(at.sentMs, at.firstByteMs),
    totalMs: rounded(endedMs - startedMs),
  };
}

function factsOf(socket: TLSSocket): TlsFacts {
  const { subject, issuer, valid_to: validUntil } = socket.getPeerCertificate();
  const nameOf = (name: typeof subject | undefined) => [name?.CN ?? name?.O ?? "?"].flat().join(", ");
  return {
    protocol: socket.getProtocol() ?? "?",
    cipher: socket.getCipher().standardName,
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validUntil: validUntil ?? "",
    trusted: socket.authorized,
    problem: socket.authorized ? null : String(socket.authorizationError ?? "it was not verified"),
  };
}
