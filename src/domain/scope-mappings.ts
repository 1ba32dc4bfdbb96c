import type { CompiledRole, CompiledRoles } from "./compiled-roles.ts";
import type { RealmDocument, ScopeMappingRepresentation } from "./realm-document.ts";

/** The roles that clients and client scopes let through, by clientId and by name. Roles that do not exist are left out. */
export interface ScopeMappings {
  readonly ofClients: ReadonlyMap<string, readonly CompiledRole[]>;
  readonly ofClientScopes: ReadonlyMap<string, readonly CompiledRole[]>;
}

export function compileScopeMappings(document: RealmDocument, roles: CompiledRoles): ScopeMappings {
  const ofClients = new Map<string, CompiledRole[]>();
  const ofClientScopes = new Map<string, CompiledRole[]>();
  const add = (mapping: ScopeMappingRepresentation, owner?: string) => {
    const found = (mapping.roles ?? []).map((name) => roles.find(name, owner)).filter((role) => role !== undefined);
    if (mapping.client !== undefined)
      ofClients.set(mapping.client, [...(ofClients.get(mapping.client) ?? []), ...found]);
    if (mapping.clientScope !== undefined)
      ofClientScopes.set(mapping.clientScope, [...(ofClientScopes.get(mapping.clientScope) ?? []), ...found]);
  };
  for (const mapping of document.scopeMappings ?? []) add(mapping);
  for (const [owner, mappings] of Object.entries(document.clientScopeMappings ?? {}))
    for (const mapping of mappings) add(mapping, owner);
  return { ofClients, ofClientScopes };
}
