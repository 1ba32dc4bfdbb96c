import type { AdminAnswer } from "../admin/admin-answer.ts";
import type { Answer } from "../protocol/endpoint.ts";
import type { Refusal } from "../protocol/oauth-error.ts";

/** On every answer of a realm and of the Admin API (recorded); they come from the realm's browserSecurityHeaders. */
const SECURITY_HEADERS = {
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
  "X-Robots-Tag": "none",
} as const;

/** Preflights and userinfo's errors have no X-Frame-Options (recorded). */
const { "X-Frame-Options": _framed, ...WITHOUT_FRAME_OPTIONS } = SECURITY_HEADERS;

type Headers = Readonly<Record<string, string>>;

const JSON_TYPE = { "Content-Type": "application/json" };

export function toResponse({ status, headers = NO_HEADERS, json, text, unframed }: Answer): Response {
  if (json !== undefined) return new Response(JSON.stringify(json), { status, headers: jsonHeaders(headers) });
  const common = unframed ? WITHOUT_FRAME_OPTIONS : SECURITY_HEADERS;
  return new Response(text ?? null, { status, headers: { ...common, ...headers } });
}

const NO_HEADERS: Headers = {};
const known = new WeakMap<Headers, Record<string, string>>();

/** All headers of a JSON answer. Endpoints name the same few constants again and again, so each is merged once. */
function jsonHeaders(headers: Headers): Record<string, string> {
  const merged = known.get(headers) ?? { ...SECURITY_HEADERS, ...JSON_TYPE, ...headers };
  known.set(headers, merged);
  return merged;
}

/** An OAuth error (RFC 6749 §5.2): `error` and `error_description` in this order, no more. */
export function toRefusedResponse({ status, error, description, headers, emptyBody }: Refusal): Response {
  if (emptyBody) {
    return new Response(null, {
      status,
      headers: { ...WITHOUT_FRAME_OPTIONS, "Content-Type": "text/plain;charset=utf-8", ...headers },
    });
  }
  const body = { error, ...(description !== undefined && { error_description: description }) };
  return new Response(JSON.stringify(body), { status, headers: { ...SECURITY_HEADERS, ...JSON_TYPE, ...headers } });
}

export function toAdminResponse({ status, headers, json }: AdminAnswer): Response {
  if (json === undefined) return new Response(null, { status, headers: { ...SECURITY_HEADERS, ...headers } });
  const type =
    status < 300 ? { "Content-Type": "application/json;charset=UTF-8", "Cache-Control": "no-cache" } : JSON_TYPE;
  return new Response(JSON.stringify(json), { status, headers: { ...SECURITY_HEADERS, ...type, ...headers } });
}

/** What Keycloak answers before any realm is asked: plain JSON, without the security headers (recorded). */
export function plainRefusal(status: number, body: object, headers: Headers = JSON_TYPE): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

export const notNormalized = (problem: string): Response =>
  plainRefusal(
    400,
    {
      error: problem,
      error_description:
        problem === "invalidCharacter" ? "Request path contains an invalid character" : "Request path not normalized",
    },
    { "Content-Type": "application/json; charset=UTF-8" },
  );

export const noSuchPath = (): Response =>
  plainRefusal(404, { error: "Unable to find matching target resource method" });

export const unexpected = (): Response =>
  toRefusedResponse({
    status: 500,
    error: "unknown_error",
    description: "For more on this error consult the server log.",
  });
