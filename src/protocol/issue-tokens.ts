import { buildAccessToken, signatureAlgorithmOf } from "../domain/access-token.ts";
import { buildIdTokenClaims } from "../domain/id-token.ts";
import type { Claims } from "../domain/json.ts";
import { buildRefreshTokenClaims } from "../domain/refresh-token.ts";
import { buildTokenAnswer } from "../domain/token-answer.ts";
import type { TokenFacts } from "../domain/token-facts.ts";
import type { TokenPlan } from "../domain/token-plan.ts";
import { passed } from "../domain/trace.ts";
import { leftHalfHash } from "../keys/jws.ts";
import type { RealmKeys } from "../keys/realm-keys.ts";
import type { EndpointDecision, ProtocolContext } from "./endpoint.ts";
import { refusals, refuse } from "./oauth-error.ts";

/** What goes with the access token. */
export interface Wanted {
  readonly idToken: boolean;
  /** The scope names and the reuse id that a refresh token remembers; absent: no refresh token. */
  readonly refresh?: { readonly scope: string; readonly reuseId?: string };
}

const ISSUED = passed("a token is issued");
/** Refresh tokens are for the realm itself, so Keycloak signs them with a key that is never published. */
const REFRESH_ALGORITHM = "HS512";

/** Builds and signs the tokens of a plan and puts them into an answer (RFC 6749 §5.1). */
export async function issueTokens(
  ctx: ProtocolContext,
  plan: TokenPlan,
  facts: TokenFacts,
  wanted: Wanted,
): Promise<EndpointDecision> {
  const access = buildAccessToken(plan, facts);
  const keys = await keysThatSign(ctx, plan, access.header.alg);
  if (!keys)
    return refuse(refusals.noSigningKey(access.header.alg), "the access token's algorithm is known", {
      subject: { clientId: plan.client.clientId },
      actual: access.header.alg,
    });
  const accessToken = await keys.sign(access.header.alg, access.header.typ, access.claims);
  const idToken = wanted.idToken
    ? await signIdToken(ctx, plan, facts, { token: accessToken, claims: access.claims })
    : undefined;
  const refreshClaims =
    wanted.refresh && buildRefreshTokenClaims(plan, facts, access.claims, wanted.refresh.scope, wanted.refresh.reuseId);
  const refreshToken = refreshClaims && (await signRefreshToken(ctx, plan, refreshClaims));
  const json = buildTokenAnswer(plan, facts, {
    accessToken,
    accessClaims: access.claims,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(refreshClaims && { refreshClaims }),
    ...(idToken !== undefined && { idToken }),
  });
  return {
    value: { status: 200, json, issued: { plan, facts, tokenId: access.tokenId } },
    trace: [ISSUED],
  };
}

/** The realm's keys when they can sign with `alg`, a key being made for it when there is none. */
function keysThatSign(ctx: ProtocolContext, plan: TokenPlan, alg: string): Promise<RealmKeys | undefined> | RealmKeys {
  const keys = ctx.keysOf(plan.client.realm);
  return keys.canSign(alg) ? keys : ctx.keysFor(plan.client.realm, alg);
}

async function signIdToken(
  ctx: ProtocolContext,
  plan: TokenPlan,
  facts: TokenFacts,
  access: { token: string; claims: Claims },
): Promise<string | undefined> {
  const alg = signatureAlgorithmOf(plan, "id.token.signed.response.alg");
  const keys = await keysThatSign(ctx, plan, alg);
  return keys?.sign(alg, "JWT", buildIdTokenClaims(plan, facts, access.claims, leftHalfHash(alg, access.token)));
}

async function signRefreshToken(ctx: ProtocolContext, plan: TokenPlan, claims: Claims): Promise<string | undefined> {
  return (await keysThatSign(ctx, plan, REFRESH_ALGORITHM))?.sign(REFRESH_ALGORITHM, "JWT", claims);
}
