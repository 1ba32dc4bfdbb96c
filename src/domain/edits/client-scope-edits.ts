import type { AssignRealmClientScope, ClientScopeSettings, CreateClientScope } from "../edit.ts";
import type { ClientScopeRepresentation, RealmDocument, ScopeMappingRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { belowSettings, withMergedEntries } from "./merged-entries.ts";
import { clientScopeOf, mapEntries, withName, withoutName } from "./parts.ts";

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

export type ClientScopeStatement = ClientScopeSettings & Pick<ClientScopeRepresentation, "protocol">;

/** Changes a client scope; attributes are merged by key, `null` takes one away, a new name is taken up by all that names it. */
export function withClientScopeChanged(
  document: RealmDocument,
  id: string,
  { attributes, ...settings }: ClientScopeStatement,
): RealmDocument {
  const before = clientScopeOf(document, id);
  const { name = before.name } = settings;
  if (name !== before.name) refuseTaken(document, name);
  const renamed =
    name === before.name ? document : withReferences(document, (each) => (each === before.name ? name : each));
  return withClientScopeReplaced(renamed, id, (scope) => ({
    ...scope,
    ...settings,
    ...(attributes && { attributes: withMergedEntries(scope.attributes, attributes) }),
  }));
}

/** Adds a client scope for OpenID Connect that lets nothing through and writes nothing yet. */
export function withNewClientScope(document: RealmDocument, { id, settings }: CreateClientScope): RealmDocument {
  const { name, description, attributes = {} } = settings;
  return refusedBelowSettings(() =>
    withClientScopeAdded(document, {
      id,
      name,
      ...(description !== undefined && { description }),
      protocol: "openid-connect",
      attributes: withMergedEntries({}, attributes),
      protocolMappers: [],
    }),
  );
}

export const withClientScopeUpdated = (
  document: RealmDocument,
  id: string,
  settings: ClientScopeSettings,
): RealmDocument => refusedBelowSettings(() => withClientScopeChanged(document, id, settings));

function refusedBelowSettings(change: () => RealmDocument): RealmDocument {
  try {
    return change();
  } catch (error) {
    throw belowSettings(error);
  }
}

/** Removes a client scope for good. @throws RealmRefused for the last of a realm. */
export function withClientScopeRemoved(document: RealmDocument, id: string): RealmDocument {
  clientScopeOf(document, id);
  if (document.clientScopes?.length === 1)
    throw new RealmRefused("You are not allowed to delete all the client scopes.", ["clientScope"]);
  return withoutClientScope(document, id);
}

/** Says how clients get a client scope that are made from now on; those that are there keep what they have. */
export function withRealmClientScopeAssigned(
  document: RealmDocument,
  { clientScope, as }: Omit<AssignRealmClientScope, "type">,
): RealmDocument {
  const { name } = clientScopeOf(document, clientScope);
  const { defaultDefaultClientScopes: defaults, defaultOptionalClientScopes: optional } = document;
  const changed = (names: readonly string[] | undefined, wanted: boolean) =>
    wanted ? withName(names, name) : withoutName(names, name);
  return {
    ...document,
    defaultDefaultClientScopes: changed(defaults, as === "default"),
    defaultOptionalClientScopes: changed(optional, as === "optional"),
  };
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
function withoutClientScope(document: RealmDocument, id: string): RealmDocument {
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
