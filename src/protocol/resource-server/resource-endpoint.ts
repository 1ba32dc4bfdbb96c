import type { CompiledRealm } from "../../domain/compiled-realm.ts";
import type { Claims } from "../../domain/json.ts";
import { judgeAccess, type KnownToken, type NoAccess } from "../../domain/resource-server/resource-access.ts";
import type { ResourceServerSettings } from "../../domain/resource-server/resource-settings.ts";
import { type AskedOnTheWay, type Decision, failed, passed, type Trace, type TraceStep } from "../../domain/trace.ts";
import { decodeJws } from "../../keys/jws.ts";
import { type EndpointDecision, type EndpointRequest, issuerOf, type ProtocolContext, traced } from "../endpoint.ts";
import type { EventFacts } from "../event-facts.ts";
import type { Refusal } from "../oauth-error.ts";
import type { PresentedToken } from "../resource-token.ts";
import { type Challenge, challengeWith, readBearer } from "./bearer.ts";
import { createFindMend } from "./missing-parts.ts";
import { type Bound, judgeBinding } from "./token-binding.ts";

/** A call of the resource server, beside what every request of a realm has. */
export interface ResourceRequest extends EndpointRequest {
  /** Each Authorization header as it came. */
  readonly authorization: readonly string[];
  /** Below `/resource/{realm}`. */
  readonly path: string;
  readonly query: string;
  /** Its address without the query, as a DPoP proof names it. */
  readonly url: string;
  /** Where this server is reached whatever the request calls it: only there its secrets may go. */
  readonly ownAddress: string;
}

/** What somebody said of a token, with how it came to that in words. `unreachable`: nobody could be asked. */
export type Verdict<Value> = ({ readonly value: Value; readonly how: string } | { readonly unreachable: string }) & {
  readonly asked?: AskedOnTheWay;
};

/** What the resource server needs of the world beside the realms. */
export interface ResourceContext {
  readonly protocol: ProtocolContext;
  settingsOf(realm: string): ResourceServerSettings | undefined;
  /** Why another issuer is not spoken to; undefined where it may be. */
  whyNotAsked(issuer: string): string | undefined;
  /** Judges the signature of a token by the keys that its issuer publishes. */
  verifyForeign(jwt: string, issuer: string): Promise<Verdict<boolean>>;
  /** Asks the issuer over a socket (RFC 7662 §2.1); the value is its answer, `active` included. */
  introspect(asked: Introspection): Promise<Verdict<Claims>>;
}

export interface Introspection {
  readonly realm: CompiledRealm;
  readonly request: ResourceRequest;
  readonly settings: ResourceServerSettings;
  /** Undefined: the realm itself. */
  readonly foreignIssuer: string | undefined;
  readonly token: string;
}

/**
 * The resource server that a realm brings along to be tried on: answers who a token is of, or why it does not open it
 * (RFC 6750 §3.1, RFC 9068 §4, RFC 9449 §7.1, RFC 8705 §3). Every check is a step of the trace.
 */
export async function answerResource(ctx: ResourceContext, request: ResourceRequest): Promise<EndpointDecision> {
  const { realmName } = request;
  const realm = ctx.protocol.findRealm(realmName)?.compiled;
  const settings = ctx.settingsOf(realmName);
  if (!realm || !settings?.enabled) return refuseOff(realmName, realm !== undefined);
  const read = readBearer(request, request.authorization, request.query);
  const trace = [passed("the resource server is switched on"), read.step];
  if (!read.token) return { refusal: challengeWith({ realm: realmName, ...read.challenge }), trace };
  const ownIssuer = issuerOf(realm, request.caller);
  const issuer = settings.issuer ?? ownIssuer;
  const given: Given = { ctx, realm, request, settings, token: read.token, issuer, isForeign: issuer !== ownIssuer };
  return traced(trace, named(await judgeToken(given), read.token.text));
}

interface Given {
  readonly ctx: ResourceContext;
  readonly realm: CompiledRealm;
  readonly request: ResourceRequest;
  readonly settings: ResourceServerSettings;
  readonly token: PresentedToken;
  readonly issuer: string;
  /** The issuer is another than the realm. */
  readonly isForeign: boolean;
}

function refuseOff(realm: string, isThere: boolean): EndpointDecision {
  const description = isThere
    ? `The resource server of the realm ${realm} is off: switch it on in the window under Resource server, or with POST /workbench/realms/${encodeURIComponent(realm)}/resource-server`
    : `There is no realm ${realm}: the address of a resource server is /resource/{realm}`;
  const rule = isThere ? "the resource server is switched on" : "the realm exists";
  return {
    refusal: { status: 404, error: "not_found", description, headers: { "Cache-Control": "no-store" } },
    trace: [failed(rule, { subject: { realm } })],
  };
}

/** Whom the token names, for the log: it may not be true. */
function named(decision: EndpointDecision, text: string): EndpointDecision {
  const claims = decodeJws(text)?.claims;
  const clientId = claims?.["azp"] ?? claims?.["client_id"];
  if (typeof clientId !== "string" || clientId.length > 255) return decision;
  const event: EventFacts = { clientId };
  return decision.refusal
    ? { ...decision, refusal: { ...decision.refusal, event } }
    : { ...decision, value: { ...decision.value, event } };
}

