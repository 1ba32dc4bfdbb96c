/**
 * A role as mappers name it: `realmrole`, or `clientId.role`. Split at the last dot, so a realm role whose name has a
 * dot cannot be named, as in Keycloak.
 */
export function parseRoleReference(reference: string): { name: string; owner?: string } {
  const dot = reference.lastIndexOf(".");
  return dot < 0 ? { name: reference } : { name: reference.slice(dot + 1), owner: reference.slice(0, dot) };
}
