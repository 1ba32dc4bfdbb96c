import type { CompiledClient } from "../domain/compiled-client.ts";
import type { Claims } from "../domain/json.ts";
import type { EventFacts } from "./event-facts.ts";
import type { LiveToken, TokenProblem } from "./token-verification.ts";

const tokenDetails = ({ jti, typ, azp }: Claims) => ({
  token_id: String(jti),
  token_type: String(typ),
  token_issued_for: String(azp),
});

/** What the event of an introspection tells of a token that is good. */
export const liveFacts = (client: CompiledClient, { claims, session, holder }: LiveToken): EventFacts => ({
  client,
  userId: holder.user.id,
  sessionId: session.id,
  details: tokenDetails(claims),
});

/** Of a good token that is not for the caller. */
export function outsiderFacts(client: CompiledClient, live: LiveToken): EventFacts {
  const facts = liveFacts(client, live);
  const reason = `Client '${client.clientId}' is not in the token audience`;
  return { ...facts, error: "invalid_token", details: { ...facts.details, reason } };
}

/** Of a token that is not good. A token that cannot be trusted tells nothing of itself. */
export function inactiveFacts(client: CompiledClient, { claims, event = "invalid_token" }: TokenProblem): EventFacts {
  if (!claims) return { client, error: event, details: { reason: "Access token JWT check failed" } };
  const { sid } = claims;
  const inSession = event === "user_session_not_found" || event === "session_expired";
  return {
    client,
    error: event,
    sessionId: inSession && typeof sid === "string" ? sid : undefined,
    details: { ...tokenDetails(claims), reason: reasonOf(event, String(claims["azp"])) },
  };
}

function reasonOf(error: string, issuedFor: string): string {
  if (error === "client_not_found") return `Could not find client for ${issuedFor}`;
  if (error === "client_disabled") return `Client with clientId ${issuedFor} is disabled`;
  return `Introspection access token for ${issuedFor} client: ${error === "invalid_token" ? "JWT check failed" : error}`;
}
