import { corsHeaders } from "./cors.ts";
import type { Endpoint } from "./endpoint.ts";
import { findReachedRealm } from "./realm-gate.ts";

/** The realm's public keys (RFC 7517), for signatures and for encryption. */
export const certsEndpoint: Endpoint = (ctx, request) => {
  const found = findReachedRealm(ctx, request);
  if (found.refusal) return found;
  return {
    value: {
      status: 200,
      headers: { "Cache-Control": "no-cache", ...corsHeaders(request, false) },
      json: { keys: ctx.keysOf(found.value).jwks },
    },
    trace: found.trace,
  };
};
