import type { RoleVerdict } from "./explanation.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";

/** The roles of a token as its mappers see and change them: names only, as they are written. */
export interface TokenRoles {
  readonly realm: Set<string>;
  /** By the clientId of the owner. */
  readonly client: Map<string, Set<string>>;
}

/**
 * The roles of a token in the order of Keycloak's set of roles, which shows where names or owners share a hash bucket. That
 * set was filled with all roles held, before those out of scope were taken away: so it is their number that counts.
 *
 * @param held roles by id, in the order in which Keycloak meets them.
 */
export function tokenRolesOf(verdicts: readonly RoleVerdict[], held: ReadonlyMap<string, unknown>): TokenRoles {
  const roles: TokenRoles = { realm: new Set(), client: new Map() };
  const inToken = new Map(verdicts.filter((verdict) => verdict.inToken).map((verdict) => [verdict.roleId, verdict]));
  for (const id of inJavaHashOrder([...held.keys()])) {
    const verdict = inToken.get(id);
    if (verdict) addTokenRole(roles, verdict.name, verdict.owner);
  }
  return roles;
}

export function addTokenRole(roles: TokenRoles, name: string, owner?: string): void {
  if (owner === undefined) roles.realm.add(name);
  else roles.client.set(owner, (roles.client.get(owner) ?? new Set()).add(name));
}

export const copyTokenRoles = ({ realm, client }: TokenRoles): TokenRoles => ({
  realm: new Set(realm),
  client: new Map([...client].map(([owner, names]) => [owner, new Set(names)])),
});
