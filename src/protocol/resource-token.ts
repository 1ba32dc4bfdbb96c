import type { Claims } from "../domain/json.ts";
import { type Decision, failed } from "../domain/trace.ts";
import { ASYMMETRIC_ALGORITHMS } from "../keys/signature-algorithms.ts";
import { corsHeaders } from "./cors.ts";
import { verifyProof } from "./dpop.ts";
import type { EndpointRequest, ProtocolContext } from "./endpoint.ts";
import { type Refusal, refuse } from "./oauth-error.ts";

/** An access token as a resource gets it. */
export interface PresentedToken {
  readonly text: string;
  /** How it came in the Authorization header; one in the form counts as Bearer. */
  readonly scheme: "Bearer" | "DPoP";
}

const NO_STORE = { "Cache-Control": "no-store", Pragma: "no-cache" };
const DPOP_ALGORITHMS = ASYMMETRIC_ALGORITHMS.join(" ");

/** The one access token of a request (RFC 6750 §2, RFC 9449 §7.1); or a refusal when there is none, or more than one. */
export function readToken(request: EndpointRequest, realm: string): Decision<PresentedToken, Refusal> {
  const tokens = tokensOf(request);
  const [token] = tokens;
  if (token === undefined)
    return refuse(challenge(request, { realm }, 401), "an access token is there", {
      expected: "Authorization: Bearer …",
    });
  if (tokens.length > 1)
    return refuse(
      challenge(request, { realm }, 400, "invalid_request", "More than one method used for including an access token"),
      "the access token comes once",
    );
  return { value: token, trace: [] };
}

function tokensOf(request: EndpointRequest): PresentedToken[] {
  const [, scheme = "", text] = /^(bearer|dpop) +(\S+)$/i.exec(request.header("authorization") ?? "") ?? [];
  const inForm = request.form.first("access_token");
  return [
    ...(text === undefined ? [] : [{ text, scheme: /^dpop$/i.test(scheme) ? ("DPoP" as const) : ("Bearer" as const) }]),
    ...(inForm ? [{ text: inForm, scheme: "Bearer" as const }] : []),
  ];
}

/**
 * Whether the caller may use a token that is bound to a key, and uses no other as if it were (RFC 9449 §7.1).
 *
 * @param url the resource that is asked
 * @returns the step that failed; undefined when all is well
 */
export async function findBindingFlaw(
  ctx: ProtocolContext,
  request: EndpointRequest,
  { text, scheme }: PresentedToken,
  claims: Claims,
  url: string,
) {
  const bound = claims["typ"] === "DPoP";
  if (bound !== (scheme === "DPoP"))
    return failed("the token comes as it was issued", {
      expected: `Authorization: ${bound ? "DPoP" : "Bearer"} …`,
      actual: `Authorization: ${scheme} …`,
    });
  if (!bound) return undefined;
  const proof = await verifyProof(ctx, request, { method: request.method, url, accessToken: text });
  if (proof.refusal) return proof.trace.at(-1);
  const { jkt } = (claims["cnf"] ?? {}) as { readonly jkt?: unknown };
  return "jkt" in proof.value && proof.value.jkt === jkt
    ? undefined
    : failed("the key of the DPoP proof is the token's", {
        expected: String(jkt),
        actual: JSON.stringify(proof.value),
      });
}

/** An error of a protected resource (RFC 6750 §3): in the header, the body empty. */
export function challenge(
  request: EndpointRequest,
  { realm, scheme = "Bearer" }: { readonly realm: string; readonly scheme?: PresentedToken["scheme"] },
  status: number,
  error?: string,
  description?: string,
): Refusal {
  const parameters = error === undefined ? "" : `, error="${error}", error_description="${description ?? ""}"`;
  const start = scheme === "DPoP" ? `DPoP algs="${DPOP_ALGORITHMS}", ` : "Bearer ";
  return {
    status,
    error: error ?? "unauthorized",
    ...(description !== undefined && { description }),
    emptyBody: true,
    headers: { ...NO_STORE, "WWW-Authenticate": `${start}realm="${realm}"${parameters}`, ...corsHeaders(request) },
  };
}
