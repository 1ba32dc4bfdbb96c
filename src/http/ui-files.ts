import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const MEDIA_TYPES = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ico", "image/x-icon"],
  [".woff2", "font/woff2"],
]);
const NONCE_PLACEHOLDER = "__CSP_NONCE__";
/** The bundler puts a hash of the content into the names of this folder's files, so they never change. */
const HASHED_FOLDER = "/assets/";

/**
 * Serves the built renderer from `root`, the same to the app's window and to a browser.
 *
 * Every page gets a nonce of its own, which the placeholder `__CSP_NONCE__` in its text becomes: the component library
 * adds `<style>` elements while it runs, and without a nonce the policy refuses them. Script needs none: it is all in files.
 *
 * @returns the answer to GET or HEAD of a file; undefined for every other request, also for paths that would leave `root`
 */
export function createUiFiles(root: string): (request: Request) => Promise<Response | undefined> {
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    const { pathname } = new URL(request.url);
    const found = await readUiFile(root, pathname);
    if (!found) return undefined;
    const nonce = found.mediaType.startsWith("text/html") ? randomBytes(18).toString("base64") : undefined;
    const body = nonce ? found.content.toString("utf8").replaceAll(NONCE_PLACEHOLDER, nonce) : found.content;
    const headers = buildHeaders(found.mediaType, pathname, nonce);
    return new Response(request.method === "HEAD" ? null : body, { headers });
  };
}

async function readUiFile(root: string, pathname: string) {
  const file = resolveFile(root, pathname);
  const mediaType = file && MEDIA_TYPES.get(extname(file));
  if (!mediaType) return undefined; // also source maps and whatever else the bundler leaves beside the page
  const content = await readFile(file).catch(() => undefined);
  return content && { mediaType, content };
}

function resolveFile(root: string, pathname: string): string | undefined {
  const path = decodePath(pathname);
  if (path === undefined || path.includes("\0")) return undefined;
  const file = normalize(join(root, path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(normalize(root) + sep) ? file : undefined;
}

function decodePath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined; // a broken percent-encoding names no file
  }
}

function buildHeaders(mediaType: string, pathname: string, nonce: string | undefined): Record<string, string> {
  return {
    "content-type": mediaType,
    "content-security-policy": buildPolicy(nonce),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": pathname.startsWith(HASHED_FOLDER) ? "public, max-age=31536000, immutable" : "no-store",
  };
}

function buildPolicy(nonce: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce ? `style-src 'self' 'nonce-${nonce}'` : "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
