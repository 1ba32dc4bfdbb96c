import { signatureAlgorithmOf } from "../domain/access-token.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import { inJavaHashOrder } from "../domain/java-hash-order.ts";
import type { Claims } from "../domain/json.ts";
import type { ProtocolContext } from "./endpoint.ts";
import { keysThatSign } from "./issue-tokens.ts";

/** The algorithm by which a client wants its userinfo signed; undefined: as plain JSON. */
export const userinfoAlgorithmOf = (client: CompiledClient): string | undefined =>
  client.attribute("user.info.response.signature.alg");

/**
 * Userinfo as a JWT (OpenID Connect Core §5.3.2): the same claims, with `iss` and with the client as `aud`, which no mapper
 * can change. Undefined when there is no such algorithm.
 */
export async function signUserinfo(
  ctx: ProtocolContext,
  client: CompiledClient,
  alg: string,
  report: Claims,
  issuer: string,
): Promise<string | undefined> {
  const claims: Claims = { ...report, iss: issuer, aud: client.clientId };
  const inOrder = Object.fromEntries(inJavaHashOrder(Object.keys(claims)).map((name) => [name, claims[name] ?? null]));
  return (await keysThatSign(ctx, client.realm, alg))?.sign(alg, "JWT", inOrder);
}

/** Whether a caller of introspection gets a JWT of the token as well: it must be allowed to, and ask in these very words. */
export const wantsJwt = (caller: CompiledClient, accept: string | undefined): boolean =>
  accept === "application/jwt" && caller.attribute("client.introspection.response.allow.jwt.claim.enabled") === "true";

/** A token of the introspected claims, signed as an access token of the caller would be (asked on 26.7). */
export async function signIntrospected(
  ctx: ProtocolContext,
  caller: CompiledClient,
  claims: Claims,
): Promise<string | undefined> {
  const alg = signatureAlgorithmOf({ client: caller }, "access.token.signed.response.alg");
  const typ = caller.attribute("access.token.header.type.rfc9068") === "true" ? "at+jwt" : "JWT";
  return (await keysThatSign(ctx, caller.realm, alg))?.sign(alg, typ, claims);
}
