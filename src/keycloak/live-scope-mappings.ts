import type { PartOwner } from "../domain/comparison/part.ts";
import type { ClientScopeRepresentation, RealmDocument, ScopeMappingRepresentation } from "../domain/realm-document.ts";
import type { Connection } from "./connection.ts";
import { readMappedRoles } from "./live-roles.ts";
import { mapConcurrently } from "./pages.ts";

/** The roles that a client or client scope lets through. */
export interface MappedScope {
  readonly owner: PartOwner;
  readonly realmRoles: readonly string[];
  readonly clientRoles: Readonly<Record<string, readonly string[]>>;
}

export const readClientScopeMappings = (
  connection: Connection,
  realm: string,
  clientScopes: readonly ClientScopeRepresentation[],
): Promise<MappedScope[]> =>
  mapConcurrently(clientScopes, async ({ id, name }) => ({
    owner: { clientScope: name },
    ...(await readMappedRoles(connection, "/{realm}/client-scopes/{id}/scope-mappings", realm, id)),
  }));

/** Scope mappings where an export has them. */
export function toScopeMappings(
  scopes: readonly MappedScope[],
): Required<Pick<RealmDocument, "scopeMappings" | "clientScopeMappings">> {
  const byOwnerOfRoles = new Map<string, ScopeMappingRepresentation[]>();
  for (const { owner, clientRoles } of scopes)
    for (const [client, roles] of Object.entries(clientRoles))
      byOwnerOfRoles.set(client, [...(byOwnerOfRoles.get(client) ?? []), { ...owner, roles }]);
  return {
    scopeMappings: scopes
      .filter(({ realmRoles }) => realmRoles.length > 0)
      .map(({ owner, realmRoles }) => ({ ...owner, roles: realmRoles })),
    clientScopeMappings: Object.fromEntries(byOwnerOfRoles),
  };
}
