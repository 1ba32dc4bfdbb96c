import type { CompiledClient, ServiceAccount } from "../../domain/compiled-client.ts";
import type { Claims } from "../../domain/json.ts";
import { type Decision, passed } from "../../domain/trace.ts";
import { findOtherCertificate } from "../certificate-binding.ts";
import { type EndpointRequest, issuerOf, type ProtocolContext } from "../endpoint.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import { isOlderThan, type Session, type SessionState, stateOf } from "../sessions.ts";
import { findStale, holderOf } from "../token-verification.ts";

const GOOD = passed("the refresh token is the client's own and its session is alive");

/** A refresh token that is its client's own, and its session. */
export interface VerifiedRefreshToken {
  readonly session: Session;
  readonly holder: ServiceAccount;
  /** All scope names granted at first. */
  readonly scope: string;
  readonly claims: Claims;
}

interface Refresh {
  readonly ctx: ProtocolContext;
  readonly client: CompiledClient;
  readonly claims: Claims;
}

/** The checks of a refresh token in Keycloak's order (reference §8.1, rows 3 to 16). */
export async function verifyRefreshToken(
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
  token: string,
): Promise<Decision<VerifiedRefreshToken, Refusal>> {
  const read = await readRefreshToken(ctx, client, request, token);
  if (read.refusal) return read;
  const verified = verifyLive(ctx, client, request, read.value);
  return verified.refusal ? toldOf(verified, read.value) : verified;
}

/** What events tell of a refresh token that was the client's own. */
export const refreshDetails = ({ jti, sub, typ }: Claims) => ({
  refresh_token_id: String(jti),
  refresh_token_type: String(typ),
  ...(typeof sub === "string" && { refresh_token_sub: sub }),
});

export function toldOf<Told extends { readonly refusal: Refusal }>(decision: Told, claims: Claims): Told {
  const event = { sessionId: String(claims["sid"]), details: refreshDetails(claims) };
  return { ...decision, refusal: { ...decision.refusal, event } };
}

/** What has become meanwhile of all that the refresh token refers to. */
function verifyLive(
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
  claims: Claims,
): Decision<VerifiedRefreshToken, Refusal> {
  const unbound = refuseOtherCertificate(client, request, claims);
  if (unbound) return unbound;
  const found = findSession({ ctx, client, claims });
  if (found.refusal) return found;
  const session = found.value;
  const holder = holderOf(client.realm, client, session.userId);
  if (!holder) return invalid(client, { rule: "the user of the token is there", actual: "no such user" });
  const state = stateOf(session, client, ctx.nowSeconds());
  const barred = findDisabled(holder) ?? findBarred(claims, session, state) ?? findStaleToken(claims, client, holder);
  if (barred && state === "client expired") leave(ctx, session);
  return barred
    ? invalid(client, barred)
    : { value: { session, holder, scope: String(claims["scope"] ?? ""), claims }, trace: [GOOD] };
}

/** A token that is bound to a certificate is good with that certificate only (RFC 8705 §4; reference §8.1, row 9). */
function refuseOtherCertificate(client: CompiledClient, request: EndpointRequest, claims: Claims) {
  const step = findOtherCertificate(client, request, claims);
  return step && { refusal: refusals.otherCertificate, trace: [step] };
}

/**
 * What a refresh token says for itself: it is this realm's and this client's, and in time.
 *
 * @param anyTime logging out takes a token that has expired, or that is older than a not-before policy, too.
 */
export async function readRefreshToken(
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
  token: string,
  anyTime = false,
): Promise<Decision<Claims, Refusal>> {
  const verified = await ctx.keysOf(client.realm).verify(token);
  if ("problem" in verified) return invalid(client, { rule: "the signature is the realm's", actual: verified.problem });
  const claims = verified.decoded.claims as Claims;
  const broken =
    findWrongOrigin(claims, issuerOf(client.realm, request.caller)) ??
    (anyTime ? undefined : findWrongTime(claims, client, ctx.nowSeconds())) ??
    findWrongClient(claims, client);
  return broken ? invalid(client, broken) : { value: claims, trace: [] };
}

