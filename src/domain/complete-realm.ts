import { completeClient } from "./complete-client.ts";
import type { EditFacts } from "./edits/edit-facts.ts";
import { mapEntries } from "./edits/parts.ts";
import { withServiceAccount } from "./edits/service-account-edits.ts";
import { newRealmTemplate } from "./new-realm.ts";
import {
  type ClientRepresentation,
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type ProtocolMapperRepresentation,
  type RealmDocument,
  type RoleRepresentation,
  type RolesRepresentation,
} from "./realm-document.ts";

export interface CompletionFacts extends EditFacts {
  /** Key providers for a realm that brings none. */
  readonly keyProviders: readonly ComponentRepresentation[];
}

/** A realm as someone hands it over: a full export, or as little as a name. */
export type PartialRealm = Partial<RealmDocument> & { readonly realm: string };

/** Whether a realm brings no keys, so that {@link completeRealm} needs some. */
export const lacksKeys = ({ components }: PartialRealm): boolean => !components?.[KEY_PROVIDER_TYPE]?.length;

/**
 * Fills in what Keycloak fills in when it imports a realm: settings, built-in roles, clients and client scopes, ids,
 * secrets, service accounts, keys. What is there stays as it is; a full export comes back as the same object, and
 * completing twice changes nothing more.
 */
export function completeRealm(given: PartialRealm, facts: CompletionFacts): RealmDocument {
  const template = newRealmTemplate(given.realm);
  const document = withIds(inTemplateOrder(given, template), facts);
  const completed = withBuiltIns(document, template, given, facts);
  return withServiceAccounts(withKeys(completed, facts), given, facts);
}

/** Missing settings are taken from the template; then all stand in the template's order, unknown ones last. */
function inTemplateOrder(given: PartialRealm, template: RealmDocument): PartialRealm {
  const builtIn = new Set(["roles", "defaultRole", "clients", "components", "scopeMappings", "clientScopeMappings"]);
  const missing = Object.entries(template).filter(([name]) => !builtIn.has(name) && !Object.hasOwn(given, name));
  if (missing.length === 0) return given;
  // A realm that is created without saying so is disabled (measured).
  const all: Record<string, unknown> = { ...Object.fromEntries(missing), enabled: false, ...given };
  const names = [...new Set(["id", ...Object.keys(template), ...Object.keys(all)])];
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(all, name)).map((name) => [name, all[name]]),
  ) as PartialRealm;
}

function withIds(given: PartialRealm, facts: EditFacts): RealmDocument {
  const document: RealmDocument = { id: facts.newId(), ...given };
  const { clientScopes, users } = document;
  return {
    ...document,
    ...(clientScopes && {
      clientScopes: same(clientScopes, (scope) =>
        withMapperIds(scope.id ? scope : { ...scope, id: facts.newId() }, facts),
      ),
    }),
    ...(users && { users: same(users, (user) => (user.id ? user : { ...user, id: facts.newId() })) }),
  };
}

/** Maps a list; the list itself when nothing changed. */
function same<Item>(items: readonly Item[], change: (item: Item, i: number) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, i) => item === items[i]) ? items : changed;
}

function withMapperIds<Container extends { readonly protocolMappers?: readonly ProtocolMapperRepresentation[] }>(
  container: Container,
  facts: EditFacts,
): Container {
  const { protocolMappers } = container;
  if (!protocolMappers || protocolMappers.every(({ id }) => id)) return container;
  return {
    ...container,
    protocolMappers: protocolMappers.map((mapper) => (mapper.id ? mapper : { id: facts.newId(), ...mapper })),
  };
}

