import { completeClient } from "./complete-client.ts";
import { same, withComponentIds, withIds, withMapperIds } from "./complete-ids.ts";
import { completeRoles } from "./complete-roles.ts";
import type { EditFacts } from "./edits/edit-facts.ts";
import { entryOf, withEntry } from "./edits/parts.ts";
import { linkedToServiceAccount, serviceAccountUser } from "./edits/service-account-edits.ts";
import { newRealmTemplate } from "./new-realm.ts";
import { importedAttributes } from "./realm-attributes.ts";
import {
  type ClientRepresentation,
  type ClientScopeRepresentation,
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type RealmDocument,
  type RoleRepresentation,
} from "./realm-document.ts";
import { settledFields } from "./realm-settings.ts";

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
  const ordered = inTemplateOrder(given, template);
  const completed = withBuiltIns(withIds(ordered, facts), template, ordered === given ? undefined : given, facts);
  return withServiceAccounts(withKeys(completed, facts), given, facts);
}

/** Missing settings are taken from the template; then all stand in the template's order, unknown ones last. */
function inTemplateOrder(given: PartialRealm, template: RealmDocument): PartialRealm {
  const builtIn = new Set(["roles", "defaultRole", "clients", "components", "scopeMappings", "clientScopeMappings"]);
  if (Object.hasOwn(given, "authenticationFlows")) builtIn.add("authenticatorConfig"); // it belongs to the flows
  const missing = Object.entries(template).filter(([name]) => !builtIn.has(name) && !Object.hasOwn(given, name));
  if (missing.length === 0) return given;
  // A realm that is created without saying so is disabled (measured).
  const all: Record<string, unknown> = {
    ...Object.fromEntries(missing),
    enabled: false,
    ...settledFields({ ...given }, { ...template }),
    ...importedAttributes(given, template.attributes ?? {}),
    ...clientScopesOf(given, template),
  };
  const names = [...new Set(["id", ...Object.keys(template), ...Object.keys(all)])];
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(all, name)).map((name) => [name, all[name]]),
  ) as PartialRealm;
}

const OFFLINE_ACCESS = "offline_access";

/** A realm that brings client scopes has those alone, and the one for offline tokens (recorded: `realm-whole`). */
function clientScopesOf(given: PartialRealm, template: RealmDocument): Partial<RealmDocument> {
  const { clientScopes, defaultDefaultClientScopes = [], defaultOptionalClientScopes = [] } = given;
  const ofTemplate: readonly ClientScopeRepresentation[] = template.clientScopes ?? [];
  if (!clientScopes)
    return {
      defaultDefaultClientScopes: bothOf(template.defaultDefaultClientScopes, defaultDefaultClientScopes, ofTemplate),
      defaultOptionalClientScopes: bothOf(
        template.defaultOptionalClientScopes,
        defaultOptionalClientScopes.filter((name) => !template.defaultDefaultClientScopes?.includes(name)),
        ofTemplate,
      ).filter((name) => !defaultDefaultClientScopes.includes(name)),
    };
  const brings = clientScopes.some(({ name }) => name === OFFLINE_ACCESS);
  const offline = brings ? [] : ofTemplate.filter(({ name }) => name === OFFLINE_ACCESS);
  return {
    clientScopes: [...clientScopes, ...offline],
    defaultDefaultClientScopes: bothOf([], defaultDefaultClientScopes, clientScopes),
    defaultOptionalClientScopes: bothOf([], defaultOptionalClientScopes, clientScopes).concat(
      offline.map(({ name }) => name),
    ),
  };
}

const bothOf = (
  first: readonly string[] = [],
  second: readonly string[],
  scopes: readonly ClientScopeRepresentation[],
): string[] => [...new Set([...first, ...second])].filter((name) => scopes.some((scope) => scope.name === name));

