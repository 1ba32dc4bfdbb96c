import type { Claims } from "./json.ts";
import { assembleClaims, runMappers } from "./token-claims.ts";
import type { TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";

/**
 * Builds the claims of an ID token (OpenID Connect Core §2; reference §4.3). `aud` is the client, `exp` and `azp` are the
 * access token's, `jti` has no prefix.
 *
 * @param atHash absent where no access token goes with it; the left half of the access token's hash, base64url (OpenID Connect Core §3.1.3.6).
 */
export function buildIdTokenClaims(plan: TokenPlan, facts: TokenFacts, access: Claims, atHash?: string): Claims {
  const { id: userId } = plan.holder.user;
  const azp = typeof access["azp"] === "string" ? access["azp"] : plan.client.clientId;
  const { draft } = runMappers(plan, facts.session, "id", {
    audience: [plan.client.clientId],
    azp,
    ...(userId !== undefined && { sub: userId }),
  });
  const { session } = facts;
  const base: Claims = {
    exp: access["exp"] ?? null,
    iat: facts.nowSeconds,
    jti: facts.newTokenId(),
    iss: facts.issuer,
    typ: "ID",
    ...(session.id !== undefined && { sid: session.id }),
    ...(atHash !== undefined && { at_hash: atHash }),
  };
  return assembleClaims(base, draft);
}
