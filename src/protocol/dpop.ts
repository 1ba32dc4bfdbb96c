import { createHash } from "node:crypto";
import type { Claims as JsonClaims } from "../domain/json.ts";
import type { Confirmation } from "../domain/token-facts.ts";
import { type Decision, failed, passed, type TraceStep } from "../domain/trace.ts";
import { findUnreadable } from "../domain/unreadable-claims.ts";
import { isReadableProof, verifyProofKey } from "../keys/dpop-proof.ts";
import { type Assertion, parseAssertion } from "./client-authentication/assertion.ts";
import type { EndpointRequest, ProtocolContext } from "./endpoint.ts";
import { type Refusal, refusals } from "./oauth-error.ts";

/** What a proof must be for: this method at this URL, and at resources this token. */
export interface ProofTarget {
  readonly method: string;
  readonly url: string;
  readonly accessToken?: string;
}

const AHEAD_SECONDS = 15;
/** Ten seconds of life, and fifteen by which clocks may differ. */
const BEHIND_SECONDS = 25;

/**
 * Checks the DPoP proof of a request (RFC 9449 §4.3; reference §10.1) and uses it up. The order of the checks is Keycloak's.
 *
 * @returns what a token is bound to; or a refusal, 400 `invalid_request`
 */
export async function verifyProof(
  ctx: ProtocolContext,
  request: EndpointRequest,
  target: ProofTarget,
): Promise<Decision<Confirmation, Refusal>> {
  const text = request.header("dpop");
  if (!text) return refuseProof("DPoP proof is missing", { expected: "a proof in the header DPoP", actual: "none" });
  const proof = parseAssertion(text);
  if ("problem" in proof) return refuseProof(UNREADABLE, { actual: "it is no JWT" });
  const unreadable = findUnreadablePart(proof);
  if (unreadable !== undefined) return refuseProof(UNREADABLE, { actual: `${unreadable} has a value of another kind` });
  const signed = await verifyProofKey(text, proof.header);
  if ("problem" in signed) return refuseProof(signed.problem, { actual: signed.problem });
  const nowSeconds = ctx.nowSeconds();
  const flaw = findFlaw(proof.claims, target, nowSeconds);
  if (flaw) return refuseProof(flaw.description, flaw.more);
  const { jti } = proof.claims;
  if (!ctx.usedIds.use(`dpop:${String(jti)} ${target.url}`, nowSeconds + BEHIND_SECONDS + AHEAD_SECONDS, nowSeconds))
    return refuseProof("DPoP proof has already been used", {
      expected: "a new jti for each request",
      actual: "used before",
    });
  return {
    value: { jkt: signed.thumbprint, "kc-jkt-type": "DPoP" },
    trace: [
      passed("DPoP proof", { actual: `signed with ${String(proof.header["alg"])} by the key ${signed.thumbprint}` }),
    ],
  };
}

const UNREADABLE = "DPoP header verification failure";

/** What Keycloak cannot read into its own class of proofs (recorded). */
function findUnreadablePart({ header, claims }: Pick<Assertion, "header" | "claims">): string | undefined {
  if (!isReadableProof(header)) return "the header";
  const texts = ["htm", "htu", "ath", "nonce"].find(
    (name) => typeof claims[name] === "object" && claims[name] !== null,
  );
  return texts ?? findUnreadable(claims as JsonClaims);
}

const refuseProof = (description: string, more: Omit<TraceStep, "rule" | "outcome">) => ({
  refusal: refusals.badProof(description),
  trace: [failed("DPoP proof", more)],
});

interface Flaw {
  readonly description: string;
  readonly more: Omit<TraceStep, "rule" | "outcome">;
}

type Claims = Readonly<Record<string, unknown>>;

function findFlaw(claims: Claims, target: ProofTarget, nowSeconds: number): Flaw | undefined {
  const missing = ["iat", "jti", "htm", "htu"].filter((name) => isBlank(claims[name]));
  if (missing.length > 0)
    return { description: "DPoP mandatory claims are missing", more: { actual: `no ${missing.join(", ")}` } };
  return findWrongTarget(claims, target) ?? findWrongTime(claims, nowSeconds) ?? findWrongToken(claims, target);
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || String(value).trim() === "";

function findWrongTarget({ htm, htu }: Claims, { method, url }: ProofTarget): Flaw | undefined {
  const given = withoutQuery(String(htu));
  if (given === undefined) return { description: "Malformed HTTP URL in DPoP proof", more: { actual: String(htu) } };
  if (given !== withoutQuery(url))
    return { description: "DPoP HTTP URL mismatch", more: { expected: `htu ${url}`, actual: String(htu) } };
  return htm === method
    ? undefined
    : { description: "DPoP HTTP method mismatch", more: { expected: `htm ${method}`, actual: String(htm) } };
}

/** Query and fragment do not count (RFC 9449 §4.3, point 9). */
function withoutQuery(text: string): string | undefined {
  if (/[\s<>"{}|\\^`]/.test(text)) return undefined;
  try {
    const url = new URL(text);
    return `${url.origin}${url.pathname}`;
  } catch {
    return text; // a path alone is well-formed, and another URL
  }
}

function findWrongTime({ iat }: Claims, nowSeconds: number): Flaw | undefined {
  const age = nowSeconds - Number(iat);
  if (age <= BEHIND_SECONDS && age >= -AHEAD_SECONDS) return undefined;
  return {
    description: "DPoP proof is not active",
    more: {
      expected: `an iat of the last ${BEHIND_SECONDS} s, or at most ${AHEAD_SECONDS} s ahead`,
      actual: age > 0 ? `${age} s old` : `${-age} s ahead of this machine's clock`,
    },
  };
}

function findWrongToken({ ath }: Claims, { accessToken }: ProofTarget): Flaw | undefined {
  if (accessToken === undefined) return undefined;
  if (typeof ath !== "string") return { description: "No access token hash in DPoP proof", more: { actual: "no ath" } };
  return createHash("sha256").update(accessToken).digest("base64url") === ath
    ? undefined
    : { description: "DPoP proof access token hash mismatch", more: { actual: "an ath of another token" } };
}
