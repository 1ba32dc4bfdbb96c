import { toJsonText } from "../domain/json.ts";
import type { Answer } from "../protocol/endpoint.ts";
import type { Refusal } from "../protocol/oauth-error.ts";
import { WorkspaceProblem } from "../store/workspace-problem.ts";
import { BodyTooLarge } from "./read-body.ts";

/** On every answer of a realm and of the Admin API (recorded); they come from the realm's browserSecurityHeaders. */
export const SECURITY_HEADERS = {
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
  "X-Robots-Tag": "none",
} as const;

/** Preflights and userinfo's errors have no X-Frame-Options (recorded). */
const { "X-Frame-Options": _framed, ...unframed } = SECURITY_HEADERS;
export const WITHOUT_FRAME_OPTIONS = unframed;

type Headers = Readonly<Record<string, string>>;

/** An answer, ready for the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** The same, for the routes that speak in web Responses. */
export const toResponse = ({ status, headers, body }: Reply): Response =>
  new Response(body ?? null, { status, headers });

const JSON_TYPE = { "Content-Type": "application/json" };

export function replyOf({ status, headers = NO_HEADERS, json, text, unframed }: Answer): Reply {
  if (json !== undefined) return { status, headers: jsonHeaders(headers), body: toJsonText(json) };
  const common = unframed ? WITHOUT_FRAME_OPTIONS : SECURITY_HEADERS;
  return { status, headers: { ...common, ...headers }, body: text };
}

const NO_HEADERS: Headers = {};
const known = new WeakMap<Headers, Headers>();

/** All headers of a JSON answer. Endpoints name the same few constants again and again, so each is merged once. */
function jsonHeaders(headers: Headers): Headers {
  const found = known.get(headers);
  if (found) return found;
  const merged = { ...SECURITY_HEADERS, ...JSON_TYPE, ...headers };
  known.set(headers, merged);
  return merged;
}

/** An OAuth error (RFC 6749 §5.2): `error` and `error_description` in this order, no more. */
export function refusedReply({ status, error, description, headers, emptyBody, body: said }: Refusal): Reply {
  if (emptyBody) {
    const type = { "Content-Type": "text/plain;charset=utf-8" };
    return { status, headers: { ...WITHOUT_FRAME_OPTIONS, ...type, ...headers }, body: undefined };
  }
  const body = said ?? { error, ...(description !== undefined && { error_description: description }) };
  return { status, headers: { ...SECURITY_HEADERS, ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

/** What Keycloak answers before any realm is asked: plain JSON, without the security headers (recorded). */
const plainReply = (status: number, body: object, headers: Headers = JSON_TYPE): Reply => ({
  status,
  headers,
  body: JSON.stringify(body),
});

export const notNormalized = (problem: string): Reply =>
  plainReply(
    400,
    {
      error: problem,
      error_description:
        problem === "invalidCharacter" ? "Request path contains invalid character ';'" : "Request path not normalized",
    },
    { "Content-Type": "application/json; charset=UTF-8" },
  );

export const noSuchPath = (): Reply => plainReply(404, { error: "Unable to find matching target resource method" });

export const foreignHost = (host: string): Reply =>
  plainReply(421, {
    error: "invalid_request",
    error_description: `This server does not answer to the host ${host.slice(0, 100)}: use localhost, or allow the name with --hostname or in workbench.json (hostnames)`,
  });

/** What is said of an exception: a body beyond its limit is the caller's doing, a disk that refuses a person's to mend, anything else a bug of ours. */
export function replyToError(error: unknown, failed: (error: unknown) => void): Reply {
  if (error instanceof BodyTooLarge)
    return plainReply(413, { error: "invalid_request", error_description: `${error.message}: that is too much` });
  if (error instanceof WorkspaceProblem)
    return plainReply(503, { error: "temporarily_unavailable", error_description: error.message });
  failed(error);
  return refusedReply({
    status: 500,
    error: "unknown_error",
    description: "For more on this error consult the server log.",
  });
}
