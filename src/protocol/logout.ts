import { authenticateClient } from "./client-authentication.ts";
import { corsHeaders } from "./cors.ts";
import type { Endpoint } from "./endpoint.ts";
import { verifyRefreshToken } from "./grants/refresh-token.ts";
import { refusals, refuse } from "./oauth-error.ts";
import { findReachedRealm } from "./realm-gate.ts";

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
  const client = authenticateClient(found.value, request);
  if (client.refusal) return client;
  if (client.value.representation.bearerOnly) return refuse(refusals.bearerOnly, "the client is not bearer-only");
  const verified = await verifyRefreshToken(ctx, client.value, request, token, true);
  const gone =
    verified.refusal?.description === "Session not active" ||
    verified.refusal?.description === "Offline user session not found";
  if (verified.refusal && !gone) return { refusal: verified.refusal, trace: [...client.trace, ...verified.trace] };
  if (verified.value) ctx.sessions.end(verified.value.session.id);
  return {
    value: { status: 204, headers: { ...ENDED, ...corsHeaders(request) } },
    trace: [...client.trace, ...verified.trace],
  };
};
