import type { Discovery } from "../../contract/calls.ts";
import type { Trust } from "../../contract/trust.ts";
import type { Claims } from "../../domain/json.ts";
import { parseJsonObject } from "../parse-json-object.ts";
import { parseHttpMessage } from "./http-message.ts";
import { type Destination, NotSent, sendBytes } from "./wire.ts";

/** Where to send, with what the person said about that host. */
export function destinationOf(url: URL, trust: Trust | undefined): Destination {
  const { ca, unverified } = (trust && Object.hasOwn(trust, url.host) ? trust[url.host] : undefined) ?? {};
  return { url, ...(ca !== undefined && { ca }), ...(unverified !== undefined && { unverified }) };
}

/** Reads a JSON object at an address. Redirects are not followed. @throws NotSent */
export async function fetchObject(address: string, trust: Trust | undefined, signal?: AbortSignal): Promise<Claims> {
  const to = destinationOf(new URL(address), trust);
  const { pathname, search, host } = to.url;
  const head = [`GET ${pathname}${search} HTTP/1.1`, `Host: ${host}`, "Connection: close", "Accept: application/json"];
  const { responseBytes } = await sendBytes(to, Buffer.from(`${head.join("\r\n")}\r\n\r\n`), signal);
  const message = parseHttpMessage(responseBytes);
  if (!message) throw new NotSent(`${address} does not answer with HTTP`);
  if (message.status >= 300 && message.status < 400)
    throw new NotSent(
      `${address} answered ${message.status}, a redirect, which is not followed: use the address it leads to`,
    );
  if (message.status !== 200) throw new NotSent(`${address} answered ${message.status}`);
  const object = parseJsonObject(message.body.toString("utf8"));
  if (!object) throw new NotSent(`${address} answered with something else than a JSON object`);
  return object;
}

const WELL_KNOWN = "/.well-known/openid-configuration";

/** Reads what an issuer says about itself (OpenID Connect Discovery §4). @throws NotSent */
export async function readDiscovery(given: string, trust: Trust | undefined, signal?: AbortSignal): Promise<Discovery> {
  const issuer = given.endsWith(WELL_KNOWN) ? given.slice(0, -WELL_KNOWN.length) : given;
  const url = `${issuer.replace(/\/+$/, "")}${WELL_KNOWN}`;
  const document = await fetchObject(url, trust, signal);
  const tokenUrl = webAddressIn(document, "token_endpoint");
  const jwksUrl = webAddressIn(document, "jwks_uri");
  const said = typeof document["issuer"] === "string" ? document["issuer"] : issuer;
  return {
    url,
    issuer: said,
    tokenUrl,
    jwksUrl,
    introspectionUrl: webAddressIn(document, "introspection_endpoint"),
    userinfoUrl: webAddressIn(document, "userinfo_endpoint"),
    revocationUrl: webAddressIn(document, "revocation_endpoint"),
    endSessionUrl: webAddressIn(document, "end_session_endpoint"),
    authenticationMethods: textsIn(document, "token_endpoint_auth_methods_supported"),
    scopes: textsIn(document, "scopes_supported"),
    document,
    problems: [...issuerProblems(document, issuer), ...addressProblems({ tokenUrl, jwksUrl }, issuer)],
  };
}

function webAddressIn(document: Claims, name: string): string | null {
  const value = document[name];
  return typeof value === "string" && URL.canParse(value) && /^https?:/.test(value) ? value : null;
}

const textsIn = (document: Claims, name: string): string[] => {
  const value = document[name];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
};

function issuerProblems({ issuer }: Claims, asked: string): string[] {
  if (typeof issuer !== "string") return ["issuer is missing, though it must be there (OpenID Connect Discovery §3)"];
  return issuer === asked
    ? []
    : [
        `It calls itself ${issuer}, not ${asked}: both must be the same, letter by letter (OpenID Connect Discovery §4.3)`,
      ];
}

function addressProblems(addresses: Readonly<Record<"tokenUrl" | "jwksUrl", string | null>>, issuer: string): string[] {
  const named = [
    ["token_endpoint", addresses.tokenUrl],
    ["jwks_uri", addresses.jwksUrl],
  ] as const;
  return named.flatMap(([name, address]) => {
    if (address === null) return [`${name} is missing, or no address`];
    return issuer.startsWith("https:") && address.startsWith("http:")
      ? [`${name} is reached without TLS, though the issuer has it: credentials and keys could be read or changed`]
      : [];
  });
}