function withBuiltIns(
  document: RealmDocument,
  template: RealmDocument,
  given: PartialRealm,
  facts: EditFacts,
): RealmDocument {
  const missing = (template.clients ?? []).filter(
    ({ clientId }) =>
      isBuiltInOf(given.realm, clientId) && !document.clients?.some((client) => client.clientId === clientId),
  );
  const brought = same(document.clients ?? [], (client) =>
    withMapperIds(completeClient(document, client, facts), facts),
  );
  const built = missing.map((client) => withMapperIds({ ...client, id: facts.newId() }, facts));
  const clients =
    built.length === 0 ? brought : [...brought, ...built].sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
  const roles = completeRoles(document, template, { clients, built }, facts);
  const defaultRole = document.defaultRole ?? roles.realm?.find(({ name }) => name === template.defaultRole?.name);
  return {
    ...document,
    roles,
    ...(defaultRole && !document.defaultRole && { defaultRole: withoutMembers(defaultRole) }),
    clients,
    scopeMappings: document.scopeMappings ?? (given.clientScopes ? [] : (template.scopeMappings ?? [])),
    clientScopeMappings: document.clientScopeMappings ?? template.clientScopeMappings ?? {},
    components: document.components ?? withComponentIds(template.components, facts),
  };
}

/** `master` has a client for each realm in place of realm-management. */
const isBuiltInOf = (realm: string, clientId: string) => realm !== "master" || clientId !== "realm-management";

const withoutMembers = ({
  composites: _members,
  attributes: _attributes,
  ...role
}: RoleRepresentation): RoleRepresentation => role;

interface Clients {
  readonly clients: readonly ClientRepresentation[];
  /** Those that were not there and come with their own roles. */
  readonly built: readonly ClientRepresentation[];
}

function completeRoles(
  document: RealmDocument,
  template: RealmDocument,
  { clients, built }: Clients,
  facts: EditFacts,
): RolesRepresentation {
  const complete = (role: RoleRepresentation, containerId: string, clientRole: boolean): RoleRepresentation => {
    if (role.id && role.containerId !== undefined) return role;
    return { id: facts.newId(), composite: role.composites !== undefined, ...role, clientRole, containerId };
  };
  const realm = document.roles?.realm ?? [];
  const needed = document.defaultRole ? [] : (template.roles?.realm ?? []);
  const allOfRealm = [...realm, ...needed.filter(({ name }) => !realm.some((role) => role.name === name))];
  const brought = Object.entries(document.roles?.client ?? {});
  const builtIn = built
    .filter(({ clientId }) => !brought.some(([owner]) => owner === clientId))
    .flatMap(({ clientId }) => {
      const roles = template.roles?.client?.[clientId];
      return roles ? [[clientId, roles] as const] : [];
    });
  const idOf = new Map(clients.map(({ clientId, id }) => [clientId, id]));
  const ofClients = [...brought, ...builtIn].map(
    ([owner, roles]) => [owner, roles.map((role) => complete(role, idOf.get(owner) ?? "", true))] as const,
  );
  return {
    ...document.roles,
    realm: allOfRealm.map((role) => complete(role, document.id, false)),
    client: Object.fromEntries(ofClients),
  };
}

function withComponentIds(
  components: RealmDocument["components"],
  facts: EditFacts,
): NonNullable<RealmDocument["components"]> {
  return (
    mapEntries(components, (type, all) => [type, all.map((component) => ({ id: facts.newId(), ...component }))]) ?? {}
  );
}

function withKeys(document: RealmDocument, { keyProviders }: CompletionFacts): RealmDocument {
  if (!lacksKeys(document)) return document;
  return { ...document, components: { ...document.components, [KEY_PROVIDER_TYPE]: keyProviders } };
}

/** Service accounts that come without their user get one, with the default role and the `service_account` scope (measured). */
function withServiceAccounts(document: RealmDocument, given: PartialRealm, facts: EditFacts): RealmDocument {
  const brought = new Set(given.users?.map((user) => user.serviceAccountClientId));
  const bare = (document.clients ?? []).filter(
    ({ serviceAccountsEnabled, clientId }) => serviceAccountsEnabled && !brought.has(clientId),
  );
  return bare.reduce(
    (current, client) => withServiceAccount(current, client, facts),
    document.users ? document : { ...document, users: [] },
  );
}
