import type { Prover } from "./client-proof.ts";
import { type Field, formEncoded, type HttpRequest, shownAddress } from "./http-text.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Headers that curl sends by itself, or that belong to our own connection. */
const CURLS_OWN = new Set(["connection", "content-type", "host"]);

/**
 * A line for a POSIX shell. What proves the client comes from variables (CLIENT_SECRET, CLIENT_ASSERTION …) and files
 * (client.crt, client.key), so that it stays out of the shell's history.
 */
export function writeCurl(request: HttpRequest, { clientId, proof }: Prover): string {
  const { method, headers, form } = request;
  const lines = [start(method, form)];
  const isBasic = headers.some(({ shown }) => shown?.startsWith("Basic "));
  if (isBasic) lines.push(`--user ${quoted(`${formEncoded(clientId)}:`)}"$CLIENT_SECRET"`);
  if (proof.method === "tls_client_auth") lines.push("--cert client.crt --key client.key");
  for (const header of headers) {
    if (CURLS_OWN.has(header.name.toLowerCase()) || header.shown?.startsWith("Basic ")) continue;
    lines.push(`--header ${writeHeader(header)}`);
  }
  for (const { name, value, shown } of form)
    lines.push(`--data-urlencode ${shown === undefined ? quoted(`${name}=${value}`) : `"${name}=$${variable(name)}"`}`);
  return [...lines, quoted(shownAddress(request))].join(" \\\n  ");
}

/** curl sends POST with a form and GET without one, unless it is told otherwise. */
const start = (method: string, form: readonly Field[]): string =>
  method === (form.length > 0 ? "POST" : "GET") ? "curl --silent" : `curl --silent --request ${method}`;

function writeHeader({ name, value, shown }: Field): string {
  if (shown === undefined) return quoted(`${name}: ${value}`);
  return shown.startsWith("Bearer ") ? '"Authorization: Bearer $ACCESS_TOKEN"' : `"${name}: $${variable(name)}"`;
}

const variable = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, "_");
