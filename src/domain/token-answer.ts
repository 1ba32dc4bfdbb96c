import { tokenTypeOf } from "./access-token.ts";
import type { Claims, JsonValue } from "./json.ts";
import { runMappers } from "./token-claims.ts";
import type { TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";

/** The signed tokens of an answer, and the claims they came from. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly accessClaims: Claims;
  readonly refreshToken?: string;
  readonly refreshClaims?: Claims;
  readonly idToken?: string;
}

/** The body of a token answer (RFC 6749 §5.1) in Keycloak's order; `refresh_expires_in` is there even without a refresh token. */
export function buildTokenAnswer(plan: TokenPlan, facts: TokenFacts, tokens: IssuedTokens): Claims {
  const { nowSeconds, session } = facts;
  const remaining = (claims: Claims | undefined) =>
    typeof claims?.["exp"] === "number" ? claims["exp"] - nowSeconds : 0;
  const answer: Record<string, JsonValue | undefined> = {
    access_token: tokens.accessToken,
    expires_in: remaining(tokens.accessClaims),
    refresh_expires_in: remaining(tokens.refreshClaims),
    refresh_token: tokens.refreshToken,
    token_type: tokenTypeOf(plan),
    id_token: tokens.idToken,
    "not-before-policy": notBeforeOf(plan),
    session_state: session.id,
    scope: plan.scope,
  };
  const fields = Object.entries(answer).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  const mapped = Object.entries(mappedFields(plan, facts)).filter(([name]) => !Object.hasOwn(answer, name));
  return Object.fromEntries([...fields, ...mapped]);
}

/** Fields that mappers add with *Add to access token response*. */
function mappedFields(plan: TokenPlan, facts: TokenFacts): Claims {
  if (plan.mappersFor("answer").length === 0) return {};
  return runMappers(plan, facts, "answer").draft.mapped();
}

/** The latest of the not-before policies of realm, client and user: reported here, applied by those who validate. */
function notBeforeOf(plan: TokenPlan): number {
  const { client, holder } = plan;
  return Math.max(
    client.realm.document.notBefore ?? 0,
    client.representation.notBefore ?? 0,
    holder.user.notBefore ?? 0,
  );
}
