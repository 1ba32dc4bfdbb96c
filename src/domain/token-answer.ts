import { tokenTypeOf } from "./access-token.ts";
import type { Claims } from "./json.ts";
import { runMappers } from "./token-claims.ts";
import type { SessionFacts, TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";

/** The signed tokens of an answer, and the claims they came from. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly accessClaims: Claims;
  readonly refreshToken?: string;
  readonly refreshClaims?: Claims;
  readonly idToken?: string;
  /** What an exchange gave out (RFC 8693 §2.2.1). */
  readonly issuedTokenType?: string;
  /** Set where `accessToken` is none: an ID token stands in its place. */
  readonly notAnAccessToken?: true;
}

/** The body of a token answer (RFC 6749 §5.1) in Keycloak's order; `refresh_expires_in` is there even without a refresh token. */
export function buildTokenAnswer(plan: TokenPlan, facts: TokenFacts, tokens: IssuedTokens): Claims {
  const { nowSeconds, session } = facts;
  const remaining = (claims: Claims | undefined) =>
    typeof claims?.["exp"] === "number" ? claims["exp"] - nowSeconds : 0;
  const { refreshToken, idToken } = tokens;
  const answer: Claims = {
    access_token: tokens.accessToken,
    expires_in: remaining(tokens.accessClaims),
    refresh_expires_in: remaining(tokens.refreshClaims),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    token_type: tokens.notAnAccessToken ? "N_A" : tokenTypeOf(plan, facts.confirmation),
    ...(idToken !== undefined && { id_token: idToken }),
    "not-before-policy": notBeforeOf(plan),
    ...(session.id !== undefined && { session_state: session.id }),
    scope: plan.scope,
  };
  const { issuedTokenType } = tokens;
  if (plan.mappersFor("answer").length > 0) return withMapped(answer, plan, session, issuedTokenType);
  return issuedTokenType === undefined ? answer : { ...answer, issued_token_type: issuedTokenType };
}

/** Adds the fields of mappers with *Add to access token response*, among which the type of an exchanged token stands. */
function withMapped(answer: Claims, plan: TokenPlan, session: SessionFacts, issuedTokenType?: string): Claims {
  const { draft } = runMappers(plan, session, "answer");
  if (issuedTokenType !== undefined) draft.write("issued_token_type", issuedTokenType);
  const mapped = Object.entries(draft.mapped());
  return Object.fromEntries([...Object.entries(answer), ...mapped]);
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
