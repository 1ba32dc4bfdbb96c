import { tokenTypeOf } from "./access-token.ts";
import type { Claims, JsonValue } from "./json.ts";
import { assembleClaims, runMappers } from "./token-claims.ts";
import type { TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";

const IDENTITY = ["exp", "iat", "jti", "iss", "sub", "typ", "azp", "sid"] as const;

/**
 * The body of an active introspection answer (RFC 7662 §2.2; reference §8.4): the token's own identity, and its claims as
 * the issuing client's mappers would write them today.
 */
export function buildIntrospection(plan: TokenPlan, facts: TokenFacts, token: Claims): Claims {
  const start = { azp: plan.client.clientId, ...(typeof token["sub"] === "string" && { sub: token["sub"] }) };
  const { draft } = runMappers(plan, facts.session, "introspection", start);
  const base = Object.fromEntries(
    IDENTITY.flatMap((name) => (token[name] === undefined ? [] : [[name, token[name]] as const])),
  );
  const scope = typeof token["scope"] === "string" && token["scope"] !== "" ? { scope: token["scope"] } : {};
  const claims = assembleClaims(base, draft, scope);
  return {
    ...claims,
    client_id: token["azp"] ?? plan.client.clientId,
    username: claims["preferred_username"] ?? plan.holder.user.username,
    token_type: token["typ"] ?? tokenTypeOf(plan),
    active: true,
  };
}

/** The body of a userinfo answer (OpenID Connect Core §5.3.2): `sub` and what mappers write there. */
export function buildUserinfo(plan: TokenPlan, facts: TokenFacts): Claims {
  const { draft } = runMappers(plan, facts.session, "userinfo");
  const { sub = plan.holder.user.id, realmAccess, resourceAccess } = draft.named;
  const named: Record<string, JsonValue | undefined> = {
    sub,
    realm_access: realmAccess && { roles: realmAccess },
    resource_access:
      resourceAccess.size > 0
        ? Object.fromEntries([...resourceAccess].map(([owner, roles]) => [owner, { roles }]))
        : undefined,
  };
  const present = Object.entries(named).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries([...present, ...Object.entries(draft.mapped())]);
}
