import { isLoopbackName } from "./loopback.ts";

/** A URL of a realm document that is not fetched, or could not be. */
class NotFetched extends Error {
  override readonly name = "NotFetched";
}

const TIMEOUT_MS = 3000;
const BODY_BYTES = 1024 * 1024;

/** What finding clients' keys needs of the network. */
export const fetchingBy = (isApproved: (url: URL) => boolean) => ({
  checkAddress: (url: string) => void readAddress(url, isApproved),
  fetchJson: (url: string) => fetchJson(url, isApproved),
});

/**
 * Whether a URL found in a realm document, which may come from anybody, is fetched: only from this machine or from an origin that
 * the person approved.
 *
 * @throws NotFetched saying why not, and what to do where something can be done
 */
function readAddress(text: string, isApproved: (url: URL) => boolean): URL {
  const url = readUrl(text);
  if (!isLoopbackName(url.hostname) && !isApproved(url))
    throw new NotFetched(
      `it is not fetched, since ${url.origin} is not on this machine: approve it in the window under Resource server, or with POST /workbench/approved-origins`,
    );
  return url;
}

/** Fetches the JSON there; no redirects, 3 s, 1 MB. @throws NotFetched */
export async function fetchJson(text: string, isApproved: (url: URL) => boolean): Promise<unknown> {
  const url = readAddress(text, isApproved);
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
