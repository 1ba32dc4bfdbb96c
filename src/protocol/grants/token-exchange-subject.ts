import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { Claims, JsonValue } from "../../domain/json.ts";
import type { Confirmation } from "../../domain/token-facts.ts";
import { type Decision, failed } from "../../domain/trace.ts";
import { type EndpointRequest, issuerOf, type ProtocolContext } from "../endpoint.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import { type LiveToken, verifyToken } from "../token-verification.ts";

/** The subject token, good in all that concerns itself; a token that is bound to a key is its own client's alone. */
export async function verifySubjectToken(
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
  confirmation: Confirmation | undefined,
): Promise<Decision<LiveToken, Refusal>> {
  const token = request.form.first("subject_token") ?? "";
  const verified = await verifyToken(ctx, client.realm, issuerOf(client.realm, request.caller), token);
  const invalid = refusals.exchange("Invalid token");
  if (verified.refusal) return { refusal: invalid, trace: verified.trace };
  const { claims } = verified.value;
  const type = String(claims["typ"]);
  if (!/^(bearer|dpop)$/i.test(type))
    return {
      refusal: invalid,
      trace: [failed("the subject token is an access token", { actual: `its typ is ${type}` })],
    };
  const unbound = refuseOtherKey(client, claims, confirmation);
  return unbound ?? { value: verified.value, trace: verified.trace };
}

const OTHER_CLIENT = "Sender-constrained token exchange rejected as the token was not issued for the requesting client";
const OTHER_CERTIFICATE = "Client certificate missing, or its thumbprint and one in the token did NOT match";

/** A token that is bound to a key (RFC 7800) can be exchanged only by its client, with that key. */
function refuseOtherKey(
  { clientId }: CompiledClient,
  { cnf, azp }: Claims,
  confirmation: Confirmation | undefined,
): Decision<never, Refusal> | undefined {
  if (!isBinding(cnf)) return undefined;
  const rule = "the key that the subject token is bound to is at hand";
  if (azp !== clientId)
    return refuse(refusals.exchange(OTHER_CLIENT), "a token that is bound to a key is exchanged by its own client", {
      subject: { clientId },
      actual: `it was issued to ${String(azp)}`,
    });
  const { jkt, "x5t#S256": certificate } = cnf;
  if (certificate !== undefined && certificate !== read(confirmation, "x5t#S256"))
    return refuse(refusals.exchange(OTHER_CERTIFICATE), rule, { actual: "another client certificate, or none" });
  if (jkt === undefined || jkt === read(confirmation, "jkt")) return undefined;
  return read(confirmation, "jkt") === undefined
    ? refuse(refusals.exchange("DPoP proof is missing"), rule, {
        expected: "a proof in the header DPoP",
        actual: "none",
      })
    : refuse(refusals.exchange("DPoP confirmation doesn't match DPoP proof"), rule, {
        actual: "a proof of another key",
      });
}

const isBinding = (cnf: JsonValue | undefined): cnf is Claims =>
  cnf !== null && typeof cnf === "object" && !Array.isArray(cnf);

const read = (confirmation: Confirmation | undefined, name: string): JsonValue | undefined =>
  (confirmation as Claims | undefined)?.[name];
