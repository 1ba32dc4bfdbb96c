import type { RoleVerdict } from "./explanation.ts";

/** The roles of a token as its mappers see and change them: names only, as they are written. */
export interface TokenRoles {
  readonly realm: Set<string>;
  /** By the clientId of the owner. */
  readonly client: Map<string, Set<string>>;
}

export function tokenRolesOf(verdicts: readonly RoleVerdict[]): TokenRoles {
  const roles: TokenRoles = { realm: new Set(), client: new Map() };
  for (const { inToken, name, owner } of verdicts) if (inToken) addTokenRole(roles, name, owner);
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
