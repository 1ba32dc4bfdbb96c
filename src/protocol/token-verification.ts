import type { CompiledClient, ServiceAccount } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { closureOf, rolesNamed } from "../domain/compiled-roles.ts";
import type { Claims } from "../domain/json.ts";
import type { SessionFacts } from "../domain/token-facts.ts";
import { type Decision, failed, passed, type Trace } from "../domain/trace.ts";
import { findUnreadable } from "../domain/unreadable-claims.ts";
import type { ProtocolContext } from "./endpoint.ts";
import { factsOf, isOlderThan, type Session, stateOf } from "./sessions.ts";

/** A token of this realm that is good right now, with all it refers to. */
export interface LiveToken {
  readonly claims: Claims;
  readonly client: CompiledClient;
  readonly holder: ServiceAccount;
  readonly session: SessionFacts;
  readonly stored: Session | undefined;
}

/** Why a token is not good: a step for people, and what userinfo says. Other endpoints answer it each in their own way. */
export interface TokenProblem {
  readonly rule: string;
  readonly description: string;
  /** The event's word for it, where that is not `invalid_token`; and the reason that only events tell. */
  readonly event?: string;
  readonly reason?: string;
  /** Of a token that the realm itself issued, and that is in time. */
  readonly claims?: Claims;
}

export type VerifiedToken = Decision<LiveToken, TokenProblem>;

const event = (word: string) => ({ event: word });

/** By what userinfo says. */
const EVENTS: Readonly<Record<string, Pick<TokenProblem, "event">>> = {
  "Client disabled": event("client_disabled"),
  "User not found": event("user_not_found"),
  "User disabled": event("user_disabled"),
  session_expired: event("session_expired"),
  user_session_not_found: event("user_session_not_found"),
  user_not_found: event("user_not_found"),
  user_disabled: event("user_disabled"),
};

const problem = (
  rule: string,
  actual: string,
  description = "Token verification failed",
  told: Pick<TokenProblem, "event" | "reason"> = EVENTS[description] ?? {},
): { refusal: TokenProblem; trace: Trace } => ({
  refusal: { rule, description, ...told },
  trace: [failed(rule, { actual })],
});

const GOOD = passed("the token is the realm's own, still valid, and all it refers to is there");

/** Verifies a token's signature and its times, then its client, session and user (reference §8.4). */
export async function verifyToken(
  ctx: ProtocolContext,
  realm: CompiledRealm,
  issuer: string,
  token: string,
): Promise<VerifiedToken> {
  const issued = await verifyIssued(ctx, realm, issuer, token);
  if (issued.refusal) return issued;
  const live = verifyLive(ctx, realm, issued.value);
  return live.refusal ? { ...live, refusal: { ...live.refusal, claims: issued.value } } : live;
}

/** In the words of events, as far as they are known (recorded). */
function reasonOf(problem: string): Pick<TokenProblem, "reason"> {
  if (problem.startsWith("it is no")) return { reason: "Failed to parse JWT" };
  return problem.startsWith("its signature") ? { reason: BAD_SIGNATURE } : {};
}

const BAD_SIGNATURE = "org.keycloak.exceptions.TokenSignatureInvalidException: Invalid token signature";

/** What the token says for itself: signature, issuer, time. */
export async function verifyIssued(
  ctx: ProtocolContext,
  realm: CompiledRealm,
  issuer: string,
  token: string,
): Promise<Decision<Claims, TokenProblem>> {
  const verified = await ctx.keysOf(realm).verify(token);
  if ("problem" in verified)
    return problem("the signature is the realm's", verified.problem, undefined, {
      ...reasonOf(verified.problem),
    });
  const claims = verified.decoded.claims as Claims;
  if (claims["iss"] !== issuer)
    return problem(
      "the issuer is this realm",
      `the token says ${String(claims["iss"])}, this realm is ${issuer}`,
      undefined,
      {
        reason: `Invalid token issuer. Expected '${issuer}'`,
      },
    );
  const unreadable = findUnreadable(claims);
  if (unreadable !== undefined)
    return problem("Keycloak can read the token", `${unreadable} has a value of another kind`);
  const [now, exp, nbf] = [ctx.nowSeconds(), Number(claims["exp"] ?? 0), Number(claims["nbf"] ?? 0)];
  const reason = "Token is not active";
  if (exp !== 0 && exp < now)
    return problem("the token has not expired", `it expired ${now - exp} s ago`, undefined, { reason });
  if (nbf > now + EARLY_SECONDS)
    return problem("the token is good already", `it is good in ${nbf - now} s`, undefined, { reason });
  return { value: claims, trace: [] };
}

/** So much too early a token passes. */
const EARLY_SECONDS = 10;

