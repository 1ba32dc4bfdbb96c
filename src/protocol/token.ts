import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { type Confirmation, PROVED } from "../domain/token-facts.ts";
import { type Decision, passed } from "../domain/trace.ts";
import { authenticateClient } from "./client-authentication/authenticate-client.ts";
import { allowsOrigin, corsHeaders, withCors } from "./cors.ts";
import { verifyProof } from "./dpop.ts";
import {
  type Endpoint,
  type EndpointDecision,
  type EndpointRequest,
  issuerOf,
  type ProtocolContext,
  traced,
} from "./endpoint.ts";
import { grantClientCredentials } from "./grants/client-credentials.ts";
import type { Grant } from "./grants/grant.ts";
import { grantPassword } from "./grants/password.ts";
import { grantRefreshToken } from "./grants/refresh-token.ts";
import { grantTokenExchange } from "./grants/token-exchange.ts";
import { mayStandTwice, TOKEN_EXCHANGE } from "./grants/token-exchange-request.ts";
import { unusableGrants } from "./grants/unusable.ts";
import { type Refusal, refusals, refuse } from "./oauth-error.ts";
import { findOpenRealm } from "./realm-gate.ts";

const grants = new Map<string, Grant>([
  ["client_credentials", grantClientCredentials],
  ["refresh_token", grantRefreshToken],
  ["password", grantPassword],
  [TOKEN_EXCHANGE, grantTokenExchange],
  ...unusableGrants,
]);

const NO_STORE = { "Cache-Control": "no-store", Pragma: "no-cache" };
const NO_PARAMETER_TWICE = passed("no parameter stands twice");

/** The token endpoint (RFC 6749 §3.2). The order of the checks is Keycloak's; callers see the first that fails. */
export const tokenEndpoint: Endpoint = async (ctx, request) => {
  const open = findOpenRealm(ctx, request);
  if (open.refusal === refusals.realmDisabled) return withHeaders(open, withCors(NO_STORE, request));
  if (open.refusal) return withHeaders(open, corsHeaders(request));
  const grantType = request.form.first("grant_type");
  if (grantType === undefined)
    return withHeaders(
      refuse(refusals.noGrantType, "grant_type is there", {
        expected: "grant_type=client_credentials in an application/x-www-form-urlencoded body",
        actual: describeBody(request),
      }),
      NO_STORE,
    );
  const grant = grants.get(grantType);
  if (!grant)
    return withHeaders(
      refuse(refusals.unknownGrantType, "grant_type is known", {
        expected: "client_credentials, refresh_token or another that discovery lists",
        actual: grantType,
      }),
      NO_STORE,
    );
  const client = await judgeClient(ctx, open.value, request);
  const headers = client.refusal === refusals.invalidOrigin ? NO_STORE : withCors(NO_STORE, request);
  if (client.refusal) return withHeaders({ refusal: client.refusal, trace: open.trace.concat(client.trace) }, headers);
  const steps = open.trace.concat(client.trace);
  const bound = await findConfirmation(ctx, client.value, request);
  if (bound.refusal)
    return withHeaders(toldOf(client.value, { refusal: bound.refusal, trace: steps.concat(bound.trace) }), headers);
  const answer = await grant(ctx, client.value, request, bound.value.confirmation);
  return withHeaders(toldOf(client.value, traced(steps.concat(bound.trace), answer)), headers);
};

/** A refusal of a client that has proved itself leaves an event of it; a refresh without a token leaves none (recorded). */
function toldOf(client: CompiledClient, decision: EndpointDecision): EndpointDecision {
  const { refusal, trace } = decision;
  if (!refusal || refusal === refusals.noRefreshToken) return decision;
  return { trace, refusal: { ...refusal, event: { ...refusal.event, client } } };
}

/** What tokens are bound to: nothing, for most clients. */
type Bound = Decision<{ readonly confirmation?: Confirmation }, Refusal>;

const UNBOUND: Bound = { value: {}, trace: [] };

