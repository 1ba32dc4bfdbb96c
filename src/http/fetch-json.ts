import { isLoopbackName } from "./loopback.ts";

/** A URL of a realm document that is not fetched, or could not be. */
class NotFetched extends Error {
  override readonly name = "NotFetched";
}

const TIMEOUT_MS = 3000;
const BODY_BYTES = 1024 * 1024;

/**
 * Fetches the JSON at a URL found in a realm document, which may come from anybody: only from this machine or from an origin
 * that the person approved; no redirects, 3 s, 1 MB.
 *
 * @throws NotFetched saying why, and what to do where something can be done
 */
export async function fetchJson(text: string, approvedOrigins: readonly string[]): Promise<unknown> {
  const url = readUrl(text);
  if (!isLoopbackName(url.hostname) && !approvedOrigins.includes(url.origin))
    throw new NotFetched(
      `it is not fetched, since ${url.origin} is not on this machine: approve it in workbench.json ("approvedOrigins": ["${url.origin}"])`,
    );
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(rethrow);
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new NotFetched(
      `it answered ${response.status}${response.status < 400 ? ", and redirects are not followed" : ""}`,
    );
  }
  return parse(await readText(response).catch(rethrow));
}

function readUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new NotFetched("it is no URL");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new NotFetched("it is neither http nor https");
  return url;
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > BODY_BYTES) throw new NotFetched("its answer is larger than 1 MB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotFetched("its answer is no JSON");
  }
}

function rethrow(error: unknown): never {
  if (error instanceof NotFetched) throw error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && cause.name === "TimeoutError") throw new NotFetched("it did not answer within 3 s");
  throw new NotFetched(`it cannot be reached (${cause instanceof Error ? cause.message : String(cause)})`);
}
