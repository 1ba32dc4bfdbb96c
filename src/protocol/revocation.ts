import type { CompiledClient } from "../domain/compiled-client.ts";
import type { Claims } from "../domain/json.ts";
import { passed } from "../domain/trace.ts";
import { findUnreadable } from "../domain/unreadable-claims.ts";
import { authenticateClient } from "./client-authentication/authenticate-client.ts";
import { corsHeaders } from "./cors.ts";
import {
  type Endpoint,
  type EndpointDecision,
  type EndpointRequest,
  type ProtocolContext,
  traced,
} from "./endpoint.ts";
import { endParts } from "./joined-clients.ts";
import { refusals, refuse } from "./oauth-error.ts";
import { findOpenRealm } from "./realm-gate.ts";
import { type Session, stateOf } from "./sessions.ts";
import { judgeProved } from "./token.ts";
import { statelessHolder } from "./token-verification.ts";

/** In this spelling: the lower-case `bearer` of some clients cannot be revoked (recorded). */
const ACCESS_TOKENS = new Set(["Bearer", "DPoP"]);
const REFRESH_TOKENS = new Set(["Refresh", "Offline"]);
/** A revoked token is remembered at least this long, however soon it expires. */
const SHORTEST_SECONDS = 10;

const REVOKED_ACCESS = passed("the access token is the client's own, and is revoked");
const REVOKED_SESSION = passed("the refresh token is the client's own, and its session ends");

/** Token revocation (RFC 7009; reference §8.3). The hint is ignored; expired tokens and those of another address will do. */
export const revocationEndpoint: Endpoint = async (ctx, request) => {
  const open = findOpenRealm(ctx, request);
  if (open.refusal) return withCors(open, request);
  const authenticated = await authenticateClient(ctx, open.value, request);
  const client = authenticated.refusal ? authenticated : judgeProved(authenticated, request);
  if (client.refusal === refusals.invalidOrigin) return client;
  if (client.refusal) return withCors(client, request);
  const revoked = await revoke(ctx, client.value, request.form.first("token"));
  return withCors(traced(client.trace, revoked.refusal ? toldOf(client.value, revoked) : revoked), request);
};

const toldOf = (client: CompiledClient, { refusal, trace }: Refused): EndpointDecision => ({
  refusal: { ...refusal, event: { ...refusal.event, client } },
  trace,
});

type Refused = Exclude<EndpointDecision, { readonly refusal?: undefined }>;

async function revoke(
  ctx: ProtocolContext,
  client: CompiledClient,
  token: string | undefined,
): Promise<EndpointDecision> {
  const subject = { clientId: client.clientId };
  if (token === undefined)
    return refuse(refusals.nothingToRevoke, "a token is there", { expected: "token in the form" });
  const verified = await ctx.keysOf(client.realm).verify(token);
  if ("problem" in verified)
    return refuse(refusals.unknownToken, "the signature is the realm's", { subject, actual: verified.problem });
  const claims = verified.decoded.claims as Claims;
  const { typ, azp } = claims;
  const unreadable = findUnreadable(claims);
  if (unreadable !== undefined)
    return refuse(refusals.unknownToken, "Keycloak can read the token", {
      subject,
      actual: `${unreadable} has a value of another kind`,
    });
  if (!ACCESS_TOKENS.has(String(typ)) && !REFRESH_TOKENS.has(String(typ)))
    return refuse(refusals.unrevocableToken, "it is an access or a refresh token", {
      subject,
      expected: [...ACCESS_TOKENS, ...REFRESH_TOKENS].join(", "),
      actual: `its typ is ${String(typ)}`,
    });
  if (azp === undefined) return refuse(refusals.unknownToken, "the token names its client", { subject });
  if (azp !== client.clientId)
    return refuse(refusals.tokenOfAnother, "the token was issued to this client", {
      subject,
      actual: `it was issued to ${String(azp)}`,
    });
  return revokeOwn(ctx, client, claims);
}

function revokeOwn(ctx: ProtocolContext, client: CompiledClient, claims: Claims): EndpointDecision {
  const now = ctx.nowSeconds();
  const session = findSession(ctx, client, claims);
  if (!session && (claims["sid"] !== undefined || !hasHolder(client, claims)))
    return refuse(refusals.goneToken, "session and user of the token are there", {
      subject: { clientId: client.clientId },
      actual: claims["sid"] === undefined ? "its user is gone or disabled" : "its session has ended",
    });
  if (session && endParts(session, (_id, { subjects }) => subjects.includes(client.clientId)))
    ctx.sessions.changed(session);
  if (session && REFRESH_TOKENS.has(String(claims["typ"]))) {
    leave(ctx, client, session);
    return revokedSession(client, session, claims);
  }
  const lasts = Math.max(Number(claims["exp"] ?? 0) + 1 - now, SHORTEST_SECONDS);
  ctx.revokedTokens.add(String(claims["jti"]), now + lasts, now);
  const userId = session?.userId ?? String(claims["sub"]);
  const event = { client, userId, details: { token_id: String(claims["jti"]) } };
  return { value: { status: 200, event }, trace: [REVOKED_ACCESS] };
}

/** The session ends, or only the part of a client that came to it by an exchange. */
function leave(ctx: ProtocolContext, client: CompiledClient, session: Session): void {
  if (session.client === client.id) {
    ctx.sessions.end(session.id);
    return;
  }
  endParts(session, (id) => id === client.id);
  ctx.sessions.changed(session);
}

function revokedSession(client: CompiledClient, { id, userId }: Session, { jti, typ }: Claims): EndpointDecision {
  const details = {
    revoked_client: client.clientId,
    refresh_token_id: String(jti),
    refresh_token_type: String(typ),
  };
  const event = { client, userId, sessionId: id, details };
  return { value: { status: 200, event }, trace: [REVOKED_SESSION] };
}

/** The session of a token while it is good for refreshing, or would be, were its client in it for longer. */
function findSession(ctx: ProtocolContext, client: CompiledClient, { sid }: Claims): Session | undefined {
  if (sid === undefined) return undefined;
  const session = ctx.sessions.find(client.realm.name, String(sid));
  const state = stateOf(session, client, ctx.nowSeconds());
  return state === "alive" || state === "client expired" ? session : undefined;
}

function hasHolder(client: CompiledClient, claims: Claims): boolean {
  const holder = statelessHolder(client.realm, client, claims);
  return holder !== undefined && holder.user.enabled !== false;
}

function withCors(decision: EndpointDecision, request: EndpointRequest): EndpointDecision {
  const headers = corsHeaders(request);
  return decision.refusal
    ? { trace: decision.trace, refusal: { ...decision.refusal, headers } }
    : { trace: decision.trace, value: { ...decision.value, headers } };
}
