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
  shownIdOf,
  silentMappers,
} from "./token-claims.ts";
import { cutToAudience, withoutOtherAudiences } from "./token-exchange.ts";
import { PROVED, type SessionFacts, type TokenFacts } from "./token-facts.ts";
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

const isLowerCase = (plan: TokenPlan): boolean => isOn(plan, "token.response.type.bearer.lower-case");

const isDpop = (confirmation: TokenFacts["confirmation"]): boolean =>
  confirmation !== undefined && ("jkt" in confirmation || confirmation[PROVED] === true);

/** The answer's `token_type`: `Bearer` or `DPoP`, in lower case for a client that asks for the old spelling. */
export function tokenTypeOf(plan: TokenPlan, confirmation?: TokenFacts["confirmation"]): string {
  const type = isDpop(confirmation) ? "DPoP" : "Bearer";
  return isLowerCase(plan) ? type.toLowerCase() : type;
}

/** The token's `typ`, where DPoP keeps its letters (recorded). */
const typOf = (plan: TokenPlan, { confirmation }: TokenFacts): string =>
  isDpop(confirmation) ? "DPoP" : tokenTypeOf(plan);

/** The algorithm a client's tokens are signed with: its own, else the realm's (reference §9.4). */
export const signatureAlgorithmOf = ({ client }: Pick<TokenPlan, "client">, attribute: string): string =>
  client.attribute(attribute) ?? (client.realm.document.defaultSignatureAlgorithm || "RS256");

/**
 * Builds the access token of a plan (reference §5). Never throws. Pure: clock, ids and the caller come in as `facts`.
 * Times are whole seconds since 1970 (`NumericDate`, RFC 7519 §2). The order of claims is Keycloak's.
 */
export function buildAccessToken(plan: TokenPlan, facts: TokenFacts): AccessToken {
  const tokenId = facts.newTokenId();
  const base = baseClaims(plan, facts, `${tokenIdPrefix(facts, isLightweight(plan))}${tokenId}`);
  const { header, target, run, claims: likewise, written } = templateOf(plan, facts, base);
  const { exp, iat, jti, iss, sid } = base;
  const { confirmation: cnf } = facts;
  const whole = { ...likewise, exp, iat, jti, iss, ...(sid !== undefined && { sid }), ...(cnf && { cnf }), ...written };
  if (!facts.audience) return { header, claims: whole, tokenId, explain: () => explainToken(plan, whole, run, target) };
  const claims = cutToAudience(whole, facts.audience);
  const explain = () => withoutOtherAudiences(explainToken(plan, claims, run, target), claims);
  return { header, claims, tokenId, explain };
}

/** What no mapper writes. Of them, `typ` is the plan's; the others differ from token to token. */
type BaseClaims = Readonly<Record<"exp" | "iat", number> & Record<"jti" | "iss" | "typ", string>> & {
  readonly sid?: string;
};

/** A token of a plan, session kind and caller. The next one differs in what {@link baseClaims} gives and in nothing else. */
interface Template {
  readonly of: Pick<SessionFacts, "kind" | "notes"> & Pick<BaseClaims, "typ"> & TemplateOf;
  readonly header: AccessToken["header"];
  readonly target: MapperTarget;
  readonly run: MapperRun;
  readonly claims: Claims;
  /** What mappers wrote over {@link BaseClaims}; almost always nothing. */
  readonly written: Claims;
}

interface TemplateOf {
  readonly bound: boolean;
  readonly guest: boolean;
  readonly shownId: string | undefined;
}

/** The last template of each plan: callers come again and again. */
const templates = new WeakMap<TokenPlan, Template>();

function templateOf(plan: TokenPlan, facts: TokenFacts, base: BaseClaims): Template {
  const known = templates.get(plan);
  if (known && isOf(known, plan, facts, base)) return known;
  const template = createTemplate(plan, facts, base);
  templates.set(plan, template);
  return template;
}

const isGuest = ({ guestSinceSeconds }: SessionFacts): boolean => guestSinceSeconds !== undefined;

const isOf = ({ of }: Template, plan: TokenPlan, { session, confirmation }: TokenFacts, { typ }: BaseClaims): boolean =>
  of.kind === session.kind &&
  of.notes === session.notes &&
  of.bound === (confirmation !== undefined) &&
  of.typ === typ &&
  of.guest === isGuest(session) &&
  (!plan.showsSession || of.shownId === shownIdOf(session));

function createTemplate(plan: TokenPlan, { session, confirmation: cnf }: TokenFacts, base: BaseClaims): Template {
  const { kind, notes } = session;
  const guest = isGuest(session);
  const { id: userId } = plan.holder.user;
  const start = {
    azp: plan.client.clientId,
    ...((kind === "transient" || guest) && userId !== undefined && { sub: userId }),
  };
  const target = isLightweight(plan) ? "lightweight" : "access";
  const run = runMappers(plan, session, target, start);
  const alg = signatureAlgorithmOf(plan, "access.token.signed.response.alg");
  const typ = isOn(plan, "access.token.header.type.rfc9068") ? "at+jwt" : "JWT";
  const claims = assembleClaims(base, run.draft, { ...(cnf && { cnf }), scope: plan.scope });
  const of = { kind, notes, typ: base.typ, bound: cnf !== undefined, guest, shownId: shownIdOf(session) };
  const mapped = Object.entries(run.draft.mapped()).filter(([name]) => OF_EACH.has(name));
  return { of, header: { alg, typ }, target, run, claims, written: Object.fromEntries(mapped) };
}

const OF_EACH = new Set(["exp", "iat", "jti", "iss", "sid", "cnf"]);

function baseClaims(plan: TokenPlan, facts: TokenFacts, jti: string): BaseClaims {
  const { session, nowSeconds, issuer } = facts;
  return {
    exp: accessTokenExpiry(plan.client, plan.offline ? { ...session, kind: "offline" } : session, nowSeconds),
    iat: nowSeconds,
    jti,
    iss: issuer,
    typ: typOf(plan, facts),
    ...(session.id !== undefined && { sid: session.id }),
  };
}

const SESSION_KINDS = { transient: "tr", online: "on", offline: "of" } as const;
const GUEST_KINDS = { transient: "tr", online: "nt", offline: "ft" } as const;

/** `trrtcc:` and its kin: kind of session, kind of token, grant (reference §5.3). */
function tokenIdPrefix({ session, grantCode }: TokenFacts, lightweight: boolean): string {
  const kinds = isGuest(session) ? GUEST_KINDS : SESSION_KINDS;
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
  cnf: "the key the token is bound to: whoever uses it must prove to hold that key (RFC 7800)",
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
