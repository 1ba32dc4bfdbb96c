import type { Claims } from "../../domain/json.ts";
import { failed, passed, type Trace } from "../../domain/trace.ts";
import { verifyProof } from "../dpop.ts";
import type { EndpointRequest, ProtocolContext } from "../endpoint.ts";
import type { PresentedToken } from "../resource-token.ts";
import type { Challenge } from "./bearer.ts";

/** How a token that may be bound came; with a challenge, not as it must. */
export interface Bound {
  readonly trace: Trace;
  readonly challenge?: Omit<Challenge, "realm">;
}

/** A request and its address without the query, as a DPoP proof names it. */
type AskedAt = EndpointRequest & { readonly url: string };

/** A token that is bound to a key or a certificate is good only with it (RFC 9449 §7.1, RFC 8705 §3). */
export async function judgeBinding(
  ctx: ProtocolContext,
  request: AskedAt,
  token: PresentedToken,
  claims: Claims,
): Promise<Bound> {
  const { jkt, "x5t#S256": certificate } = (claims["cnf"] ?? {}) as Record<string, unknown>;
  const bounds = [await judgeProof(ctx, request, token, jkt), judgeCertificate(request, certificate)];
  const flaw = bounds.find(({ challenge }) => challenge)?.challenge;
  return { trace: bounds.flatMap(({ trace }) => trace), ...(flaw && { challenge: flaw }) };
}

const AS_ISSUED = "the token comes as it was issued";
const ITS_KEY = "the key of the DPoP proof is the token's";

async function judgeProof(ctx: ProtocolContext, request: AskedAt, token: PresentedToken, jkt: unknown): Promise<Bound> {
  const wanted = typeof jkt === "string" ? "DPoP" : "Bearer";
  if (wanted !== token.scheme) return sentOtherwise(wanted, token.scheme);
  if (typeof jkt !== "string") return { trace: [] };
  const { method, url } = request;
  const proof = await verifyProof(ctx, request, { method, url, accessToken: token.text });
  if (proof.refusal) {
    const { description = "" } = proof.refusal;
    return { trace: proof.trace, challenge: { status: 401, error: "invalid_dpop_proof", description } };
  }
  const proved = "jkt" in proof.value ? proof.value.jkt : undefined;
  if (proved === jkt) return { trace: proof.trace };
  const step = failed(ITS_KEY, { expected: jkt, actual: String(proved) });
  const description = "The key of the DPoP proof is not the token's";
  return { trace: [...proof.trace, step], challenge: { status: 401, error: "invalid_token", description } };
}

function sentOtherwise(wanted: PresentedToken["scheme"], sent: PresentedToken["scheme"]): Bound {
  const description =
    wanted === "DPoP"
      ? "The token is bound to a key: send it as DPoP, with a proof"
      : "The token is bound to no key: send it as Bearer";
  const step = failed(AS_ISSUED, { expected: `Authorization: ${wanted} …`, actual: `Authorization: ${sent} …` });
  return { trace: [step], challenge: { status: 401, error: "invalid_token", description, scheme: wanted } };
}

const ITS_CERTIFICATE = "the token comes with the certificate it is bound to";

function judgeCertificate({ caller }: AskedAt, bound: unknown): Bound {
  if (typeof bound !== "string") return { trace: [] };
  const shown = caller.certificate?.thumbprint;
  const actual = shown === undefined ? "no certificate" : `SHA-256 ${shown}`;
  if (shown === bound) return { trace: [passed(ITS_CERTIFICATE, { actual })] };
  const step = failed(ITS_CERTIFICATE, { expected: `SHA-256 ${bound}`, actual });
  const description = "The token is bound to a certificate that the connection does not show";
  return { trace: [step], challenge: { status: 401, error: "invalid_token", description } };
}
