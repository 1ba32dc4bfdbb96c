import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** An answer as it came over the wire, taken apart. */
export interface HttpMessage {
  readonly status: number;
  readonly reason: string;
  /** In the order and the spelling of the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Its pieces put together, and unpacked where it was packed. */
  readonly body: Buffer;
  /** Why it is less than was announced; undefined where nothing is missing. */
  readonly cut?: string;
}

/** The first header of that name, whatever its spelling. */
export const headerOf = ({ headers }: Pick<HttpMessage, "headers">, name: string): string | undefined =>
  headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];

type Head = Pick<HttpMessage, "status" | "reason" | "headers">;

const HEAD_END = "\r\n\r\n";

/** Takes an answer apart (RFC 9112); undefined for bytes that are none. What comes before the answer itself (1xx) is passed over. */
export function parseHttpMessage(bytes: Buffer): HttpMessage | undefined {
  const end = bytes.indexOf(HEAD_END);
  const head = parseHead(bytes.subarray(0, end < 0 ? bytes.length : end));
  if (!head) return undefined;
  if (end < 0) return { ...head, body: Buffer.alloc(0), cut: "The head of the answer has no end" };
  const raw = bytes.subarray(end + HEAD_END.length);
  if (isInterim(head) && raw.length > 0) return parseHttpMessage(raw) ?? { ...head, body: raw };
  const { body, cut } = readBody(head, raw);
  return { ...head, body: unpacked(head, body), ...(cut !== undefined && { cut }) };
}

function parseHead(bytes: Buffer): Head | undefined {
  const [first = "", ...lines] = bytes.toString("latin1").split("\r\n");
  const [, status, reason = ""] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(first) ?? [];
  if (status === undefined) return undefined;
  return { status: Number(status), reason, headers: lines.map((line) => splitAt(line, line.indexOf(":"))) };
}

const splitAt = (line: string, at: number): [string, string] =>
  at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1).trim()];

/** 101 is an answer: the rest of the connection is no HTTP. */
const isInterim = ({ status }: Head): boolean => status >= 100 && status < 200 && status !== 101;

const isChunked = (head: Head): boolean => /\bchunked$/i.test(headerOf(head, "transfer-encoding") ?? "");

/** undefined where only the end of the connection tells (RFC 9112 §6.3). */
function lengthOf(head: Head): number | undefined {
  if (head.status === 204 || head.status === 304) return 0;
  const said = headerOf(head, "content-length");
  return said !== undefined && /^\d{1,15}$/.test(said) ? Number(said) : undefined;
}

function readBody(head: Head, raw: Buffer): Pick<HttpMessage, "body" | "cut"> {
  if (isChunked(head)) {
    const parts: Buffer[] = [];
    const end = walkChunks(raw, 0, (part) => parts.push(part));
    return { body: Buffer.concat(parts), ...(end !== "whole" && { cut: "The last piece of the answer is missing" }) };
  }
  const length = lengthOf(head);
  if (length === undefined || raw.length >= length) return { body: raw.subarray(0, length) };
  return { body: raw, cut: `Content-Length announces ${length} bytes, and ${raw.length} came` };
}

/**
 * The pieces of a chunked body and its trailers (RFC 9112 §7.1), from a place on where one begins.
 *
 * @returns where the first one begins that is not there as a whole, or that nothing more is to come
 */
function walkChunks(raw: Buffer, from: number, take: (part: Buffer) => void): number | "whole" {
  for (let at = from; ; ) {
    const piece = pieceAt(raw, at);
    if (piece === "unfinished") return at;
    if (piece === "unreadable" || piece.size === 0) return "whole";
    take(raw.subarray(piece.start, piece.start + piece.size));
    if (raw.length < piece.start + piece.size + 2) return at;
    at = piece.start + piece.size + 2;
  }
}

type Piece = { readonly start: number; readonly size: number } | "unfinished" | "unreadable";

/** What begins at a place of a chunked body; the last piece is there only with its trailers. */
function pieceAt(raw: Buffer, at: number): Piece {
  const lineEnd = raw.indexOf("\r\n", at);
  if (lineEnd < 0) return "unfinished";
  const [, digits] = /^([0-9a-f]{1,8})\s*(?:;|$)/i.exec(raw.subarray(at, lineEnd).toString("latin1")) ?? [];
  if (digits === undefined) return "unreadable";
  const [start, size] = [lineEnd + 2, Number.parseInt(digits, 16)];
  if (size > 0 || raw.subarray(start, start + 2).toString("latin1") === "\r\n") return { start, size };
  return raw.indexOf(HEAD_END, start) < 0 ? "unfinished" : { start, size };
}

const LARGEST_UNPACKED = 4 * 1024 * 1024;
const limits = { maxOutputLength: LARGEST_UNPACKED };
const UNPACK: ReadonlyMap<string, (bytes: Buffer) => Buffer> = new Map([
  ["gzip", (bytes: Buffer) => gunzipSync(bytes, limits)],
  ["deflate", (bytes: Buffer) => inflateSync(bytes, limits)],
  ["br", (bytes: Buffer) => brotliDecompressSync(bytes, limits)],
]);

/** As it is, where it cannot be unpacked (RFC 9110 §8.4). */
function unpacked(head: Head, body: Buffer): Buffer {
  const unpack = UNPACK.get((headerOf(head, "content-encoding") ?? "").toLowerCase());
  try {
    return unpack ? unpack(body) : body;
  } catch {
    return body;
  }
}

/** Follows an answer while it comes: given all that came so far, tells whether nothing more is to come. */
export function createEndOfAnswer(): (bytes: Buffer) => boolean {
  let at = 0;
  let head: Head | undefined;
  return (bytes) => {
    const found = head ? { head, at } : findHead(bytes, at);
    if (!found) return false;
    ({ head, at } = found);
    if (!isChunked(head)) return bytes.length - at >= (lengthOf(head) ?? Number.POSITIVE_INFINITY);
    const reached = walkChunks(bytes, at, () => undefined);
    at = reached === "whole" ? at : reached;
    return reached === "whole";
  };
}

/** The head of the answer itself, and where its body begins. */
function findHead(bytes: Buffer, from: number): { readonly head: Head; readonly at: number } | undefined {
  const end = bytes.indexOf(HEAD_END, from);
  const head = end < 0 ? undefined : parseHead(bytes.subarray(from, end));
  const at = end + HEAD_END.length;
  return head && isInterim(head) ? findHead(bytes, at) : head && { head, at };
}
