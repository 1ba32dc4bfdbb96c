import { passed } from "../domain/trace.ts";
import { authenticateClient } from "./client-authentication/authenticate-client.ts";
import { corsHeaders } from "./cors.ts";
import type { Endpoint } from "./endpoint.ts";
import { readRefreshToken } from "./grants/refresh-verification.ts";
import { refusals, refuse } from "./oauth-error.ts";
import { findReachedRealm } from "./realm-gate.ts";
import { isOlderThan } from "./sessions.ts";

const ENDS = passed("the refresh token is the client's own, and its session ends");
const GONE = passed("the refresh token is the client's own; its session had ended before");

const ENDED = {
  "Cache-Control": "no-cache",
  "Content-Security-Policy": "frame-src 'self'; frame-ancestors 'self'; object-src 'none';",
};

/** Logout by refresh token (reference §8.2): ends the session. An expired token will do, and one whose session is gone already. */
export const logoutEndpoint: Endpoint = async (ctx, request) => {
  const found = findReachedRealm(ctx, request);
  if (found.refusal) return found;
  const token = request.form.first("refresh_token");
  if (!token)
    return refuse(refusals.noRefreshToken, "a refresh token is there", {
      expected: "refresh_token in the form; the browser's logout page is not part of Tokenbench",
    });
  const client = await authenticateClient(ctx, found.value, request);
  if (client.refusal) return client;
  if (client.value.representation.bearerOnly) return refuse(refusals.bearerOnly, "the client is not bearer-only");
  const read = await readRefreshToken(ctx, client.value, request, token, true);
  if (read.refusal)
    return { refusal: { ...read.refusal, event: { client: client.value } }, trace: [...client.trace, ...read.trace] };
  const session = ctx.sessions.find(found.value.name, String(read.value["sid"]));
  if (session && isOlderThan(read.value["iat"], session))
    return refuse(
      { ...refusals.invalidGrant("Toked issued before the user session started"), event: { client: client.value } },
      "the token is not older than its session",
    );
  if (session) ctx.sessions.end(session.id);
  const event = session && { client: client.value, userId: session.userId, sessionId: session.id };
  return {
    value: { status: 204, headers: { ...ENDED, ...corsHeaders(request) }, ...(event && { event }) },
    trace: [...client.trace, session ? ENDS : GONE],
  };
};
