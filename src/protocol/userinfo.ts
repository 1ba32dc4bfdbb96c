import { isLightweight } from "../domain/access-token.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { Claims } from "../domain/json.ts";
import { findMapperFault } from "../domain/plan-faults.ts";
import { planToken } from "../domain/token-plan.ts";
import { buildUserinfo } from "../domain/token-report.ts";
import { type Decision, failed, type Trace } from "../domain/trace.ts";
import { isAddress } from "../domain/unreadable-claims.ts";
import { findOtherCertificate } from "./certificate-binding.ts";
import { allowsOrigin, corsHeaders, preflightHeaders } from "./cors.ts";
import {
  type Endpoint,
  type EndpointDecision,
  type EndpointRequest,
  issuerOf,
  type ProtocolContext,
  traced,
} from "./endpoint.ts";
import type { EventFacts } from "./event-facts.ts";
import { refuseFault } from "./issue-tokens.ts";
import { type Refusal, refusals, refuse } from "./oauth-error.ts";
import { findRealm } from "./realm-gate.ts";
import { challenge, findBindingFlaw, type PresentedToken, readToken } from "./resource-token.ts";
import { signUserinfo, userinfoAlgorithmOf } from "./signed-answers.ts";
import { type TokenProblem, verifyIssued, verifyLive } from "./token-verification.ts";

const NO_STORE = { "Cache-Control": "no-store", Pragma: "no-cache" };

/** The userinfo endpoint (OpenID Connect Core §5.3; reference §8.5): the service account, to those who hold a token with `openid`. */
export const userinfoEndpoint: Endpoint = async (ctx, request) => {
  const found = findRealm(ctx, request);
  if (found.refusal) return found;
  const realm = found.value;
  if (request.method === "OPTIONS")
    return {
      value: { status: 200, headers: preflightHeaders(request, "GET, HEAD, OPTIONS"), unframed: true },
      trace: [],
    };
  const token = readToken(request, realm.name);
  if (token.refusal) return token.refusal.status === 401 ? toldOf(token, { error: INVALID }, "Missing token") : token;
  const by = { realm: realm.name, scheme: token.value.scheme };
  const invalid: Invalid = (description) => challenge(request, by, 401, "invalid_token", description);
  const accepted = await acceptToken(ctx, realm, request, token.value, invalid);
  if (accepted.refusal) return toldOf(accepted, { error: INVALID });
  const claims = accepted.value;
  if (!scopeOf(claims).split(" ").includes("openid")) {
    const description = "Missing openid scope";
    const refused = refuse(
      challenge(request, by, 403, "insufficient_scope", description),
      "the token was asked for with openid",
      { expected: "scope=openid in the token request", actual: `scope ${JSON.stringify(scopeOf(claims))}` },
    );
    return toldOf(refused, { error: "access_denied" }, description);
  }
  return refuseForeignPage(realm, claims, request) ?? reportOn(ctx, realm, request, claims, invalid);
};

const INVALID = "invalid_token";

/** The refusal with what its event tells. */
function toldOf(
  { refusal, trace }: { readonly refusal: Refusal; readonly trace: Trace },
  facts: EventFacts,
  reason?: string,
): { refusal: Refusal; trace: Trace } {
  const details = { ...(reason !== undefined && { reason }), ...facts.details, ...refusal.event?.details };
  return { trace, refusal: { ...refusal, event: { ...facts, details } } };
}

const becauseOf = (reason: string | undefined) =>
  reason === undefined ? {} : { event: { error: INVALID, details: { reason } } };

type Invalid = (description: string) => Refusal;

const scopeOf = ({ scope }: Claims): string => (typeof scope === "string" ? scope : "");

const NOT_AS_DPOP = "The access token type is DPoP but Authorization Header is not DPoP";

/** A token that the realm issued, in time, and that this caller may use. */
async function acceptToken(
  ctx: ProtocolContext,
  realm: CompiledRealm,
  request: EndpointRequest,
  token: PresentedToken,
  invalid: Invalid,
): Promise<Decision<Claims, Refusal>> {
  const issuer = issuerOf(realm, request.caller);
  const issued = await verifyAccessToken(ctx, realm, issuer, token.text);
  if (issued.refusal)
    return {
      refusal: { ...invalid(issued.refusal.description), ...becauseOf(issued.refusal.reason) },
      trace: issued.trace,
    };
  const url = `${issuer}/protocol/openid-connect/userinfo`;
  const unbound = await findBindingFlaw(ctx, request, token, issued.value, url);
  if (!unbound) return issued;
  const reason = issued.value["typ"] === "DPoP" && token.scheme !== "DPoP" ? NOT_AS_DPOP : undefined;
  return { refusal: { ...invalid("Token verification failed"), ...becauseOf(reason) }, trace: [unbound] };
}

