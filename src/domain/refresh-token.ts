import type { Claims, JsonValue } from "./json.ts";
import { refreshTokenExpiry } from "./lifespans.ts";
import type { TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";

/**
 * Builds the claims of a refresh or offline token (reference §8.1): what it needs to make the next tokens. `scope` has all
 * client scopes taking part, `aud_x` the access token's audience.
 *
 * @param internalScope all scope names that were granted at first; narrowing on refresh does not last.
 * @param reuseId set where the realm revokes used refresh tokens.
 */
export function buildRefreshTokenClaims(
  plan: TokenPlan,
  facts: TokenFacts,
  access: Claims,
  internalScope: string,
  reuseId?: string,
): Claims {
  const { session, nowSeconds, issuer } = facts;
  const exp = refreshTokenExpiry(plan.client, session, nowSeconds);
  const claims: Record<string, JsonValue | undefined> = {
    exp,
    iat: nowSeconds,
    jti: facts.newTokenId(),
    iss: issuer,
    aud: issuer,
    sub: plan.holder.user.id,
    typ: session.kind === "offline" ? "Offline" : "Refresh",
    azp: plan.client.clientId,
    sid: session.id,
    scope: internalScope,
    aud_x: access["aud"],
    reuse_id: reuseId,
    prov: "default",
  };
  return Object.fromEntries(
    Object.entries(claims).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}
