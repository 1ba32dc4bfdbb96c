import { type AccessToken, buildAccessToken, isLightweight, signatureAlgorithmOf } from "../domain/access-token.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { buildIdTokenClaims } from "../domain/id-token.ts";
import type { Claims } from "../domain/json.ts";
import { findMapperFault, type PlanFault } from "../domain/plan-faults.ts";
import { buildRefreshTokenClaims, type RefreshMemory } from "../domain/refresh-token.ts";
import { buildTokenAnswer, type IssuedTokens } from "../domain/token-answer.ts";
import type { TokenFacts } from "../domain/token-facts.ts";
import type { TokenPlan } from "../domain/token-plan.ts";
import { type Decision, passed } from "../domain/trace.ts";
import { leftHalfHash } from "../keys/jws.ts";
import type { RealmKeys } from "../keys/realm-keys.ts";
import type { EndpointDecision, IssuedToken, ProtocolContext } from "./endpoint.ts";
import { type Refusal, refusals, refuse } from "./oauth-error.ts";

/** What goes with the access token. */
export interface Wanted {
  readonly idToken: boolean;
  /** The scope names and the reuse id that a refresh token remembers; absent: no refresh token. */
  readonly refresh?: RefreshMemory;
  /** Set by an exchange: what the answer holds (RFC 8693 §2.2.1). An ID token then stands where the access token would. */
  readonly issuedTokenType?: string;
}

/** What an exchange may ask for (RFC 8693 §3). */
export const ID_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:id_token";

const ISSUED = passed("a token is issued");
/** Refresh tokens are for the realm itself, so Keycloak signs them with a key that is never published. */
const REFRESH_ALGORITHM = "HS512";

const ID_ALGORITHM = "id.token.signed.response.alg";

/** Builds and signs the tokens of a plan and puts them into an answer (RFC 6749 §5.1). */
export async function issueTokens(
  ctx: ProtocolContext,
  plan: TokenPlan,
  stated: TokenFacts,
  wanted: Wanted,
): Promise<EndpointDecision> {
  const facts = plan.showsSession ? withPassingId(stated) : stated;
  const broken = refuseFault(plan.client, plan.fault ?? findBrokenToken(plan, facts, wanted));
  if (broken) return broken;
  const access = buildAccessToken(plan, facts);
  const keys = await keysThatSign(ctx, plan.client.realm, access.header.alg);
  if (!keys)
    return refuse(refusals.unexpected, "the access token's algorithm is known", {
      subject: { clientId: plan.client.clientId },
      actual: access.header.alg,
    });
  const unsigned = await refuseUnsignedIdToken(ctx, plan, wanted);
  if (unsigned) return unsigned;
  const tokens = await signTokens(ctx, { plan, facts, wanted, access, keys });
  const json = buildTokenAnswer(plan, facts, tokens);
  return {
    value: { status: 200, json, issued: describeIssued(plan, facts, access, tokens) },
    trace: [ISSUED],
  };
}

function describeIssued(
  plan: TokenPlan,
  facts: TokenFacts,
  { tokenId }: AccessToken,
  { refreshClaims }: IssuedTokens,
): IssuedToken {
  return refreshClaims
    ? { plan, facts, tokenId, refreshTokenId: String(refreshClaims["jti"]) }
    : { plan, facts, tokenId };
}

interface Signing {
  readonly plan: TokenPlan;
  readonly facts: TokenFacts;
  readonly wanted: Wanted;
  readonly access: AccessToken;
  readonly keys: RealmKeys;
}

