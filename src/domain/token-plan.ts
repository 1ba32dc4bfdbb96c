import { type ResolvedScopes, resolveClientScopes } from "./client-scopes.ts";
import type { CompiledClient, ServiceAccount } from "./compiled-client.ts";
import type { RoleVerdict } from "./explanation.ts";
import { type MapperTarget, mapperTargets } from "./mappers/mapper.ts";
import { findPlanFault, mayBreak, type PlanFault } from "./plan-faults.ts";
import { type PlannedMapper, planMappers } from "./planned-mapper.ts";
import { resolveTokenRoles } from "./roles.ts";
import { type TokenRoles, tokenRolesOf } from "./token-roles.ts";

/**
 * What a token for one client, holder and `scope` parameter is made of: everything that does not change from one request
 * to the next while the realm stays as it is, decided once. The verdicts are the explanation: one computation, two readers.
 */
export interface TokenPlan {
  readonly client: CompiledClient;
  readonly holder: ServiceAccount;
  readonly scopes: ResolvedScopes;
  readonly roles: readonly RoleVerdict[];
  /** The roles in the token, before role mappers rename or add some. */
  readonly tokenRoles: TokenRoles;
  /** Whether a mapper renames or adds roles; if none does, all tokens share `tokenRoles`. */
  readonly changesRoles: boolean;
  /** Whether `offline_access` is asked for, granted or not: then the limits of offline sessions count, whatever the session. */
  readonly offline: boolean;
  /** Whether a mapper writes the id of the session. */
  readonly showsSession: boolean;
  /** What Keycloak fails over, with a 500 in place of a token. */
  readonly fault: PlanFault | undefined;
  /** Whether mappers might get in each other's way; if not, nobody need look. */
  readonly mayBreak: boolean;
  /** In the order in which they run. */
  readonly mappers: readonly PlannedMapper[];
  /** Those of them that write for a target. */
  mappersFor(target: MapperTarget): readonly PlannedMapper[];
  /** The `scope` of the answer and of the token: names in the order granted, `openid` first. */
  readonly scope: string;
  /** All scope names taking part, named in `scope` or not: what a refresh token remembers. */
  readonly internalScope: string;
}

/**
 * @param holder who the token speaks for: the client's service account, or a user.
 * @param audience the clients that an exchange asked for.
 */
export function planToken(
  client: CompiledClient,
  holder: ServiceAccount,
  scope: string | undefined,
  audience: readonly string[] = [],
): TokenPlan {
  const scopes = resolveClientScopes(client, holder.held, scope, audience);
  const roles = resolveTokenRoles(client, holder.held, scopes.granted);
  const mappers = planMappers(client, scopes.granted);
  const byTarget = new Map(
    mapperTargets.map((target) => [target, mappers.filter((mapper) => mapper.targets.has(target))]),
  );
  const openid = scopes.openid ? ["openid"] : [];
  const named = scopes.granted.filter(({ includeInTokenScope }) => includeInTokenScope);
  return {
    client,
    holder,
    scopes,
    roles,
    tokenRoles: tokenRolesOf(roles, holder.held),
    changesRoles: mappers.some(({ provider }) => provider.changesRoles),
    offline: scopes.asked.has("offline_access"),
    showsSession: mappers.some(({ provider }) => provider.showsSession),
    fault: findPlanFault(client, mappers, scopes),
    mayBreak: mayBreak(mappers),
    mappers,
    mappersFor: (target) => byTarget.get(target) ?? [],
    scope: [...openid, ...named.map(({ name }) => name)].join(" "),
    internalScope: [...openid, ...scopes.granted.map(({ name }) => name)].join(" "),
  };
}
