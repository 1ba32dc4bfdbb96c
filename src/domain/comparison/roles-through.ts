import type { RealmDocument, ScopeMappingRepresentation } from "../realm-document.ts";

interface RolesThrough {
  readonly ofClients: ReadonlyMap<string, readonly string[]>;
  readonly ofClientScopes: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<RealmDocument, RolesThrough>();

/** The roles that clients and client scopes let through, as labels; unlike the compiled ones, also those that no longer exist. */
export function rolesThrough(document: RealmDocument): RolesThrough {
  const before = known.get(document);
  if (before) return before;
  const ofClients = new Map<string, string[]>();
  const ofClientScopes = new Map<string, string[]>();
  const add = ({ client, clientScope, roles = [] }: ScopeMappingRepresentation, prefix: string) => {
    const labels = roles.map((name) => prefix + name);
    if (client !== undefined) ofClients.set(client, [...(ofClients.get(client) ?? []), ...labels]);
    if (clientScope !== undefined)
      ofClientScopes.set(clientScope, [...(ofClientScopes.get(clientScope) ?? []), ...labels]);
  };
  for (const mapping of document.scopeMappings ?? []) add(mapping, "");
  for (const [owner, mappings] of Object.entries(document.clientScopeMappings ?? {}))
    for (const mapping of mappings) add(mapping, `${owner}/`);
  const through = { ofClients, ofClientScopes };
  known.set(document, through);
  return through;
}
