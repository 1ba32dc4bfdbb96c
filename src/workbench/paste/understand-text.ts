import type { Understood } from "../../contract/understanding.ts";
import type { Claims } from "../../domain/json.ts";
import { takeApart } from "../calls/read-jwt.ts";
import { meaningOf } from "../error-meanings.ts";
import { parseJsonObject } from "../parse-json-object.ts";
import { readCurlLine } from "./curl-line.ts";
import { isHttpRequestText, readHttpRequestText } from "./http-request-text.ts";
import { NotUnderstood } from "./not-understood.ts";
import { readPowerShell } from "./power-shell.ts";
import { toTokenCall } from "./to-token-call.ts";

/** What a pasted text is. @throws NotUnderstood, NotReadable */
export function understandText(pasted: string): Understood {
  const text = pasted
    .trim()
    .replace(/^```\w*\n([\s\S]*?)\n?```$/, "$1")
    .trim();
  const object = parseJsonObject(text);
  if (object) return understandJson(object);
  if (/^(\$\s+|>\s+|PS [^>]*>\s*)?curl(\.exe)?\s/i.test(text)) {
    const { request, notes } = readCurlLine(text);
    return requestOf("curl", request, notes);
  }
  if (/\b(Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s/i.test(text))
    return requestOf("PowerShell", readPowerShell(text), []);
  if (isHttpRequestText(text)) return requestOf("HTTP", readHttpRequestText(text), []);
  return understandAnswer(text) ?? understandToken(text);
}

function requestOf(
  writtenAs: Extract<Understood, { what: "request" }>["writtenAs"],
  request: Extract<Understood, { what: "request" }>["request"],
  notes: readonly string[],
): Understood {
  const hasVariable = /^https?:\/\/[^/?#]*[$%{]/.test(request.url);
  if (hasVariable) throw new NotUnderstood(`${request.url}: put the values in place of the variables in this address`);
  if (!URL.canParse(request.url) || !/^https?:/.test(request.url))
    throw new NotUnderstood(`${request.url} is no address of http or https`);
  return { what: "request", writtenAs, request, call: toTokenCall(request) ?? null, notes };
}

/** An answer of a token endpoint, good or bad. */
function understandJson(object: Claims): Understood {
  const { error, access_token: token, error_description: description } = object;
  if (typeof token === "string") return understandToken(token);
  if (typeof error === "string") return errorOf(error, typeof description === "string" ? description : "");
  if (Array.isArray(object["keys"])) throw new NotUnderstood("This is a JWK set: keys, not a token");
  if (typeof object["token_endpoint"] === "string")
    throw new NotUnderstood("This is a discovery document: give its issuer as the target of a call");
  throw new NotUnderstood("This is JSON, but neither an answer of a token endpoint nor an OAuth error");
}

const errorOf = (error: string, description: string): Understood => ({
  what: "error",
  error,
  description,
  meaning: meaningOf(error, description),
});

/** A challenge (RFC 6750 §3), an error in an address (RFC 6749 §4.1.2.1), or an answer with its head. */
function understandAnswer(text: string): Understood | undefined {
  const scheme = /^(?:WWW-Authenticate:\s*)?(?:Bearer|DPoP)\s+/i.exec(text)?.[0];
  const challenge = scheme === undefined ? "" : text.slice(scheme.length);
  if (/\berror=/.test(challenge))
    return errorOf(
      /\berror="?([\w-]+)/.exec(challenge)?.[1] ?? "",
      /error_description="([^"]*)"/.exec(challenge)?.[1] ?? "",
    );
  if (/^https?:\/\/\S+[?&#]error=/.test(text)) {
    const parameters = new URLSearchParams(text.slice(text.search(/[?#]/) + 1));
    return errorOf(parameters.get("error") ?? "", parameters.get("error_description") ?? "");
  }
  const body = /^HTTP\/[\d.]+ \d{3}[\s\S]*?\r?\n\r?\n([\s\S]+)$/.exec(text)?.[1];
  const object = body === undefined ? undefined : parseJsonObject(body);
  return object && understandJson(object);
}

function understandToken(text: string): Understood {
  const token = text.replace(/^authorization:\s*/i, "").replace(/^["']|["'],?$/g, "");
  const joined = /^(bearer\s+)?[\w-]+\s*\./i.test(token) ? withoutLineBreaks(token) : token;
  if (/\s/.test(joined.replace(/^bearer\s+/i, "")))
    throw new NotUnderstood(
      "This is neither a token, a curl or PowerShell line, an HTTP request nor an error of OAuth",
    );
  const { jwt, claims } = takeApart(joined);
  return { what: "token", jwt, issuer: typeof claims["iss"] === "string" ? claims["iss"] : null };
}

const withoutLineBreaks = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .join("");
