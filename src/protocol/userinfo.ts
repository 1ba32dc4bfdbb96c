import { isLightweight } from "../domain/access-token.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { Claims } from "../domain/json.ts";
import { planToken } from "../domain/token-plan.ts";
import { buildUserinfo } from "../domain/token-report.ts";
import { type Decision, failed } from "../domain/trace.ts";
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
import { type Refusal, refusals, refuse } from "./oauth-error.ts";
import { findRealm } from "./realm-gate.ts";
import { challenge, findBindingFlaw, type PresentedToken, readToken } from "./resource-token.ts";
import { signUserinfo, userinfoAlgorithmOf } from "./signed-answers.ts";
import { verifyIssued, verifyLive } from "./token-verification.ts";

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
  if (token.refusal) return token;
  const by = { realm: realm.name, scheme: token.value.scheme };
  const invalid: Invalid = (description) => challenge(request, by, 401, "invalid_token", description);
  const accepted = await acceptToken(ctx, realm, request, token.value, invalid);
  if (accepted.refusal) return accepted;
  const claims = accepted.value;
  if (!scopeOf(claims).split(" ").includes("openid"))
    return refuse(
      challenge(request, by, 403, "insufficient_scope", "Missing openid scope"),
      "the token was asked for with openid",
      { expected: "scope=openid in the token request", actual: `scope ${JSON.stringify(scopeOf(claims))}` },
    );
  return refuseForeignPage(realm, claims, request) ?? reportOn(ctx, realm, request, claims, invalid);
};

type Invalid = (description: string) => Refusal;

const scopeOf = ({ scope }: Claims): string => (typeof scope === "string" ? scope : "");

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
  if (issued.refusal) return { refusal: invalid(issued.refusal.description), trace: issued.trace };
  const url = `${issuer}/protocol/openid-connect/userinfo`;
  const unbound = await findBindingFlaw(ctx, request, token, issued.value, url);
  return unbound ? { refusal: invalid("Token verification failed"), trace: [unbound] } : issued;
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
  if (verified.refusal) return { refusal: invalid(verified.refusal.description), trace: verified.trace };
  const { client, holder, session } = verified.value;
  const other = findOtherCertificate(client, request, claims);
  if (other) return { refusal: invalid(refusals.otherCertificate.description ?? ""), trace: [other] };
  const words = scopeOf(claims)
    .split(" ")
    .filter((word) => word === "openid" || client.optionalScopes.has(word));
  const plan = planToken(client, holder, words.join(" "));
  if (isLightweight(plan) && client.attribute("allow.userinfo.with.lightweight.access.token") !== "true")
    return refuse(invalid("Lightweight access token not allowed for userinfo endpoint"), "the token is a full one", {
      subject: { clientId: client.clientId },
    });
  const report = buildUserinfo(plan, session.id === undefined ? { ...session, passingId: ctx.newTokenId() } : session);
  const issuer = issuerOf(realm, request.caller);
  return traced(verified.trace, await answer(ctx, request, { client, report, issuer }));
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
}

/** As JSON, or as a JWT for a client that wants it signed. */
async function answer(
  ctx: ProtocolContext,
  request: EndpointRequest,
  { client, report, issuer }: Report,
): Promise<EndpointDecision> {
  const headers = { "Cache-Control": "no-store, no-cache", Pragma: "no-cache", ...corsHeaders(request) };
  const alg = userinfoAlgorithmOf(client);
  if (alg === undefined) return { value: { status: 200, headers, json: report }, trace: [] };
  const text = await signUserinfo(ctx, client, alg, report, issuer);
  if (text === undefined)
    return refuse({ ...refusals.unexpected, headers: NO_STORE }, "userinfo can be signed", {
      subject: { clientId: client.clientId },
      actual: `there is no signature algorithm ${alg}`,
    });
  const unframed = request.method === "GET" ? ({ unframed: true } as const) : {}; // recorded
  return {
    value: { status: 200, headers: { ...headers, "Content-Type": "application/jwt" }, text, ...unframed },
    trace: [],
  };
}

/** ID tokens and refresh tokens are signed by the realm as well, but open nothing here (asked on 26.7). */
async function verifyAccessToken(...[ctx, realm, issuer, token]: Parameters<typeof verifyIssued>) {
  const verified = await verifyIssued(ctx, realm, issuer, token);
  const typ = String(verified.value?.["typ"]);
  if (verified.refusal || /^(bearer|dpop)$/i.test(typ)) return verified;
  const rule = "it is an access token";
  return {
    refusal: { rule, description: "Token verification failed" },
    trace: [failed(rule, { actual: `its typ is ${typ}` })],
  };
}
