import type { TraceStep } from "../../domain/trace.ts";
import { parseJwsPart } from "../../keys/jws.ts";
import { issuerOf } from "../endpoint.ts";
import type { FormParameters } from "../form-parameters.ts";
import type { AuthenticationAttempt } from "./authenticator.ts";

export const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** A client assertion, taken apart and not verified (RFC 7523 §3). */
export interface Assertion {
  readonly text: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Why it cannot be taken apart, in the words of Keycloak's parser. */
export interface Unparsable {
  readonly problem: string;
}

/** Takes an assertion apart as Keycloak does: two or three parts, each base64url, header and claims JSON objects. */
export function parseAssertion(text: string): Assertion | Unparsable {
  const parts = text.split(".");
  const [header = "", claims = "", signature = ""] = parts;
  if (parts.length < 2 || parts.length > 3) return { problem: "java.lang.IllegalArgumentException: Parsing error" };
  const broken = [claims, signature, header].map(base64Problem).find((problem) => problem !== undefined);
  if (broken !== undefined) return { problem: `java.lang.IllegalArgumentException: ${broken}` };
  const [head, body] = [parseJwsPart(header), parseJwsPart(claims)];
  return head && body ? { text, header: head, claims: body } : { problem: NO_JSON };
}

const taken = new WeakMap<FormParameters, Assertion | Unparsable>();

/** The assertion of a request, taken apart once however many ask for it: each authenticator, and the event log. */
export function assertionIn(form: FormParameters): Assertion | Unparsable | undefined {
  const text = form.first("client_assertion");
  if (text === undefined || form.first("client_assertion_type") !== JWT_BEARER) return undefined;
  const known = taken.get(form);
  if (known) return known;
  const assertion = parseAssertion(text);
  taken.set(form, assertion);
  return assertion;
}

const NO_JSON = "com.fasterxml.jackson.core.JsonParseException: Unrecognized token";

/** What Java's decoder says of a text that is not base64url. */
function base64Problem(text: string): string | undefined {
  const body = text.replace(/={1,2}$/, "");
  const strange = /[^A-Za-z0-9_-]/.exec(body);
  if (body.length === 1 && !strange) return "Input byte[] should at least have 2 bytes for base64 bytes";
  if (strange) return `Illegal base64 character ${strange[0].codePointAt(0)?.toString(16)}`;
  return body.length % 4 === 1 ? "Last unit does not have enough valid bits" : undefined;
}

/** A claim that is not as it must be: the words on the wire, and the step for the person at Tokenbench. */
export interface Finding {
  readonly description: string;
  readonly rule: string;
  readonly more: Omit<TraceStep, "rule" | "outcome">;
}

/** Seconds by which clocks may differ; `exp` gets none. */
const SKEW_SECONDS = 15;
const MAX_SECONDS = 60;

/** The claims' first flaw, in the order in which Keycloak looks (reference §2.4, rows 16 to 23; recorded). */
export function findFlaw(
  claims: Assertion["claims"],
  attempt: AuthenticationAttempt,
  maxSeconds: number,
): Finding | undefined {
  return (
    findWrongAudience(claims, attempt) ?? findWrongTime(claims, attempt.nowSeconds, maxSeconds) ?? findNoId(claims)
  );
}

/** How old an assertion may be for a client, in seconds. */
export function maxAgeOf(attribute: string | undefined): number {
  const seconds = Number(attribute);
  return attribute !== undefined && Number.isInteger(seconds) && seconds > 0 ? seconds : MAX_SECONDS;
}

function findWrongAudience(
  { aud }: Assertion["claims"],
  { realm, request }: AuthenticationAttempt,
): Finding | undefined {
  const given = (Array.isArray(aud) ? aud : [aud]).filter((name): name is string => typeof name === "string");
  const issuer = issuerOf(realm, request.caller);
  const oidc = `${issuer}/protocol/openid-connect`;
  const accepted = [
    issuer,
    `${oidc}/token`,
    `${oidc}/token/introspect`,
    `${oidc}/ext/par/request`,
    `${oidc}/ext/ciba/auth`,
  ];
  const more = { expected: `${issuer}, or the URL of its token endpoint`, actual: given.join(", ") || "no aud" };
  if (!given.some((name) => accepted.includes(name)))
    return { description: "Invalid token audience", rule: "the assertion is for this realm (aud)", more };
  return given.length > 1
    ? { description: "Multiple audiences not allowed", rule: "the assertion has one audience (aud)", more }
    : undefined;
}

/** A number, or a text that is one; Keycloak reads both. */
const toSeconds = (value: unknown): number | undefined => {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? Math.trunc(number) : undefined;
};

function findWrongTime(claims: Assertion["claims"], now: number, maxSeconds: number): Finding | undefined {
  const [exp, iat, nbf] = [toSeconds(claims["exp"]), toSeconds(claims["iat"]), toSeconds(claims["nbf"])];
  if (!exp)
    return {
      description: "Token exp claim is required",
      rule: "the assertion says when it expires (exp)",
      more: { expected: `exp, at most ${maxSeconds} s after iat`, actual: "no exp" },
    };
  if (now > exp || (iat !== undefined && now === exp))
    return inactive("the assertion has not expired (exp)", {
      expected: "an exp that is still to come, and clocks that agree",
      actual: `it expired ${now - exp} s ago, by this machine's clock`,
    });
  if (nbf !== undefined && nbf - SKEW_SECONDS > now)
    return inactive("the assertion is valid already (nbf)", {
      expected: `an nbf of now or before, at most ${SKEW_SECONDS} s ahead where clocks differ`,
      actual: `it is valid in ${nbf - now} s only, by this machine's clock; is a clock wrong?`,
    });
  return iat ? findWrongAge(iat, now, maxSeconds) : findTooLong(exp, now, maxSeconds);
}

const inactive = (rule: string, more: Finding["more"]): Finding => ({ description: "Token is not active", rule, more });

function findWrongAge(iat: number, now: number, maxSeconds: number): Finding | undefined {
  if (iat - SKEW_SECONDS > now)
    return {
      description: "Token was issued in the future",
      rule: "the assertion was issued before now (iat)",
      more: {
        expected: `an iat of now, at most ${SKEW_SECONDS} s ahead where clocks differ`,
        actual: `an iat ${iat - now} s ahead of this machine's clock, so the clocks differ by that much`,
      },
    };
  return now > iat + maxSeconds
    ? {
        description: "Token was issued too far in the past to be used now",
        rule: "the assertion is fresh (iat)",
        more: {
          expected: `an assertion made at most ${maxSeconds} s ago, and clocks that agree`,
          actual: `${now - iat} s old, by this machine's clock`,
        },
      }
    : undefined;
}

const findTooLong = (exp: number, now: number, maxSeconds: number): Finding | undefined =>
  exp - now > maxSeconds
    ? {
        description: "Token expiration is too far in the future and iat claim not present in token",
        rule: "an assertion without iat expires soon (exp)",
        more: {
          expected: `an exp within ${maxSeconds} s, or an iat beside it`,
          actual: `an exp in ${exp - now} s, no iat`,
        },
      }
    : undefined;

const findNoId = ({ jti }: Assertion["claims"]): Finding | undefined =>
  typeof jti === "string"
    ? undefined
    : {
        description: "Token jti claim is required",
        rule: "the assertion has an id (jti)",
        more: { expected: "a jti, new with each assertion", actual: "no jti" },
      };

/** Until when an assertion's id is remembered. */
export function usedUntil({ exp }: Assertion["claims"], now: number, maxSeconds: number): number {
  return now + Math.min(Math.max((toSeconds(exp) ?? now) - now, 1), maxSeconds);
}
