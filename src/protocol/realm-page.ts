import { corsHeaders } from "./cors.ts";
import { type Endpoint, issuerOf } from "./endpoint.ts";
import { findRealm } from "./realm-gate.ts";

/** The realm's public page (reference §1.3), the only document of the protocol with a charset. */
export const realmPageEndpoint: Endpoint = (ctx, request) => {
  const found = findRealm(ctx, request);
  if (found.refusal) return found;
  const realm = found.value;
  const issuer = issuerOf(realm, request.caller);
  const json = {
    realm: realm.name,
    public_key: ctx.keysOf(realm).publicKey,
    "token-service": `${issuer}/protocol/openid-connect`,
    "account-service": `${issuer}/account`,
    "tokens-not-before": realm.document.notBefore ?? 0,
  };
  return {
    value: {
      status: 200,
      headers: {
        "Content-Type": "application/json;charset=UTF-8",
        "Cache-Control": "no-cache",
        ...corsHeaders(request, false),
      },
      json,
    },
    trace: found.trace,
  };
};
