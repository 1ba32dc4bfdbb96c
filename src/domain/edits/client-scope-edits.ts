import type { ClientScopeRepresentation, RealmDocument, ScopeMappingRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { clientScopeOf, mapEntries } from "./parts.ts";

/** @throws RealmRefused for a name or an id that is taken. */
export function withClientScopeAdded(document: RealmDocument, scope: ClientScopeRepresentation): RealmDocument {
  refuseTaken(document, scope.name);
  if (document.clientScopes?.some(({ id }) => id === scope.id))
    throw new RealmRefused(`Client Scope ${scope.name} already exists`, ["id"]);
  return { ...document, clientScopes: [...(document.clientScopes ?? []), scope] };
}

function refuseTaken(document: RealmDocument, name: string): void {
  if (document.clientScopes?.some((scope) => scope.name === name))
    throw new RealmRefused(`Client Scope ${name} already exists`, ["name"]);
}

export type ClientScopeSettings = Partial<Omit<ClientScopeRepresentation, "id" | "protocolMappers">>;

/** Changes a client scope; attributes are merged by key, a new name is taken up by all that names it. */
export function withClientScopeChanged(
  document: RealmDocument,
  id: string,
  { attributes, ...settings }: ClientScopeSettings,
): RealmDocument {
  const before = clientScopeOf(document, id);
  const { name = before.name } = settings;
  if (name !== before.name) refuseTaken(document, name);
  const renamed =
    name === before.name ? document : withReferences(document, (each) => (each === before.name ? name : each));
  return withClientScopeReplaced(renamed, id, (scope) => ({
    ...scope,
    ...settings,
    ...(attributes && { attributes: { ...scope.attributes, ...attributes } }),
  }));
}

export function withClientScopeReplaced(
  document: RealmDocument,
  id: string,
  change: (scope: ClientScopeRepresentation) => ClientScopeRepresentation,
): RealmDocument {
  clientScopeOf(document, id);
  return {
    ...document,
    clientScopes: (document.clientScopes ?? []).map((scope) => (scope.id === id ? change(scope) : scope)),
  };
}

/** Removes a client scope, and takes it away from clients and from the realm's own lists. */
export function withoutClientScope(document: RealmDocument, id: string): RealmDocument {
  const { name } = clientScopeOf(document, id);
  const left = (document.clientScopes ?? []).filter((scope) => scope.id !== id);
  return withReferences({ ...document, clientScopes: left }, (each) => (each === name ? undefined : each));
}

type Rename = (name: string) => string | undefined;

/** Lists that do not change keep their identity, and so do the clients that hold them. */
function withReferences(document: RealmDocument, rename: Rename): RealmDocument {
  const inNames = (names: readonly string[]): readonly string[] => {
    const next = names.map(rename).filter((name) => name !== undefined);
    return next.length === names.length && next.every((name, i) => name === names[i]) ? names : next;
  };
  const inMappings = (mappings: readonly ScopeMappingRepresentation[]) =>
    mappings.flatMap((mapping) => {
      if (mapping.clientScope === undefined) return [mapping];
      const clientScope = rename(mapping.clientScope);
      return clientScope === undefined ? [] : [{ ...mapping, clientScope }];
    });
  const { defaultDefaultClientScopes, defaultOptionalClientScopes, scopeMappings, clientScopeMappings } = document;
  return {
    ...document,
    ...(defaultDefaultClientScopes && { defaultDefaultClientScopes: inNames(defaultDefaultClientScopes) }),
    ...(defaultOptionalClientScopes && { defaultOptionalClientScopes: inNames(defaultOptionalClientScopes) }),
    ...(scopeMappings && { scopeMappings: inMappings(scopeMappings) }),
    ...(clientScopeMappings && {
      clientScopeMappings: mapEntries(clientScopeMappings, (owner, each) => [owner, inMappings(each)]) ?? {},
    }),
    clients: (document.clients ?? []).map((client) => {
      const defaults = inNames(client.defaultClientScopes ?? []);
      const optional = inNames(client.optionalClientScopes ?? []);
      return defaults === client.defaultClientScopes && optional === client.optionalClientScopes
        ? client
        : { ...client, defaultClientScopes: defaults, optionalClientScopes: optional };
    }),
  };
}
