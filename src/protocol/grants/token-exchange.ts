import { buildAccessToken } from "../../domain/access-token.ts";
import type { CompiledClient } from "../../domain/compiled-client.ts";
import { explainLosses, missingAudience, whyNotInAudience } from "../../domain/token-exchange.ts";
import type { Confirmation, SessionFacts, TokenFacts } from "../../domain/token-facts.ts";
import { planToken, type TokenPlan } from "../../domain/token-plan.ts";
import type { Decision, Trace } from "../../domain/trace.ts";
import { type EndpointDecision, type EndpointRequest, issuerOf, type ProtocolContext, traced } from "../endpoint.ts";
import type { EventFacts } from "../event-facts.ts";
import { ID_TOKEN_TYPE, issueTokens, type Wanted } from "../issue-tokens.ts";
import { joinSession, scopeOfPart, takesPart } from "../joined-clients.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import { factsOf } from "../sessions.ts";
import type { LiveToken } from "../token-verification.ts";
import { refuseScope } from "./client-credentials.ts";
import type { Grant } from "./grant.ts";
import { reuseMark } from "./refresh-rotation.ts";
import {
  ACCESS_TOKEN_TYPE,
  type ExchangeRequest,
  judgeExchange,
  REFRESH_TOKEN_TYPE,
  refuseSaml,
  refuseUnsupported,
} from "./token-exchange-request.ts";
import { verifySubjectToken } from "./token-exchange-subject.ts";

/**
 * Standard token exchange (RFC 8693; reference §8.6): a token of the subject's user for the calling client, whose own
 * scopes, mappers and scope mappings count, cut down to the audience asked for.
 */
export const grantTokenExchange: Grant = async (ctx, client, request, confirmation) => {
  const unsupported = refuseUnsupported(client, request.form);
  if (unsupported) return unsupported;
  const subject = await verifySubjectToken(ctx, client, request, confirmation);
  if (subject.refusal) return subject;
  const told = subjectFacts(subject.value, request.form.first("requested_token_type"));
  const exchanged = await exchangeFor(ctx, client, request, subject.value, confirmation);
  const { refusal, value, trace } = traced(subject.trace, exchanged);
  if (!refusal) return { trace, value: { ...value, event: { details: told.details } } };
  return {
    trace,
    refusal: { ...refusal, event: { ...told, details: { ...told.details, ...refusal.event?.details } } },
  };
};

/** What events tell of the subject token, whatever comes of it. */
const subjectFacts = ({ client, holder }: LiveToken, requestedType = ACCESS_TOKEN_TYPE): EventFacts => ({
  userId: holder.user.id,
  details: {
    username: holder.user.username,
    subject_token_client_id: client.clientId,
    requested_token_type: requestedType,
  },
});

/** The token for a good subject token. */
async function exchangeFor(
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
  subject: LiveToken,
  confirmation: Confirmation | undefined,
): Promise<EndpointDecision> {
  const judged = judgeExchange(client, request.form, subject);
  if (judged.refusal) return judged;
  const exchange = judged.value;
  const plan = planFor(client, subject, exchange);
  if (plan.scopes.unlinked.length > 0) return refuseScope(plan, exchange.scope ?? "") as Decision<never, Refusal>;
  const facts: TokenFacts = {
    issuer: issuerOf(client.realm, request.caller),
    nowSeconds: ctx.nowSeconds(),
    newTokenId: ctx.newTokenId,
    grantCode: "te",
    session: sessionFor(ctx, client, subject, exchange),
    confirmation,
    ...(exchange.audience.length > 0 && { audience: exchange.audience }),
  };
  const refused = refuseSaml(client, exchange) ?? refuseRefresh(plan, subject, exchange) ?? refusePlan(plan, facts);
  if (refused) return refused;
  const issued = await issueTokens(ctx, plan, facts, wantedFor(plan, subject, exchange));
  if (issued.value && exchange.requestedType === REFRESH_TOKEN_TYPE) join(ctx, client, subject, exchange);
  return traced([...judged.trace, ...lossesOf(plan, facts, subject)], issued);
}

