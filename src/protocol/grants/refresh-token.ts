import type { CompiledClient, ServiceAccount } from "../../domain/compiled-client.ts";
import type { Claims } from "../../domain/json.ts";
import { planToken, type TokenPlan } from "../../domain/token-plan.ts";
import type { Decision } from "../../domain/trace.ts";
import { type EndpointDecision, issuerOf, traced } from "../endpoint.ts";
import { issueTokens } from "../issue-tokens.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import { factsOf } from "../sessions.ts";
import { refuseScope } from "./client-credentials.ts";
import type { Grant } from "./grant.ts";
import { countUse, reuseMark } from "./refresh-rotation.ts";
import { refreshDetails, toldOf, type VerifiedRefreshToken, verifyRefreshToken } from "./refresh-verification.ts";

/** The refresh token grant (RFC 6749 §6): roles, mappers and lifespans are evaluated anew, the scope can only become narrower. */
export const grantRefreshToken: Grant = async (ctx, client, request, confirmation) => {
  const token = request.form.first("refresh_token");
  if (!token)
    return refuse(refusals.noRefreshToken, "a refresh token is there", { expected: "refresh_token in the form" });
  const asked = request.form.first("scope");
  const unlinked = refuseUnlinked(client, asked);
  if (unlinked) return unlinked;
  const verified = await verifyRefreshToken(ctx, client, request, token);
  if (verified.refusal) return verified;
  const { session, scope, claims } = verified.value;
  const whole = planOf(client, verified.value, scope);
  if (session.kind === "offline" && !allowsOffline(whole)) return toldOf(refuseWithdrawn(client), claims);
  const nowSeconds = ctx.nowSeconds();
  const counted = countUse(client, session, claims, nowSeconds);
  if (counted.refusal) {
    ctx.sessions.changed(session);
    return toldOf(counted, claims);
  }
  const plan = asked === undefined ? whole : planOf(client, verified.value, withoutMore(asked, scope));
  const facts = {
    issuer: issuerOf(client.realm, request.caller),
    nowSeconds,
    newTokenId: ctx.newTokenId,
    grantCode: "rt",
    session: factsOf(session),
    confirmation,
  } as const;
  ctx.sessions.refresh(session, client, nowSeconds);
  const again = client.attribute("use.refresh.tokens") !== "false";
  const issued = await issueTokens(ctx, plan, facts, {
    idToken: scope.split(" ").includes("openid"),
    ...(again && { refresh: { scope, ...audienceMark(claims), ...reuseMark(client, session) } }),
  });
  const told = withUsed(issued, claims, nowSeconds);
  return traced(verified.trace, session.kind === "offline" ? inWholeScope(told, whole) : told);
};

/** The answer with what its event tells of the refresh token that was used. */
function withUsed(issued: EndpointDecision, claims: Claims, nowSeconds: number): EndpointDecision {
  if (issued.refusal) return toldOf(issued, claims);
  const details = { ...refreshDetails(claims), age_of_refresh_token: String(nowSeconds - Number(claims["iat"])) };
  return { trace: issued.trace, value: { ...issued.value, event: { details } } };
}

const refuseWithdrawn = ({ clientId }: CompiledClient) =>
  refuse(refusals.invalidGrant(OFFLINE_WITHDRAWN), "the session may be an offline one still", {
    subject: { clientId },
    expected: "the role offline_access, and the client scope of that name assigned",
  });

/** The audience of an exchange is handed on, and counts no more (recorded). */
const audienceMark = ({ "req-aud": audience }: Claims) => (audience === undefined ? {} : { audience });

const OFFLINE_WITHDRAWN = "Offline session invalid because offline access not granted anymore";

/** Before the refresh token is looked at (asked on 26.7). */
function refuseUnlinked(client: CompiledClient, asked: string | undefined): Decision<never, Refusal> | undefined {
  if (asked === undefined) return undefined;
  const wished = planToken(client, client.serviceAccount ?? NOBODY, asked);
  return wished.scopes.unlinked.length > 0 ? (refuseScope(wished, asked) as Decision<never, Refusal>) : undefined;
}

/** What a client may ask for does not depend on who holds the token. */
const NOBODY: ServiceAccount = { user: { username: "" }, held: new Map() };

/** What a token of these scope names is made of today. What comes by default need not be asked for. */
function planOf(client: CompiledClient, { holder }: VerifiedRefreshToken, names: string | undefined): TokenPlan {
  const words = (names ?? "").split(" ").filter((name) => name === "openid" || client.optionalScopes.has(name));
  return planToken(client, holder, words.length > 0 ? words.join(" ") : undefined);
}

export const allowsOffline = ({ scopes }: TokenPlan): boolean =>
  scopes.granted.some(({ name }) => name === "offline_access");

/** The answer for an offline token names the scopes granted at first, however narrow its access token is (recorded). */
const inWholeScope = (issued: EndpointDecision, { scope }: TokenPlan): EndpointDecision =>
  issued.value?.json ? { ...issued, value: { ...issued.value, json: { ...issued.value.json, scope } } } : issued;

/** The words asked for that were granted at first: others are left out in silence (asked on 26.7; RFC 6749 §6). */
function withoutMore(asked: string, granted: string): string {
  const known = new Set(granted.split(" "));
  return asked
    .split(" ")
    .filter((word) => known.has(word))
    .join(" ");
}