/** After the scope, as in Keycloak (asked on 26.7): what the token refers to is still there, and what it opens. */
async function reportOn(
  ctx: ProtocolContext,
  realm: CompiledRealm,
  request: EndpointRequest,
  claims: Claims,
  invalid: Invalid,
): Promise<EndpointDecision> {
  const verified = verifyLive(ctx, realm, claims);
  if (verified.refusal) return refuseDead(verified, claims, invalid);
  const { client, holder, session } = verified.value;
  const facts = {
    clientId: client.clientId,
    userId: holder.user.id,
    sessionId: session.id,
    details: { username: holder.user.username },
  };
  const other = findOtherCertificate(client, request, claims);
  const { description: otherCertificate = "" } = refusals.otherCertificate;
  if (other)
    return toldOf(
      { refusal: invalid(otherCertificate), trace: [other] },
      { ...facts, error: INVALID },
      otherCertificate,
    );
  const words = scopeOf(claims)
    .split(" ")
    .filter((word) => word === "openid" || client.optionalScopes.has(word));
  const plan = planToken(client, holder, words.join(" "));
  if (isLightweight(plan) && client.attribute("allow.userinfo.with.lightweight.access.token") !== "true")
    return toldOf(
      refuse(invalid(LIGHTWEIGHT), "the token is a full one", { subject: { clientId: client.clientId } }),
      { ...facts, error: INVALID },
      LIGHTWEIGHT,
    );
  const shown = session.id === undefined ? { ...session, passingId: ctx.newTokenId() } : session;
  const unexpected = { ...refusals.unexpected, headers: NO_STORE };
  const broken = refuseFault(plan.client, findMapperFault(plan, shown, "userinfo"), unexpected);
  if (broken) return broken;
  const report = buildUserinfo(plan, shown);
  if (!isAddress(report["address"]))
    return refuse({ ...refusals.unreadableAddress, headers: NO_STORE }, "the claim address is an object", {
      subject: { clientId: client.clientId },
    });
  const issuer = issuerOf(realm, request.caller);
  return traced(verified.trace, await answer(ctx, request, { client, report, issuer, facts }));
}

const LIGHTWEIGHT = "Lightweight access token not allowed for userinfo endpoint";

/** A token whose client, session or user is gone. */
function refuseDead(
  { refusal, trace }: { readonly refusal: TokenProblem; readonly trace: Trace },
  { azp, sid }: Claims,
  invalid: Invalid,
): EndpointDecision {
  const { event: error = INVALID, description } = refusal;
  const sessionId = typeof sid === "string" ? sid : undefined;
  return toldOf({ refusal: invalid(description), trace }, { error, clientId: String(azp), sessionId });
}

/** A page of an origin that the token's client does not list gets nothing, though by then the token is known to be good. */
function refuseForeignPage(realm: CompiledRealm, { azp }: Claims, request: EndpointRequest) {
  const client = realm.findClient(String(azp));
  if (!client || allowsOrigin(client, request)) return undefined;
  return refuse({ ...refusals.invalidOrigin, headers: NO_STORE }, "the origin of the page is allowed", {
    subject: { clientId: client.clientId },
    expected: "one of the client's Web origins",
    actual: request.header("origin") ?? "",
  });
}

interface Report {
  readonly client: CompiledClient;
  readonly report: Claims;
  readonly issuer: string;
  readonly facts: EventFacts;
}

/** As JSON, or as a JWT for a client that wants it signed. */
async function answer(
  ctx: ProtocolContext,
  request: EndpointRequest,
  { client, report, issuer, facts }: Report,
): Promise<EndpointDecision> {
  const headers = { "Cache-Control": "no-store, no-cache", Pragma: "no-cache", ...corsHeaders(request) };
  const alg = userinfoAlgorithmOf(client);
  const signature = alg === undefined ? { signature_required: "false" } : signedBy(alg);
  const event = { ...facts, details: { ...facts.details, ...signature } };
  if (alg === undefined) return { value: { status: 200, headers, json: report, event }, trace: [] };
  const text = await signUserinfo(ctx, client, alg, report, issuer);
  if (text === undefined)
    return refuse({ ...refusals.unexpected, headers: NO_STORE }, "userinfo can be signed", {
      subject: { clientId: client.clientId },
      actual: `there is no signature algorithm ${alg}`,
    });
  const unframed = request.method === "GET" ? ({ unframed: true } as const) : {}; // recorded
  return {
    value: { status: 200, headers: { ...headers, "Content-Type": "application/jwt" }, text, ...unframed, event },
    trace: [],
  };
}

const signedBy = (alg: string) => ({ signature_required: "true", signature_algorithm: alg });

/** ID tokens and refresh tokens are signed by the realm as well, but open nothing here (asked on 26.7). */
async function verifyAccessToken(...[ctx, realm, issuer, token]: Parameters<typeof verifyIssued>) {
  const verified = await verifyIssued(ctx, realm, issuer, token);
  const typ = String(verified.value?.["typ"]);
  if (verified.refusal || /^(bearer|dpop)$/i.test(typ)) return verified;
  const rule = "it is an access token";
  const reason = `Token type is incorrect. Expected '[Bearer, DPoP]' but was '${typ}'`;
  return {
    refusal: { rule, description: "Token verification failed", reason },
    trace: [failed(rule, { actual: `its typ is ${typ}` })],
  };
}