/** A session whose time is over ends here, so that it is told once in the words for that. */
function findSession({ ctx, client, claims }: Refresh): Decision<Session, Refusal> {
  const session = ctx.sessions.find(client.realm.name, String(claims["sid"]));
  const state = stateOf(session, client, ctx.nowSeconds());
  if (session && state !== "ended" && state !== "expired") return { value: session, trace: [] };
  if (session) ctx.sessions.end(session.id);
  return invalid(client, noSession(claims, state));
}

const invalid = ({ clientId }: CompiledClient, { rule, actual, description = "Invalid refresh token" }: Broken) =>
  refuse(refusals.invalidGrant(description), rule, { subject: { clientId }, actual });

/** A rule that a refresh token breaks; the description is Keycloak's where it has one of its own. */
interface Broken {
  readonly rule: string;
  readonly actual: string;
  readonly description?: string;
}

function findWrongOrigin({ typ, iss }: Claims, issuer: string): Broken | undefined {
  if (typ !== "Refresh" && typ !== "Offline")
    return { rule: "it is a refresh token", actual: `its typ is ${String(typ)}` };
  if (iss === issuer) return undefined;
  const actual = `the token says ${String(iss)}`;
  return { rule: "the issuer is this realm", actual, description: `Invalid token issuer. Expected '${issuer}'` };
}

function findWrongTime(claims: Claims, client: CompiledClient, now: number): Broken | undefined {
  const stale = findStale(claims, client.realm.document.notBefore);
  if (stale !== undefined) return { ...STALE, actual: stale };
  const { exp } = claims;
  if (typeof exp !== "number" || exp > now) return undefined;
  return {
    rule: "the token has not expired",
    actual: `it expired ${now - exp} s ago`,
    description: "Token is not active",
  };
}

const STALE = { rule: "the token is not older than the not-before policy", description: "Stale token" };

function findWrongClient({ azp }: Claims, { clientId }: CompiledClient): Broken | undefined {
  if (azp === clientId) return undefined;
  const description = "Invalid refresh token. Token client and authorized client don't match";
  return { rule: "the token was issued to this client", actual: `it was issued to ${String(azp)}`, description };
}

const findDisabled = ({ user }: ServiceAccount): Broken | undefined =>
  user.enabled === false
    ? {
        rule: "the user of the token is enabled",
        actual: `${user.username} is disabled`,
        description: "User disabled",
      }
    : undefined;

/** What keeps a client out of a session that is alive. */
function findBarred({ iat }: Claims, session: Session, state: SessionState): Broken | undefined {
  if (isOlderThan(iat, session))
    return {
      rule: "the token is not older than its session",
      actual: "it is: the clock was moved",
      description: "Refresh token issued before the user session started",
    };
  const rule = "the client takes part in the session";
  if (state === "without its client")
    return {
      rule,
      actual: "it was put out: a used refresh token came again, or its time was over",
      description: "Session doesn't have required client",
    };
  return state === "client expired"
    ? { rule, actual: "by the settings of now its time is over", description: "Client session not active" }
    : undefined;
}

/** The policies of client and user; the realm's was looked at before. */
function findStaleToken(claims: Claims, { representation }: CompiledClient, { user }: ServiceAccount) {
  const stale = findStale(claims, Math.max(representation.notBefore ?? 0, user.notBefore ?? 0));
  return stale === undefined ? undefined : { ...STALE, actual: stale };
}

/** The session goes on without its client. */
function leave(ctx: ProtocolContext, session: Session): void {
  session.clientLoggedOut = true;
  ctx.sessions.changed(session);
}

const noSession = ({ typ }: Claims, state: SessionState): Broken => {
  const rule = "the session is alive";
  const gone = typ === "Offline" ? "Offline user session not found" : "Session not active";
  return state === "expired"
    ? {
        rule,
        actual: "by the settings of now its time is over",
        description: typ === "Offline" ? "Offline session not active" : gone,
      }
    : { rule, actual: "it has ended: logged out, revoked or expired", description: gone };
};
