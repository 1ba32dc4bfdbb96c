import type { CompiledClient } from "../domain/compiled-client.ts";
import type { Claims } from "../domain/json.ts";
import { findMapperFault, type PlanFault } from "../domain/plan-faults.ts";
import { audienceOf } from "../domain/token-exchange.ts";
import { planToken, type TokenPlan } from "../domain/token-plan.ts";
import { buildIntrospected, buildIntrospection } from "../domain/token-report.ts";
import { failed, type Trace, type TraceStep } from "../domain/trace.ts";
import { authenticateClient } from "./client-authentication/authenticate-client.ts";
import {
  type Endpoint,
  type EndpointDecision,
  type EndpointRequest,
  issuerOf,
  type ProtocolContext,
} from "./endpoint.ts";
import type { EventFacts } from "./event-facts.ts";
import { isSpent } from "./grants/refresh-rotation.ts";
import { allowsOffline } from "./grants/refresh-token.ts";
import { inactiveFacts, liveFacts, outsiderFacts } from "./introspection-facts.ts";
import { refuseFault } from "./issue-tokens.ts";
import { refusals, refuse } from "./oauth-error.ts";
import { findOpenRealm } from "./realm-gate.ts";
import { signIntrospected, wantsJwt } from "./signed-answers.ts";
import { type LiveToken, type VerifiedToken, verifyToken } from "./token-verification.ts";

const KNOWN_HINTS = new Set(["access_token", "refresh_token", "requesting_party_token"]);
const NO_CACHE = { "Cache-Control": "no-cache" };

/** Token introspection (RFC 7662; reference §8.4): for confidential clients that are in the token's audience. */
export const introspectionEndpoint: Endpoint = async (ctx, request) => {
  const open = findOpenRealm(ctx, request);
  if (open.refusal) return open;
  const caller = await authenticateClient(ctx, open.value, request);
  if (caller.refusal === refusals.wrongSecret)
    return { refusal: refusals.introspectionByStranger, trace: caller.trace }; // a word of its own (recorded)
  if (caller.refusal) return caller;
  const bad = refuseBad(caller.value, request);
  if (bad) return { ...bad, refusal: { ...bad.refusal, event: { ...bad.refusal.event, client: caller.value } } };
  const token = request.form.first("token") ?? "";
  const hint = request.form.first("token_type_hint");
  const verified = refuseSpent(await verifyToken(ctx, open.value, issuerOf(open.value, request.caller), token), hint);
  if (verified.refusal)
    return inactive([...caller.trace, ...verified.trace], inactiveFacts(caller.value, verified.refusal));
  const { plan, claims, fault } = introspect(ctx, verified.value, issuerOf(open.value, request.caller));
  const broken = refuseFault(plan.client, fault, refusals.notIntrospected);
  if (broken) return broken;
  const jwt = wantsJwt(caller.value, request.header("accept"))
    ? { jwt: (await signIntrospected(ctx, caller.value, claims)) ?? null }
    : undefined;
  if (!mayAsk(caller.value, verified.value, hint, claims))
    return inactive(
      [...caller.trace, failed("the caller is in the token's audience", notInAudience(caller.value, claims))],
      hint === "refresh_token" ? undefined : outsiderFacts(caller.value, verified.value), // recorded
      jwt,
    );
  const json = { ...buildIntrospection(plan, verified.value.claims, claims), ...jwt };
  const event = liveFacts(caller.value, verified.value);
  return { value: { status: 200, headers: NO_CACHE, json, event }, trace: [...caller.trace, ...verified.trace] };
};

/** What is asked of the request before its token is looked at. */
function refuseBad(caller: CompiledClient, { form }: EndpointRequest) {
  if (caller.representation.publicClient)
    return refuse(refusals.introspectionByPublicClient, "the caller is a confidential client", {
      subject: { clientId: caller.clientId },
    });
  const [repeated] = form.repeated;
  if (repeated !== undefined)
    return refuse(refusals.repeatedParameter, "no parameter stands twice", { actual: repeated });
  if (!form.first("token"))
    return refuse(refusals.nothingToIntrospect, "a token is there", { expected: "token in the form" });
  const hint = form.first("token_type_hint");
  if (hint === undefined || KNOWN_HINTS.has(hint)) return undefined;
  const event = { details: { token_type: hint } };
  return refuse({ ...refusals.unknownTokenTypeHint, event }, "the hint is known", { actual: hint });
}

/** @param jwt goes along even where the answer is no (recorded). */
const inactive = (trace: Trace, event?: EventFacts, jwt?: Claims): EndpointDecision => ({
  value: { status: 200, headers: NO_CACHE, json: { active: false, ...jwt }, ...(event && { event }) },
  trace,
});

const notInAudience = ({ clientId }: CompiledClient, claims: Claims) => ({
  subject: { clientId },
  expected: "its client id in aud, by an audience mapper",
  actual: JSON.stringify(claims["aud"] ?? null),
});

function refuseSpent(verified: VerifiedToken, hint: string | undefined): VerifiedToken {
  const spent = verified.value && findSpent(verified.value, hint);
  return spent
    ? { refusal: { rule: spent.rule, description: "", claims: verified.value.claims }, trace: [spent] }
    : verified;
}

/** What a live token's session no longer allows (asked on 26.7: reuse counts with the hint only). */
function findSpent({ client, holder, stored, claims }: LiveToken, hint: string | undefined): TraceStep | undefined {
  if (stored?.kind === "offline" && !allowsOffline(planToken(client, holder, "offline_access")))
    return failed("the session may be an offline one still", { actual: "offline access was taken away" });
  return stored && hint === "refresh_token" && isSpent(client, stored, claims)
    ? failed("the refresh token was not used up", { actual: "it, or a newer one, was used" })
    : undefined;
}

/** A token without `aud`, such as a lightweight one, is for those that its client's mappers would name. */
function mayAsk(
  caller: CompiledClient,
  { claims, client }: LiveToken,
  hint: string | undefined,
  introspected: Claims,
): boolean {
  if (hint === "refresh_token") return client.clientId === caller.clientId;
  if (caller.attribute("allow.token.introspection.without.audience.check") === "true") return true;
  return audienceOf(claims["aud"] === undefined ? introspected : claims).includes(caller.clientId);
}

interface Introspected {
  readonly plan: TokenPlan;
  readonly claims: Claims;
  readonly fault: PlanFault | undefined;
}

function introspect(ctx: ProtocolContext, live: LiveToken, issuer: string): Introspected {
  const scope = typeof live.claims["scope"] === "string" ? live.claims["scope"] : "";
  const plan = planToken(live.client, live.holder, requestable(live.client, scope));
  const { id, ...session } = live.session;
  const facts = {
    issuer,
    nowSeconds: ctx.nowSeconds(),
    newTokenId: ctx.newTokenId,
    grantCode: "na",
    session: id === undefined ? { ...session, passingId: ctx.newTokenId() } : live.session,
  } as const;
  const fault = findMapperFault(plan, facts.session, "introspection");
  return { plan, fault, claims: buildIntrospected(plan, facts, live.claims) };
}

/** The part of a token's `scope` that its client can ask for still: what was granted by default comes anyway. */
function requestable(client: CompiledClient, scope: string): string | undefined {
  const words = scope.split(" ").filter((word) => word === "openid" || client.optionalScopes.has(word));
  return words.length > 0 ? words.join(" ") : undefined;
}
