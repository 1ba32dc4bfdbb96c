import type { RoleVerdict } from "./explanation.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";

/** The roles of a token as its mappers see and change them: names only, as they are written. */
export interface TokenRoles {
  readonly realm: Set<string>;
  /** By the clientId of the owner. */
  readonly client: Map<string, Set<string>>;
}

/** Owners in the order of Keycloak's set of roles, which shows where two clients share a hash bucket in `resource_access`. */
export function tokenRolesOf(verdicts: readonly RoleVerdict[]): TokenRoles {
  const roles: TokenRoles = { realm: new Set(), client: new Map() };
  const inToken = verdicts.filter((verdict) => verdict.inToken);
  const owners = new Map(inToken.map(({ roleId, owner }) => [roleId, owner]));
  for (const id of inJavaHashOrder([...owners.keys()])) {
    const owner = owners.get(id);
    if (owner !== undefined) roles.client.set(owner, new Set());
  }
  for (const { name, owner } of inToken) addTokenRole(roles, name, owner);
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
