import type { CompiledClient } from "../domain/compiled-client.ts";
import type { Claims } from "../domain/json.ts";
import { planToken } from "../domain/token-plan.ts";
import { buildIntrospection } from "../domain/token-report.ts";
import { failed, type Trace } from "../domain/trace.ts";
import { authenticateClient } from "./client-authentication.ts";
import { type Endpoint, type EndpointDecision, issuerOf, type ProtocolContext, traced } from "./endpoint.ts";
import { refusals, refuse } from "./oauth-error.ts";
import { findOpenRealm } from "./realm-gate.ts";
import { type LiveToken, verifyToken } from "./token-verification.ts";

const KNOWN_HINTS = new Set(["access_token", "refresh_token", "requesting_party_token"]);
const NO_CACHE = { "Cache-Control": "no-cache" };

/** Token introspection (RFC 7662; reference §8.4): for confidential clients that are in the token's audience. */
export const introspectionEndpoint: Endpoint = async (ctx, request) => {
  const open = findOpenRealm(ctx, request);
  if (open.refusal) return open;
  const caller = authenticateClient(open.value, request);
  if (caller.refusal === refusals.wrongSecret)
    return { refusal: refusals.introspectionByStranger, trace: caller.trace }; // a word of its own (recorded)
  if (caller.refusal) return caller;
  if (caller.value.representation.publicClient)
    return refuse(refusals.introspectionByPublicClient, "the caller is a confidential client", {
      subject: { clientId: caller.value.clientId },
    });
  const [repeated] = request.form.repeated;
  if (repeated !== undefined)
    return refuse(refusals.repeatedParameter, "no parameter stands twice", { actual: repeated });
  const token = request.form.first("token");
  if (!token) return refuse(refusals.nothingToIntrospect, "a token is there", { expected: "token in the form" });
  const hint = request.form.first("token_type_hint");
  if (hint !== undefined && !KNOWN_HINTS.has(hint))
    return refuse(refusals.unknownTokenTypeHint, "the hint is known", { actual: hint });
  const verified = await verifyToken(ctx, open.value, issuerOf(open.value, request.caller), token);
  if (verified.refusal) return inactive([...caller.trace, ...verified.trace]);
  if (!mayAsk(caller.value, verified.value, hint))
    return inactive([
      ...caller.trace,
      failed("the caller is in the token's audience", {
        subject: { clientId: caller.value.clientId },
        expected: "its client id in aud, by an audience mapper",
        actual: JSON.stringify(verified.value.claims["aud"] ?? null),
      }),
    ]);
  return traced(
    [...caller.trace, ...verified.trace],
    active(ctx, verified.value, issuerOf(open.value, request.caller)),
  );
};

const inactive = (trace: Trace): EndpointDecision => ({
  value: { status: 200, headers: NO_CACHE, json: { active: false } },
  trace,
});

function mayAsk(caller: CompiledClient, { claims, client }: LiveToken, hint: string | undefined): boolean {
  if (hint === "refresh_token") return client.clientId === caller.clientId;
  if (caller.attribute("allow.token.introspection.without.audience.check") === "true") return true;
  const audience = claims["aud"];
  return Array.isArray(audience) ? audience.includes(caller.clientId) : audience === caller.clientId;
}

function active(ctx: ProtocolContext, live: LiveToken, issuer: string): EndpointDecision {
  const scope = typeof live.claims["scope"] === "string" ? live.claims["scope"] : "";
  const plan = planToken(live.client, live.holder, live.stored ? live.stored.scope : requestable(live.client, scope));
  const facts = {
    issuer,
    nowSeconds: ctx.nowSeconds(),
    newTokenId: ctx.newTokenId,
    grantCode: "na",
    session: live.session,
  } as const;
  const report = buildIntrospection(plan, facts, live.claims);
  return {
    value: {
      status: 200,
      headers: NO_CACHE,
      json: live.claims["typ"] === "Refresh" ? refreshReport(report, live.claims) : report,
    },
    trace: [],
  };
}

/** The part of a token's `scope` that its client can ask for still: what was granted by default comes anyway. */
function requestable(client: CompiledClient, scope: string): string | undefined {
  const words = scope.split(" ").filter((word) => word === "openid" || client.optionalScopes.has(word));
  return words.length > 0 ? words.join(" ") : undefined;
}

/** A refresh token shows its own audience beside that of its access token, and its internal scope. */
function refreshReport(report: Claims, { aud, aud_x: accessAudience, scope, typ }: Claims): Claims {
  const audience = [accessAudience, aud].flat().filter((each) => each !== undefined) as string[];
  return {
    ...report,
    aud: audience,
    ...(scope !== undefined && { scope }),
    ...(typ !== undefined && { typ, token_type: typ }),
  };
}
