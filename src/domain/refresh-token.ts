import type { Claims, JsonValue } from "./json.ts";
import { refreshTokenExpiry } from "./lifespans.ts";
import type { TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";

/** What a refresh token carries from one refresh to the next. */
export interface RefreshMemory {
  /** All scope names that were granted at first; narrowing on refresh does not last. */
  readonly scope: string;
  /** Set where the realm revokes used refresh tokens. */
  readonly reuseId?: string;
  /** The audience asked for at an exchange: noted, and without effect on what is refreshed (recorded). */
  readonly audience?: JsonValue;
}

/**
 * Builds the claims of a refresh or offline token (reference §8.1): what it needs to make the next tokens. `scope` has all
 * client scopes taking part, `aud_x` the access token's audience.
 * `sub` is the access token's, and missing where that has none.
 */
export function buildRefreshTokenClaims(
  plan: TokenPlan,
  facts: TokenFacts,
  access: Claims,
  { scope, reuseId, audience }: RefreshMemory,
): Claims {
  const { session, nowSeconds, issuer, confirmation } = facts;
  const exp = refreshTokenExpiry(plan.client, session, nowSeconds);
  const claims: Record<string, JsonValue | undefined> = {
    exp,
    iat: nowSeconds,
    jti: facts.newTokenId(),
    iss: issuer,
    aud: issuer,
    sub: access["sub"],
    typ: session.kind === "offline" ? "Offline" : "Refresh",
    azp: plan.client.clientId,
    sid: session.id,
    cnf: confirmation && "x5t#S256" in confirmation ? confirmation : undefined, // DPoP binds those of public clients only
    scope,
    aud_x: access["aud"],
    prov: "default",
    reuse_id: reuseId,
    "req-aud": audience,
  };
  return Object.fromEntries(
    Object.entries(claims).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}