async function judgeToken(given: Given): Promise<EndpointDecision> {
  const whyNot = given.isForeign ? given.ctx.whyNotAsked(given.issuer) : undefined;
  if (whyNot !== undefined) return unavailable(given, MAY_ASK, whyNot);
  const known = await (given.settings.verification === "introspection" ? introspected(given) : verified(given));
  if (known.refusal) return known;
  const { claims } = known.value;
  const { ctx, realm, settings, issuer, isForeign } = given;
  const access = judgeAccess(known.value, settings, {
    nowSeconds: ctx.protocol.nowSeconds(),
    issuer,
    audience: settings.audience,
    findMend: isForeign ? () => ({}) : createFindMend(realm, claims, ctx.protocol.newTokenId),
  });
  const binding = await judgeBinding(ctx.protocol, given.request, given.token, claims);
  const trace = [...known.trace, ...access.trace, ...binding.trace];
  const refusal = refuseAccess(given, access.refusal, binding.challenge);
  return refusal ? { refusal, trace } : { value: welcome(given, claims), trace };
}

const MAY_ASK = "the issuer may be asked";
const SIGNATURE = "the signature is the issuer's";

/** By the realm's own keys, or by those that another issuer publishes. */
async function verified(given: Given): Promise<Decision<KnownToken, Refusal>> {
  const { ctx, realm, token, issuer, isForeign } = given;
  const decoded = decodeJws(token.text);
  if (!decoded)
    return invalid(given, failed(SIGNATURE, { actual: "it is no signed JWT" }), "The token is no signed JWT");
  const verdict = isForeign ? await ctx.verifyForeign(token.text, issuer) : await verifyOwn(ctx, realm, token.text);
  if ("unreachable" in verdict) return unavailable(given, SIGNATURE, verdict.unreachable);
  if (!verdict.value)
    return invalid(
      given,
      failed(SIGNATURE, { expected: `a signature by a key of ${issuer}`, actual: verdict.how }),
      `The signature is not the issuer's: ${verdict.how}`,
    );
  const value = { header: decoded.header as Claims, claims: decoded.claims as Claims, introspected: false };
  return { value, trace: [passed(SIGNATURE, { actual: verdict.how })] };
}

async function verifyOwn({ protocol }: ResourceContext, realm: CompiledRealm, text: string): Promise<Verdict<boolean>> {
  const found = await protocol.keysOf(realm).verify(text);
  return "problem" in found
    ? { value: false, how: found.problem }
    : { value: true, how: `signed by the key ${found.kid} of the realm` };
}

const ACTIVE = "the issuer says that the token is active";

async function introspected(given: Given): Promise<Decision<KnownToken, Refusal>> {
  const { ctx, settings, token, isForeign, issuer } = given;
  const as = settings.introspectAs ?? "";
  const verdict = await ctx.introspect({
    ...given,
    token: token.text,
    foreignIssuer: isForeign ? issuer : undefined,
  });
  const asked = verdict.asked && { asked: verdict.asked };
  if ("unreachable" in verdict) return unavailable(given, ACTIVE, verdict.unreachable, asked);
  const base = { subject: { as }, expected: "active: true", ...asked };
  if (verdict.value["active"] !== true)
    return invalid(
      given,
      failed(ACTIVE, { ...base, actual: verdict.how }),
      "The issuer says that the token is not active",
    );
  const header = decodeJws(token.text)?.header ?? {};
  return {
    value: { header: header as Claims, claims: verdict.value, introspected: true },
    trace: [passed(ACTIVE, { subject: base.subject, actual: verdict.how, ...asked })],
  };
}

const challengeOf = ({ request, token }: Given, more: Omit<Challenge, "realm">): Refusal =>
  challengeWith({ realm: request.realmName, scheme: token.scheme, ...more });

const invalid = (given: Given, step: TraceStep, description: string): { refusal: Refusal; trace: Trace } => ({
  refusal: challengeOf(given, { status: 401, error: "invalid_token", description }),
  trace: [step],
});

/** Whether the token is good is not known, so it is not called bad. */
const unavailable = (
  given: Given,
  rule: string,
  why: string,
  more?: Pick<TraceStep, "asked">,
): { refusal: Refusal; trace: Trace } => ({
  refusal: {
    status: 503,
    error: "temporarily_unavailable",
    description: "The resource server could not ask its issuer",
    headers: { "Cache-Control": "no-store" },
  },
  trace: [failed(rule, { expected: `an answer of ${given.issuer}`, actual: why, ...more })],
});

/** What is wrong with the token itself comes before what it lacks; of these, scopes before roles. */
function refuseAccess(given: Given, access: NoAccess | undefined, binding: Bound["challenge"]): Refusal | undefined {
  if (access?.kind === "token")
    return challengeOf(given, { status: 401, error: "invalid_token", description: access.description });
  if (binding) return challengeOf(given, binding);
  if (!access) return undefined;
  const { description } = access;
  const lacks = { status: 403, error: "insufficient_scope", description };
  return challengeOf(given, access.kind === "scope" ? { ...lacks, scope: given.settings.scopes.join(" ") } : lacks);
}

const TOLD = [
  "iss",
  "sub",
  "azp",
  "client_id",
  "preferred_username",
  "aud",
  "scope",
  "exp",
  "realm_access",
  "resource_access",
];

/** Whom the token is of, in its own words. */
function welcome({ request }: Given, claims: Claims) {
  const told = TOLD.flatMap((name) => (claims[name] === undefined ? [] : [[name, claims[name]]]));
  const json = {
    message: "The token opens this resource",
    method: request.method,
    path: request.path,
    token: Object.fromEntries(told),
  };
  return { status: 200, headers: { "Cache-Control": "no-store" }, json };
}
