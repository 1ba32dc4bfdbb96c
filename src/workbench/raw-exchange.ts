import { connect } from "node:net";

/** What went over the wire, byte for byte, and how long it took. */
export interface RawExchange {
  readonly responseText: string;
  readonly status: number;
  readonly body: string;
  readonly elapsedMs: number;
  /** The port it came from, by which the server's log knows it again. */
  readonly localPort: number;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends a request text over a socket of its own and reads the answer until the server closes (`Connection: close`).
 * Rejects when the server cannot be reached or says nothing for 10 s.
 */
export function sendRaw(host: string, port: number, requestText: string): Promise<RawExchange> {
  return new Promise((done, failed) => {
    const startedMs = performance.now();
    const chunks: Buffer[] = [];
    const socket = connect({ host, port });
    socket.setTimeout(TIMEOUT_MS, () =>
      socket.destroy(new Error(`${host}:${port} said nothing for ${TIMEOUT_MS / 1000} s`)),
    );
    let localPort = 0;
    socket.once("connect", () => {
      localPort = socket.localPort ?? 0;
      socket.write(requestText);
    });
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.once("error", failed);
    socket.once("end", () => {
      const bytes = Buffer.concat(chunks);
      done({
        ...parseResponse(bytes),
        responseText: bytes.toString("utf8"),
        elapsedMs: performance.now() - startedMs,
        localPort,
      });
    });
  });
}

function parseResponse(bytes: Buffer): { status: number; body: string } {
  const end = bytes.indexOf("\r\n\r\n");
  const head = bytes.subarray(0, end < 0 ? bytes.length : end).toString("latin1");
  const raw = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
  const chunked = /^transfer-encoding:\s*chunked/im.test(head);
  return { status, body: (chunked ? dechunk(raw) : raw).toString("utf8") };
}

/** The body of a chunked message (RFC 9112 §7.1). */
function dechunk(raw: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < raw.length; ) {
    const lineEnd = raw.indexOf("\r\n", at);
    const size = Number.parseInt(raw.subarray(at, lineEnd).toString("latin1"), 16);
    if (lineEnd < 0 || !size) break;
    parts.push(raw.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
