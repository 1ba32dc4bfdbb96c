import type { RoleVerdict, TokenExplanation } from "./explanation.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";
import type { Claims, JsonValue } from "./json.ts";
import type { TokenPlan } from "./token-plan.ts";
import { type Mend, passed, type Trace, type TraceStep } from "./trace.ts";

/** The values of an `aud` claim, which is a text when there is but one (RFC 7519 §4.1.3). */
export function audienceOf({ aud }: Claims): readonly string[] {
  if (aud === undefined) return [];
  return (Array.isArray(aud) ? aud : [aud]).map(String);
}

/**
 * A token cut down to the audience that an exchange asked for (RFC 8693 §2.1): of `aud` and of `resource_access` only that
 * stays. Realm roles and scopes stay, and a token that is for nobody is left as it is (recorded).
 */
export function cutToAudience(claims: Claims, audience: readonly string[]): Claims {
  const present = new Set(audienceOf(claims));
  if (present.size === 0) return claims;
  const kept = inJavaHashOrder([...new Set(audience)]).filter((name) => present.has(name));
  const roles = claims["resource_access"];
  const cut: Record<string, JsonValue> = { ...claims, aud: kept.length === 1 ? (kept[0] ?? "") : kept };
  if (kept.length === 0) delete cut["aud"];
  if (isClaims(roles))
    cut["resource_access"] = Object.fromEntries(Object.entries(roles).filter(([owner]) => kept.includes(owner)));
  return cut;
}

const isClaims = (value: JsonValue | undefined): value is Claims =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** What was asked for and is not in the token, in Keycloak's order. */
export function missingAudience(claims: Claims, audience: readonly string[]): readonly string[] {
  const present = new Set(audienceOf(claims));
  const asked = [...new Set(audience)];
  return inJavaHashOrder(asked).filter((name) => !present.has(name));
}

/** The explanation of a token that was cut down: a client's roles go with the client. */
export function withoutOtherAudiences(explanation: TokenExplanation, claims: Claims): TokenExplanation {
  const kept = new Set(audienceOf(claims));
  const roles = explanation.roles.map((verdict) =>
    verdict.inToken && verdict.owner !== undefined && !kept.has(verdict.owner) ? cutOff(verdict, kept) : verdict,
  );
  return { ...explanation, roles };
}

const cutOff = (verdict: RoleVerdict, kept: ReadonlySet<string>): RoleVerdict => ({
  ...verdict,
  inToken: false,
  reason: `Held and in scope, but the exchange asked for the audience ${[...kept].join(", ")} alone`,
});

/** Why a client is not in the audience of a token: a mapper or a role of it would bring it there. */
export function whyNotInAudience(plan: TokenPlan, clientId: string): { actual: string; mend?: Mend } {
  if (clientId === plan.client.clientId)
    return { actual: `${clientId} is the requester itself, which only an audience mapper adds to its own tokens` };
  const near = plan.roles.find(({ owner, heldThrough, inToken }) => owner === clientId && heldThrough && !inToken);
  const [mend] = near?.mends ?? [];
  const actual = near
    ? `no audience mapper of ${plan.client.clientId} adds ${clientId}, and its role ${near.name}, which is held, is not let through`
    : `no audience mapper of ${plan.client.clientId} adds ${clientId}, and ${plan.holder.user.username} holds no role of it that is in scope`;
  return { actual, ...(mend && { mend }) };
}

/**
 * What the new token lacks of the subject token and of its own plan, a step each, with the reason.
 *
 * @param whole the claims before they were cut down to the audience.
 */
export function explainLosses(plan: TokenPlan, subject: Claims, whole: Claims, cut: Claims): Trace {
  return [...lostAudiences(whole, cut), ...lostRoles(plan, subject, whole, cut), ...lostScopes(plan, subject)];
}

const left = (rule: string, actual: string): TraceStep => ({ ...passed(rule), outcome: "noted", actual });

function lostAudiences(whole: Claims, cut: Claims): TraceStep[] {
  const kept = audienceOf(cut);
  return audienceOf(whole)
    .filter((name) => !kept.includes(name))
    .map((name) => left(`audience ${name} is left out`, `the request asked for ${kept.join(", ")} alone`));
}

/** Roles by the name people give them: `reader`, or `orders.view`. */
function rolesIn({ realm_access: realm, resource_access: clients }: Claims): Set<string> {
  const namesIn = (access: JsonValue | undefined) =>
    isClaims(access) && Array.isArray(access["roles"]) ? access["roles"].map(String) : [];
  const names = new Set(namesIn(realm));
  if (isClaims(clients))
    for (const [owner, access] of Object.entries(clients))
      for (const name of namesIn(access)) names.add(`${owner}.${name}`);
  return names;
}

function lostRoles(plan: TokenPlan, subject: Claims, whole: Claims, cut: Claims): TraceStep[] {
  const now = rolesIn(cut);
  const before = rolesIn(whole);
  return [...new Set([...rolesIn(subject), ...before])]
    .filter((name) => !now.has(name))
    .map((name) =>
      left(
        `role ${name} is left out`,
        before.has(name) ? `it is a role of a client outside the audience asked for` : whyRoleIsOut(plan, name),
      ),
    );
}

function whyRoleIsOut(plan: TokenPlan, role: string): string {
  const verdict = plan.roles.find(({ owner, name }) => (owner === undefined ? name : `${owner}.${name}`) === role);
  return (
    verdict?.reason ?? `${plan.holder.user.username} does not hold it now, or a mapper of the subject's client added it`
  );
}

function lostScopes(plan: TokenPlan, { scope }: Claims): TraceStep[] {
  const granted = new Set(plan.scope.split(" "));
  const words = typeof scope === "string" ? scope.split(" ") : [];
  return words
    .filter((word) => word !== "" && !granted.has(word))
    .map((word) => left(`scope ${word} is left out`, whyScopeIsOut(plan, word)));
}

function whyScopeIsOut(plan: TokenPlan, word: string): string {
  if (word === "openid") return "the exchange did not ask for it: scopes of the subject token do not come along";
  const verdict = plan.scopes.verdicts.find(({ name }) => name === word);
  return verdict?.reason ?? `${word} is not assigned to ${plan.client.clientId}, whose scopes count`;
}
