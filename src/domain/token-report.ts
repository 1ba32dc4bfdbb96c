import { tokenTypeOf } from "./access-token.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";
import type { Claims, JsonValue } from "./json.ts";
import { assembleClaims, runMappers, toResourceAccess } from "./token-claims.ts";
import { audienceOf } from "./token-exchange.ts";
import type { SessionFacts, TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";

const IDENTITY = ["exp", "iat", "jti", "iss", "sub", "typ", "azp", "sid"] as const;

/**
 * A token as its client's mappers would write it today for introspection: its own identity and audience, to which they add
 * (asked on 26.7: a refresh token is for the realm and for all that its access token is for).
 */
export function buildIntrospected(plan: TokenPlan, facts: TokenFacts, token: Claims): Claims {
  const { draft } = runMappers(plan, facts.session, "introspection", {
    azp: plan.client.clientId,
    audience: [...audienceOf(token)],
    ...(typeof token["sub"] === "string" && { sub: token["sub"] }),
  });
  const base = Object.fromEntries(
    IDENTITY.flatMap((name) => (token[name] === undefined ? [] : [[name, token[name]] as const])),
  );
  const { cnf } = token;
  const scope = typeof token["scope"] === "string" && token["scope"] !== "" ? { scope: token["scope"] } : {};
  return assembleClaims(base, draft, { ...(cnf !== undefined && { cnf }), ...scope });
}

/** The body of an active introspection answer (RFC 7662 §2.2; reference §8.4). */
export function buildIntrospection(plan: TokenPlan, token: Claims, introspected: Claims): Claims {
  return {
    ...introspected,
    client_id: token["azp"] ?? plan.client.clientId,
    username: introspected["username"] ?? introspected["preferred_username"] ?? plan.holder.user.username,
    token_type: token["typ"] ?? tokenTypeOf(plan),
    active: true,
  };
}

/** The body of a userinfo answer (OpenID Connect Core §5.3.2), in Keycloak's order: `sub` and what mappers write there. */
export function buildUserinfo(plan: TokenPlan, session: SessionFacts): Claims {
  const { draft } = runMappers(plan, session, "userinfo");
  const { sub = plan.holder.user.id, audience, realmAccess, resourceAccess } = draft.named;
  const claims = new Map<string, JsonValue | undefined>([
    ["sub", sub],
    ["aud", audience.length > 0 ? audience : undefined],
    ["address", undefined], // Keycloak puts it in ahead of the others, which shows where names share a hash bucket
    ...Object.entries(draft.mapped()),
  ]);
  if (realmAccess) claims.set("realm_access", { roles: realmAccess });
  if (resourceAccess.size > 0) claims.set("resource_access", toResourceAccess(resourceAccess));
  const names = [...claims.keys()].filter((name) => claims.get(name) !== undefined);
  return Object.fromEntries(inJavaHashOrder(names).map((name) => [name, claims.get(name) ?? null]));
}