async function signTokens(ctx: ProtocolContext, signing: Signing): Promise<IssuedTokens> {
  const { plan, facts, wanted, access, keys } = signing;
  const { issuedTokenType } = wanted;
  const issued = { accessClaims: access.claims, ...(issuedTokenType !== undefined && { issuedTokenType }) };
  if (issuedTokenType === ID_TOKEN_TYPE) {
    const idToken = await signIdToken(ctx, plan, facts, access.claims);
    return { ...issued, accessToken: idToken ?? "", notAnAccessToken: true };
  }
  const accessToken = await keys.sign(access.header.alg, access.header.typ, access.claims);
  const idToken = wanted.idToken ? await signIdToken(ctx, plan, facts, access.claims, accessToken) : undefined;
  const refreshClaims = wanted.refresh && buildRefreshTokenClaims(plan, facts, access.claims, wanted.refresh);
  const refreshToken = refreshClaims && (await signRefreshToken(ctx, plan, refreshClaims));
  return {
    ...issued,
    accessToken,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(refreshClaims && { refreshClaims }),
    ...(idToken !== undefined && { idToken }),
  };
}

/** Keycloak fails over an ID token whose algorithm it does not know, `none` among them (recorded). */
async function refuseUnsignedIdToken(ctx: ProtocolContext, plan: TokenPlan, wanted: Wanted) {
  if (!needsIdToken(wanted)) return undefined;
  const alg = signatureAlgorithmOf(plan, ID_ALGORITHM);
  if (await keysThatSign(ctx, plan.client.realm, alg)) return undefined;
  return refuse(refusals.unexpected, "the ID token's algorithm is known", {
    subject: { clientId: plan.client.clientId },
    actual: alg,
  });
}

/** Refuses what Keycloak answers with a 500: a mapper that it fails over, most likely. The trace says which. */
export const refuseBroken = ({ client, fault }: TokenPlan) => refuseFault(client, fault);

export function refuseFault(
  client: CompiledClient,
  fault: PlanFault | undefined,
  refusal: Refusal = refusals.unexpected,
): Decision<never, Refusal> | undefined {
  if (!fault) return undefined;
  const { rule, reason, links } = fault;
  return refuse(refusal, rule, { subject: { clientId: client.clientId }, actual: reason, links });
}

/** Where mappers get in each other's way in a token that is wanted. */
function findBrokenToken(plan: TokenPlan, facts: TokenFacts, wanted: Wanted): PlanFault | undefined {
  const access = findMapperFault(plan, facts.session, isLightweight(plan) ? "lightweight" : "access");
  if (access) return access;
  return needsIdToken(wanted) ? findMapperFault(plan, facts.session, "id") : undefined;
}

const needsIdToken = ({ idToken, issuedTokenType }: Wanted): boolean => idToken || issuedTokenType === ID_TOKEN_TYPE;

/** A session that is not kept has an id as well, which a mapper may show: 24 base64url characters; at an exchange a UUID. */
function withPassingId(facts: TokenFacts): TokenFacts {
  if (facts.session.id !== undefined || facts.session.passingId !== undefined) return facts;
  const random = Buffer.from(`${facts.newTokenId()}${facts.newTokenId()}`.replaceAll("-", ""), "hex");
  const passingId = random.subarray(0, 18).toString("base64url");
  return { ...facts, session: { ...facts.session, passingId } };
}

/** The realm's keys when they can sign with `alg`, a key being made for it when there is none. */
export function keysThatSign(
  ctx: ProtocolContext,
  realm: CompiledRealm,
  alg: string,
): Promise<RealmKeys | undefined> | RealmKeys {
  const keys = ctx.keysOf(realm);
  return keys.canSign(alg) ? keys : ctx.keysFor(realm, alg);
}

async function signIdToken(
  ctx: ProtocolContext,
  plan: TokenPlan,
  facts: TokenFacts,
  access: Claims,
  accessToken?: string,
): Promise<string | undefined> {
  const alg = signatureAlgorithmOf(plan, ID_ALGORITHM);
  const keys = await keysThatSign(ctx, plan.client.realm, alg);
  const atHash = accessToken === undefined ? undefined : leftHalfHash(alg, accessToken);
  return keys?.sign(alg, "JWT", buildIdTokenClaims(plan, facts, access, atHash));
}

async function signRefreshToken(ctx: ProtocolContext, plan: TokenPlan, claims: Claims): Promise<string | undefined> {
  return (await keysThatSign(ctx, plan.client.realm, REFRESH_ALGORITHM))?.sign(REFRESH_ALGORITHM, "JWT", claims);
}
