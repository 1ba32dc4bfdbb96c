import type { Proof, TokenCall } from "../../contract/calls.ts";
import type { PastedRequest } from "../../contract/understanding.ts";

/** The console's call for a request that asks for a token with `client_credentials`; undefined for any other. */
export function toTokenCall(request: PastedRequest): TokenCall | undefined {
  const { url, headers, unverified } = request;
  const form = formOf(request);
  const first = (name: string) => form.find(([each]) => each === name)?.[1];
  if (first("grant_type") !== "client_credentials") return undefined;
  const basic = basicIn(headers);
  const clientId = basic?.clientId ?? first("client_id") ?? subjectOf(first("client_assertion")) ?? "";
  if (clientId === "") return undefined;
  const proof = proofOf(basic, first);
  const said = proof.method === "client_secret_basic" ? SAID : [...SAID, "client_id", "client_secret"];
  const parameters = form.filter(([name]) => !said.includes(name));
  const kept = keptHeaders(headers, basic !== undefined);
  const scope = first("scope");
  return {
    issuer: issuerOf(url),
    tokenUrl: url,
    clientId,
    proof,
    ...(scope !== undefined && { scope }),
    ...(parameters.length > 0 && { parameters }),
    ...(kept.length > 0 && { headers: kept }),
    ...(unverified && { trust: { [new URL(url).host]: { unverified } } }),
  };
}

/** Those that have a place of their own in a call. */
const SAID = ["grant_type", "scope"];

/** The fields of a posted form; none for any other request. */
function formOf({ method, url, headers, body }: PastedRequest): [string, string][] {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  const isForm = method === "POST" && /form-urlencoded/i.test(type) && URL.canParse(url);
  return isForm ? [...new URLSearchParams(body)] : [];
}

const USUAL = /^(content-type|content-length|accept|host|connection)$/i;

const keptHeaders = (headers: PastedRequest["headers"], isBasic: boolean): [string, string][] =>
  headers
    .filter(([name]) => !USUAL.test(name) && !(isBasic && /^authorization$/i.test(name)))
    .map(([name, value]) => [name, value]);

/** Keycloak's realm, else the server. */
const issuerOf = (url: string): string =>
  /^(https?:\/\/[^?#]+\/realms\/[^/?#]+)\/protocol\//.exec(url)?.[1] ?? new URL(url).origin;

/** An assertion stays a parameter: it is signed already. */
function proofOf(basic: { readonly secret: string } | undefined, first: (name: string) => string | undefined): Proof {
  if (basic) return { method: "client_secret_basic", secret: basic.secret };
  const secret = first("client_secret");
  return secret === undefined ? { method: "none" } : { method: "client_secret_post", secret };
}

/** Both halves are form-encoded (RFC 6749 §2.3.1); what curl writes mostly is not, and reads the same unless it has % or +. */
function basicIn(
  headers: PastedRequest["headers"],
): { readonly clientId: string; readonly secret: string } | undefined {
  const value = headers.find(([name]) => name.toLowerCase() === "authorization")?.[1] ?? "";
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(value) ?? [];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const at = pair.indexOf(":");
  return at < 0 ? undefined : { clientId: decoded(pair.slice(0, at)), secret: decoded(pair.slice(at + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function subjectOf(assertion: string | undefined): string | undefined {
  try {
    const claims = JSON.parse(Buffer.from(assertion?.split(".")[1] ?? "", "base64url").toString("utf8"));
    return typeof claims?.sub === "string" ? claims.sub : undefined;
  } catch {
    return undefined;
  }
}