/** @param given what came with less than all of a realm: such a one is made, others are there already. */
function withBuiltIns(
  document: RealmDocument,
  template: RealmDocument,
  given: PartialRealm | undefined,
  facts: EditFacts,
): RealmDocument {
  const has = (clientId: string) => document.clients?.some((client) => client.clientId === clientId) ?? false;
  const missing = (template.clients ?? []).filter(
    ({ clientId }) =>
      isBuiltInOf(document.realm, clientId) && !has(clientId) && !(clientId === "account-console" && has("account")),
  );
  const brought = same(document.clients ?? [], (client) =>
    withMapperIds(completeClient(document, client, facts), facts),
  );
  const ownScopes = given?.clientScopes && { defaultClientScopes: [], optionalClientScopes: [] };
  const built = missing.map((client) => withMapperIds({ ...client, id: facts.newId(), ...ownScopes }, facts));
  const clients =
    built.length === 0 ? brought : [...brought, ...built].sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
  const roles = completeRoles(document, template, { clients, built, isNew: given !== undefined }, facts);
  const defaultName = document.defaultRole?.name ?? template.defaultRole?.name;
  const defaultRole = roles.realm?.find(({ name }) => name === defaultName);
  return {
    ...document,
    roles,
    ...(defaultRole && !document.defaultRole?.id && { defaultRole: withoutMembers(defaultRole) }),
    clients,
    ...scopeMappingsOf(document, template, { given, built }),
    components: document.components ?? withComponentIds(template.components, facts),
  };
}

interface Made {
  readonly given: PartialRealm | undefined;
  readonly built: readonly ClientRepresentation[];
}

/** The scope mappings of what was made: of the scope for offline tokens, and of the account console. */
function scopeMappingsOf(
  { scopeMappings = [], clientScopeMappings = {} }: RealmDocument,
  template: RealmDocument,
  { given, built }: Made,
): Pick<RealmDocument, "scopeMappings" | "clientScopeMappings"> {
  if (!given) return { scopeMappings, clientScopeMappings };
  const brings = given.clientScopes?.some(({ name }) => name === OFFLINE_ACCESS);
  const isThere = scopeMappings.some(({ clientScope }) => clientScope === OFFLINE_ACCESS);
  const ofBuilt = Object.entries(template.clientScopeMappings ?? {}).map(
    ([owner, mappings]) =>
      [owner, mappings.filter(({ client }) => built.some(({ clientId }) => clientId === client))] as const,
  );
  const merged = ofBuilt.reduce(
    (all, [owner, mappings]) =>
      mappings.length === 0 ? all : withEntry(all, owner, [...(entryOf(all, owner) ?? []), ...mappings]),
    clientScopeMappings,
  );
  return {
    scopeMappings: brings || isThere ? scopeMappings : [...scopeMappings, ...(template.scopeMappings ?? [])],
    clientScopeMappings: merged,
  };
}

/** `master` has a client for each realm in place of realm-management. */
const isBuiltInOf = (realm: string, clientId: string) => realm !== "master" || clientId !== "realm-management";

const withoutMembers = ({
  composites: _members,
  attributes: _attributes,
  ...role
}: RoleRepresentation): RoleRepresentation => role;

function withKeys(document: RealmDocument, { keyProviders }: CompletionFacts): RealmDocument {
  if (!lacksKeys(document)) return document;
  return { ...document, components: { ...document.components, [KEY_PROVIDER_TYPE]: keyProviders } };
}

/** Service accounts that come without their user get one, with the default role and the `service_account` scope (measured). */
function withServiceAccounts(document: RealmDocument, given: PartialRealm, facts: EditFacts): RealmDocument {
  const { adminPermissionsClient } = given as PartialRealm & {
    readonly adminPermissionsClient?: { readonly clientId?: string };
  };
  const brought = new Set(given.users?.map((user) => user.serviceAccountClientId));
  brought.add(adminPermissionsClient?.clientId); // Keycloak itself makes none for it
  const bare = new Set(
    (document.clients ?? []).filter(
      ({ serviceAccountsEnabled, clientId }) => serviceAccountsEnabled && !brought.has(clientId),
    ),
  );
  if (bare.size === 0) return document.users ? document : { ...document, users: [] };
  const made = [...bare].map((client) => serviceAccountUser(document, client, facts));
  return {
    ...document,
    clients: (document.clients ?? []).map((client) =>
      bare.has(client) ? linkedToServiceAccount(document, client) : client,
    ),
    users: [...(document.users ?? []), ...made],
  };
}
