import type { TokenExplanation } from "./explanation.ts";
import type { Claims } from "./json.ts";
import { accessTokenExpiry } from "./lifespans.ts";
import type { MapperTarget } from "./mappers/mapper.ts";
import {
  assembleClaims,
  explainClaims,
  type MapperRun,
  mappersOff,
  runMappers,
  silentMappers,
} from "./token-claims.ts";
import type { SessionFacts, TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";

export interface AccessToken {
  readonly header: { readonly alg: string; readonly typ: string };
  readonly claims: Claims;
  /** What stands in `jti` behind its prefix. */
  readonly tokenId: string;
  /** Who wrote what, ready to be asked; costs nothing until it is. */
  readonly explain: () => TokenExplanation;
}

const isOn = (plan: TokenPlan, attribute: string): boolean => plan.client.attribute(attribute) === "true";

/** Whether the client gets tokens that only name what introspection then tells (reference §5.7). */
export const isLightweight = (plan: TokenPlan): boolean => isOn(plan, "client.use.lightweight.access.token.enabled");

/** `Bearer`, or `bearer` for a client that asks for the old spelling: the answer's `token_type` and the token's `typ`. */
export const tokenTypeOf = (plan: TokenPlan): string =>
  isOn(plan, "token.response.type.bearer.lower-case") ? "bearer" : "Bearer";

/** The algorithm a client's tokens are signed with: its own, else the realm's (reference §9.4). */
export const signatureAlgorithmOf = (plan: TokenPlan, attribute: string): string =>
  plan.client.attribute(attribute) ?? (plan.client.realm.document.defaultSignatureAlgorithm || "RS256");

/**
 * Builds the access token of a plan (reference §5). Never throws. Pure: clock, ids and the caller come in as `facts`.
 * Times are whole seconds since 1970 (`NumericDate`, RFC 7519 §2). The order of claims is Keycloak's.
 */
export function buildAccessToken(plan: TokenPlan, facts: TokenFacts): AccessToken {
  const tokenId = facts.newTokenId();
  const base = baseClaims(plan, facts, `${tokenIdPrefix(facts, isLightweight(plan))}${tokenId}`);
  const { header, target, run, claims: likewise } = templateOf(plan, facts.session, base);
  const { exp, iat, jti, iss, sid } = base;
  const claims = { ...likewise, exp, iat, jti, iss, ...(sid !== undefined && { sid }) };
  return { header, claims, tokenId, explain: () => explainToken(plan, claims, run, target) };
}

/** What no mapper writes. Of them, `typ` is the plan's; the others differ from token to token. */
type BaseClaims = Readonly<Record<"exp" | "iat", number> & Record<"jti" | "iss" | "typ", string>> & {
  readonly sid?: string;
};

/** A token of a plan, session kind and caller. The next one differs in what {@link baseClaims} gives and in nothing else. */
interface Template {
  readonly of: Pick<SessionFacts, "kind" | "notes">;
  readonly header: AccessToken["header"];
  readonly target: MapperTarget;
  readonly run: MapperRun;
  readonly claims: Claims;
}

/** The last template of each plan: callers come again and again. */
const templates = new WeakMap<TokenPlan, Template>();

function templateOf(plan: TokenPlan, session: SessionFacts, base: Claims): Template {
  const known = templates.get(plan);
  if (known && known.of.kind === session.kind && known.of.notes === session.notes) return known;
  const template = createTemplate(plan, session, base);
  templates.set(plan, template);
  return template;
}

function createTemplate(plan: TokenPlan, { kind, notes }: SessionFacts, base: Claims): Template {
  const { id: userId } = plan.holder.user;
  const start = {
    azp: plan.client.clientId,
    ...(kind === "transient" && userId !== undefined && { sub: userId }),
  };
  const target = isLightweight(plan) ? "lightweight" : "access";
  const run = runMappers(plan, { notes }, target, start);
  const alg = signatureAlgorithmOf(plan, "access.token.signed.response.alg");
  const typ = isOn(plan, "access.token.header.type.rfc9068") ? "at+jwt" : "JWT";
  const claims = assembleClaims(base, run.draft, { scope: plan.scope });
  return { of: { kind, notes }, header: { alg, typ }, target, run, claims };
}

function baseClaims(plan: TokenPlan, facts: TokenFacts, jti: string): BaseClaims {
  const { session, nowSeconds, issuer } = facts;
  return {
    exp: accessTokenExpiry(plan.client, session, nowSeconds),
    iat: nowSeconds,
    jti,
    iss: issuer,
    typ: tokenTypeOf(plan),
    ...(session.id !== undefined && { sid: session.id }),
  };
}

/** `trrtcc:` and its kin: kind of session, kind of token, grant (reference §5.3). */
function tokenIdPrefix({ session, grantCode }: TokenFacts, lightweight: boolean): string {
  const kinds = { transient: "tr", online: "on", offline: "of" } as const;
  return `${kinds[session.kind]}${lightweight ? "lt" : "rt"}${grantCode}:`;
}

const BASE_RULES: Readonly<Record<string, string>> = {
  exp: "issued at + access token lifespan, never past the end of the session (RFC 7519 §4.1.4)",
  iat: "the time of issue (RFC 7519 §4.1.6)",
  jti: "128 random bits behind the kind of session, token and grant (RFC 7519 §4.1.7)",
  iss: "the realm's address as the request reached it (RFC 7519 §4.1.1)",
  sub: "the id of the service account's user (RFC 7519 §4.1.2)",
  typ: "the kind of token",
  azp: "the client the token was issued to",
  sid: "the session, because the client uses refresh tokens",
  scope: "names of the client scopes that take part and are included in the token scope (RFC 6749 §3.3)",
};

function explainToken(plan: TokenPlan, claims: Claims, run: MapperRun, target: MapperTarget): TokenExplanation {
  return {
    roles: plan.roles,
    clientScopes: plan.scopes.verdicts,
    claims: explainClaims(claims, run, BASE_RULES),
    silentMappers: [...silentMappers(run), ...mappersOff(plan, target)],
  };
}