/** Without `scope`, the `openid` of an earlier request of the client in this session is named again (recorded). */
function planFor(
  client: CompiledClient,
  { holder, stored }: LiveToken,
  { scope, audience }: ExchangeRequest,
): TokenPlan {
  const before = stored && takesPart(client, stored) ? scopeOfPart(client, stored) : undefined;
  const asked = scope ?? (before?.split(" ").includes("openid") ? "openid" : undefined);
  return planToken(client, holder, asked, audience);
}

/** The session of the new token: the subject's. A client that takes no part in it, or an offline one, leaves no trace there. */
function sessionFor(
  ctx: ProtocolContext,
  client: CompiledClient,
  { stored }: LiveToken,
  { requestedType }: ExchangeRequest,
): SessionFacts {
  const nowSeconds = ctx.nowSeconds();
  if (!stored) return { kind: "transient", startedAtSeconds: nowSeconds, notes: NO_NOTES, passingId: ctx.newTokenId() };
  const own = takesPart(client, stored) || requestedType === REFRESH_TOKEN_TYPE;
  const facts = factsOf(stored);
  return own && stored.kind === "online" ? facts : { ...facts, guestSinceSeconds: nowSeconds };
}

const NO_NOTES: ReadonlyMap<string, string> = new Map();

/** A refresh token needs a session that is kept and online. */
function refuseRefresh(
  plan: TokenPlan,
  { stored }: LiveToken,
  { requestedType }: ExchangeRequest,
): Decision<never, Refusal> | undefined {
  if (requestedType !== REFRESH_TOKEN_TYPE) return undefined;
  if (stored?.kind !== "online")
    return refuse(
      refusals.exchange("Refresh token not valid as requested_token_type because creating a new session is needed"),
      "the subject token has a session",
      {
        expected: "a subject whose client uses refresh tokens for client credentials",
        actual: stored ? "an offline session" : "no session",
      },
    );
  return plan.offline
    ? refuse(refusals.exchange("Scope offline_access not allowed for token exchange"), "offline_access is not granted")
    : undefined;
}

/** Consent, and the audience that the token must have in the end. */
function refusePlan(plan: TokenPlan, facts: TokenFacts): Decision<never, Refusal> | undefined {
  const { clientId, representation } = plan.client;
  const subject = { clientId };
  if (representation.consentRequired)
    return refuse(
      refusals.exchange(`Missing consents for Token Exchange in client ${clientId}`, "invalid_scope"),
      "the user has consented",
      { subject, expected: "Consent required off: a service account consents to nothing", actual: "no consent" },
    );
  if (!facts.audience) return undefined;
  const missing = missingAudience(buildAccessToken(plan, facts).claims, facts.audience);
  const [first] = missing;
  return first === undefined
    ? undefined
    : refuse(
        refusals.exchange(`Requested audience not available: ${missing.join(", ")}`),
        "every audience asked for is one of the requester's tokens",
        { subject: { ...subject, audience: first }, ...whyNotInAudience(plan, first) },
      );
}

function wantedFor(
  plan: TokenPlan,
  { stored }: LiveToken,
  { requestedType, scope, audience }: ExchangeRequest,
): Wanted {
  const memory = { scope: plan.internalScope, ...(audience.length > 0 && { audience }) };
  const wantsRefresh = requestedType === REFRESH_TOKEN_TYPE && stored;
  return {
    idToken: requestedType === ID_TOKEN_TYPE || (scope ?? "").split(" ").includes("openid"),
    issuedTokenType: requestedType,
    ...(wantsRefresh && { refresh: { ...memory, ...reuseMark(plan.client, stored) } }),
  };
}

/** With a refresh token the client takes part in the session from now on. */
function join(ctx: ProtocolContext, client: CompiledClient, subject: LiveToken, { scope }: ExchangeRequest): void {
  const { stored } = subject;
  if (!stored || stored.client === client.id) return;
  joinSession(client, stored, subject.client.clientId, scope);
  ctx.sessions.changed(stored);
}

/** What the token lacks of the one it was exchanged for, and why. */
function lossesOf(plan: TokenPlan, facts: TokenFacts, { claims }: LiveToken): Trace {
  const { audience: _cut, ...uncut } = facts;
  const whole = buildAccessToken(plan, uncut).claims;
  return explainLosses(plan, claims, whole, buildAccessToken(plan, facts).claims);
}