/** What has become meanwhile of all that the token refers to. */
export function verifyLive(ctx: ProtocolContext, realm: CompiledRealm, claims: Claims): VerifiedToken {
  const client = typeof claims["azp"] === "string" ? realm.findClient(claims["azp"]) : undefined;
  if (!client)
    return problem(
      "the client that the token was issued to is there",
      `there is no client ${String(claims["azp"])}`,
      undefined,
      event("client_not_found"),
    );
  if (client.representation.enabled === false)
    return problem(
      "the client that the token was issued to is enabled",
      `${client.clientId} is disabled`,
      "Client disabled",
    );
  const notBefore = Math.max(realm.document.notBefore ?? 0, client.representation.notBefore ?? 0);
  const stale = findStale(claims, notBefore);
  if (stale !== undefined) return problem("the token is not older than the not-before policy", stale);
  if (ctx.revokedTokens.has(String(claims["jti"]), ctx.nowSeconds()))
    return problem("the token was not revoked", "it was, at the revocation endpoint");
  return claims["sid"] === undefined ? withoutSession(realm, client, claims) : inSession(ctx, realm, client, claims);
}

/** undefined when the token is as young as a not-before policy wants it. */
export function findStale({ iat }: Claims, notBefore = 0): string | undefined {
  const issuedAt = Number(iat ?? 0);
  return issuedAt < notBefore ? `issued at ${issuedAt}, but nothing before ${notBefore} counts` : undefined;
}

const USER_THERE = "the user of the token is there";
const USER_ENABLED = "the user of the token is enabled";
const USER_NOT_BEFORE = "the token is not older than the user's not-before policy";

function inSession(ctx: ProtocolContext, realm: CompiledRealm, client: CompiledClient, claims: Claims): VerifiedToken {
  const stored = ctx.sessions.find(realm.name, String(claims["sid"]));
  const state = stateOf(stored, client, ctx.nowSeconds());
  if (state === "expired") return problem(SESSION_ALIVE, "by the settings of now its time is over", "session_expired");
  if (!stored || state === "ended" || state === "without its client")
    return problem(SESSION_ALIVE, "it has ended: logged out, revoked or expired", "user_session_not_found");
  if (isOlderThan(claims["iat"], stored))
    return problem("the token is not older than its session", "it is older", "invalid_token");
  const holder = holderOf(realm, client, stored.userId);
  if (!holder) return problem(USER_THERE, "no such user", "User not found");
  if (holder.user.enabled === false)
    return problem(USER_ENABLED, `${holder.user.username} is disabled`, "User disabled");
  const stale = findStale(claims, holder.user.notBefore);
  if (stale !== undefined) return problem(USER_NOT_BEFORE, stale, "User not valid");
  return { value: { claims, client, holder, session: factsOf(stored), stored }, trace: [GOOD] };
}

const SESSION_ALIVE = "the session is alive";

/** A token without a session is judged by its user alone. */
function withoutSession(realm: CompiledRealm, client: CompiledClient, claims: Claims): VerifiedToken {
  const holder = statelessHolder(realm, client, claims);
  if (!holder) return problem(USER_THERE, "no such user", "user_not_found");
  if (holder.user.enabled === false)
    return problem(USER_ENABLED, `${holder.user.username} is disabled`, "user_disabled");
  const stale = findStale(claims, holder.user.notBefore);
  if (stale !== undefined) return problem(USER_NOT_BEFORE, stale, "User not valid");
  const session: SessionFacts = {
    kind: "transient",
    startedAtSeconds: Number(claims["iat"] ?? 0),
    notes: new Map(), // what was noted of the caller is gone with the request (recorded)
  };
  return { value: { claims, client, holder, session, stored: undefined }, trace: [GOOD] };
}

/** A token without a session names its user in `sub`; where a mapper wrote something else there, by `preferred_username`. */
export function statelessHolder(
  realm: CompiledRealm,
  client: CompiledClient,
  claims: Claims,
): ServiceAccount | undefined {
  const { sub, preferred_username: username } = claims;
  const bySubject = typeof sub === "string" ? holderOf(realm, client, sub) : undefined;
  if (bySubject || typeof username !== "string") return bySubject;
  const named = realm.userIdsByName.get(username.toLowerCase());
  return named === undefined ? undefined : holderOf(realm, client, named);
}

/** Who a token speaks for: the client's service account, or another user of the realm. */
export function holderOf(realm: CompiledRealm, client: CompiledClient, userId: string): ServiceAccount | undefined {
  if (client.serviceAccount?.user.id === userId) return client.serviceAccount;
  const user = realm.usersById.get(userId);
  const other = user?.serviceAccountClientId && realm.findClient(user.serviceAccountClientId)?.serviceAccount;
  if (other && other.user.id === userId) return other;
  return user && { user, held: closureOf(rolesNamed(realm.roles, user.realmRoles, user.clientRoles)) };
}