/** The key of a DPoP proof, or the client's certificate, where the request or the client asks for it; the certificate before the key. */
async function findConfirmation(
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
): Promise<Bound> {
  const proof = await findProof(ctx, client, request);
  if (proof?.refusal) return proof;
  const { certificate } = request.caller;
  if (!certificate || client.attribute("tls.client.certificate.bound.access.tokens") !== "true")
    return proof ? { value: { confirmation: proof.value }, trace: proof.trace } : UNBOUND;
  const { thumbprint } = certificate;
  const trace = [passed("a client certificate binds the token", { actual: `SHA-256 ${thumbprint}` })];
  const confirmation = { "x5t#S256": thumbprint, ...(proof && ({ [PROVED]: true } as const)) };
  return { value: { confirmation }, trace: [...(proof?.trace ?? []), ...trace] };
}

/** undefined where none came and none is demanded. */
function findProof(ctx: ProtocolContext, client: CompiledClient, request: EndpointRequest) {
  if (request.header("dpop") === undefined && client.attribute("dpop.bound.access.tokens") !== "true") return undefined;
  const url = `${issuerOf(client.realm, request.caller)}/protocol/openid-connect/token`;
  return verifyProof(ctx, request, { method: request.method, url });
}

/** Everything that is asked of the client before its grant: who it is, and that the request is well formed. */
async function judgeClient(
  ctx: ProtocolContext,
  realm: CompiledRealm,
  request: EndpointRequest,
): Promise<Decision<CompiledClient, Refusal>> {
  const client = await authenticateClient(ctx, realm, request);
  return client.refusal ? client : judgeProved(client, request);
}

/** What is asked of a client that has proved itself: that the request is well formed. Pure. */
export function judgeProved(
  client: Exclude<Decision<CompiledClient, Refusal>, { readonly refusal: Refusal }>,
  request: EndpointRequest,
): Decision<CompiledClient, Refusal> {
  const broken = checkClient(client.value, request);
  return broken ? traced(client.trace, broken) : { value: client.value, trace: [...client.trace, NO_PARAMETER_TWICE] };
}

/** What Keycloak tests between authentication and the grant (reference §2.1, 10 to 13); undefined when all is well. */
function checkClient(client: CompiledClient, request: EndpointRequest): Decision<never, Refusal> | undefined {
  const { representation, clientId } = client;
  const subject = { clientId };
  if ((representation.protocol ?? "openid-connect") !== "openid-connect")
    return refuse(refusals.wrongProtocol, "the client is for OpenID Connect", {
      subject,
      expected: "openid-connect",
      actual: representation.protocol ?? "",
    });
  if (!allowsOrigin(client, request))
    return refuse(refusals.invalidOrigin, "the origin of the page is allowed", {
      subject,
      expected: "one of the client's Web origins",
      actual: request.header("origin") ?? "",
    });
  if (representation.bearerOnly)
    return refuse(refusals.bearerOnly, "the client is not bearer-only", {
      subject,
      expected: "a client that asks for tokens",
      actual: `${clientId} is bearer-only: it takes tokens and asks for none`,
    });
  const repeated = request.form.repeated.find((name) => !mayStandTwice(request.form, name));
  return repeated === undefined
    ? undefined
    : refuse(refusals.repeatedParameter, "no parameter stands twice", {
        subject,
        expected: "each parameter once",
        actual: repeated === "" ? "empty pairs (&&)" : `${repeated} more than once`,
      });
}

function describeBody(request: EndpointRequest): string {
  const type = request.header("content-type");
  if (request.form.names.length > 0) return `only ${request.form.names.slice(0, 10).join(", ")}`;
  return type === undefined ? "no Content-Type, so the body is not read" : `no parameters in a body of type ${type}`;
}

/** Grants set no headers of their own, so these are all. */
function withHeaders(decision: EndpointDecision, headers: Readonly<Record<string, string>>): EndpointDecision {
  if (decision.refusal) return { trace: decision.trace, refusal: { ...decision.refusal, headers } };
  return { trace: decision.trace, value: { ...decision.value, headers } };
}
