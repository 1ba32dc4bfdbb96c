import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { Claims } from "../../domain/json.ts";
import { refreshTokenExpiry } from "../../domain/lifespans.ts";
import { planToken } from "../../domain/token-plan.ts";
import { type Decision, passed } from "../../domain/trace.ts";
import { type EndpointRequest, issuerOf, type ProtocolContext, traced } from "../endpoint.ts";
import { issueTokens } from "../issue-tokens.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import type { Session } from "../sessions.ts";
import { holderOf } from "../token-verification.ts";
import { refuseScope } from "./client-credentials.ts";
import type { Grant } from "./grant.ts";
import { countUse, reuseMark } from "./refresh-rotation.ts";

const GOOD = passed("the refresh token is the client's own and its session is alive");

/** The refresh token grant (RFC 6749 §6): roles, mappers and lifespans are evaluated anew, the scope can only become narrower. */
export const grantRefreshToken: Grant = async (ctx, client, request) => {
  const token = request.form.first("refresh_token");
  if (!token)
    return refuse(refusals.noRefreshToken, "a refresh token is there", { expected: "refresh_token in the form" });
  const verified = await verifyRefreshToken(ctx, client, request, token);
  if (verified.refusal) return verified;
  const { session, scope, claims } = verified.value;
  const holder = holderOf(client.realm, client, session.userId);
  if (!holder) return refuse(refusals.invalidGrant("Invalid refresh token"), "the user of the token is there");
  if (holder.user.enabled === false)
    return refuse(refusals.invalidGrant("User disabled"), "the user of the token is enabled", {
      subject: { user: holder.user.username },
    });
  const asked = request.form.first("scope");
  const wished = planToken(client, holder, asked ?? session.scope);
  if (wished.scopes.unlinked.length > 0) return refuseScope(wished, asked ?? "") as Decision<never, Refusal>;
  const plan = asked === undefined ? wished : planToken(client, holder, withoutMore(asked, scope));
  const nowSeconds = ctx.nowSeconds();
  const counted = countUse(client, session, claims, nowSeconds);
  if (counted.refusal) return counted;
  const facts = {
    issuer: issuerOf(client.realm, request.caller),
    nowSeconds,
    newTokenId: ctx.newTokenId,
    grantCode: "rt",
    session: { id: session.id, kind: session.kind, startedAtSeconds: session.startedAtSeconds, notes: session.notes },
  } as const;
  session.expiresAtSeconds = refreshTokenExpiry(client, facts.session, nowSeconds) ?? Number.POSITIVE_INFINITY;
  const again = client.attribute("use.refresh.tokens") !== "false";
  const idToken = scope.split(" ").includes("openid");
  const issued = await issueTokens(ctx, plan, facts, {
    idToken,
    ...(again && { refresh: { scope, ...reuseMark(client, session) } }),
  });
  return traced([GOOD], issued);
};

/** The words asked for that were granted at first: others are left out in silence (asked on 26.7; RFC 6749 §6). */
function withoutMore(asked: string, granted: string): string | undefined {
  const known = new Set(granted.split(" "));
  const words = asked.split(" ").filter((word) => known.has(word));
  return words.length > 0 ? words.join(" ") : undefined;
}

/** A refresh token that is its client's own, and its session. */
export interface VerifiedRefreshToken {
  readonly session: Session;
  /** All scope names granted at first. */
  readonly scope: string;
  readonly claims: Claims;
}

/** The checks of a refresh token in Keycloak's order (reference §8.1, rows 3 to 14). */
export async function verifyRefreshToken(
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
  token: string,
  mayBeExpired = false,
): Promise<Decision<VerifiedRefreshToken, Refusal>> {
  const subject = { clientId: client.clientId };
  const invalid = ({ rule, actual, description = "Invalid refresh token" }: Broken) =>
    refuse(refusals.invalidGrant(description), rule, { subject, actual });
  const verified = await ctx.keysOf(client.realm).verify(token);
  if ("problem" in verified) return invalid({ rule: "the signature is the realm's", actual: verified.problem });
  const claims = verified.decoded.claims as Claims;
  const now = ctx.nowSeconds();
  const broken =
    findWrongOrigin(claims, issuerOf(client.realm, request.caller)) ??
    findWrongTime(claims, client, mayBeExpired ? 0 : now) ??
    findWrongClient(claims, client);
  if (broken) return invalid(broken);
  const session = ctx.sessions.find(client.realm.name, String(claims["sid"]), now);
  if (!session) return invalid(noSession(claims));
  if (session.clientLoggedOut) return invalid(LOGGED_OUT);
  return { value: { session, scope: String(claims["scope"] ?? ""), claims }, trace: [GOOD] };
}

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

function findWrongTime({ iat, exp }: Claims, client: CompiledClient, now: number): Broken | undefined {
  const notBefore = Math.max(client.realm.document.notBefore ?? 0, client.representation.notBefore ?? 0);
  if (Number(iat ?? 0) < notBefore) {
    const rule = "the token is not older than the not-before policy";
    return { rule, actual: `nothing before ${notBefore} counts`, description: "Stale token" };
  }
  if (typeof exp !== "number" || exp > now) return undefined;
  return {
    rule: "the token has not expired",
    actual: `it expired ${now - exp} s ago`,
    description: "Token is not active",
  };
}

function findWrongClient({ azp }: Claims, { clientId }: CompiledClient): Broken | undefined {
  if (azp === clientId) return undefined;
  const description = "Invalid refresh token. Token client and authorized client don't match";
  return { rule: "the token was issued to this client", actual: `it was issued to ${String(azp)}`, description };
}

const LOGGED_OUT: Broken = {
  rule: "the client takes part in the session",
  actual: "it was logged out, because a used refresh token came again",
  description: "Session doesn't have required client",
};

const noSession = ({ typ }: Claims): Broken => ({
  rule: "the session is alive",
  actual: "it has ended: logged out, expired, or the server was started anew",
  description: typ === "Offline" ? "Offline user session not found" : "Session not active",
});
