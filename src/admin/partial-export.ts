import { componentsOf, type PlacedComponent, subComponentsOf } from "../domain/components.ts";
import { identityProvidersOf } from "../domain/identity-providers.ts";
import { newRealmTemplate } from "../domain/new-realm.ts";
import type {
  ClientRepresentation,
  ComponentRepresentation,
  RealmDocument,
  RoleRepresentation,
  UserRepresentation,
} from "../domain/realm-document.ts";
import { inFieldOrder } from "../domain/representations.ts";
import { isVaultReference, MASK } from "../domain/secrets.ts";
import type { AdminAnswer } from "./admin-answer.ts";
import { type RealmCall, requireAny } from "./admin-call.ts";
import { clientScopeRepresentation, inHashOrder, mapperRepresentation } from "./client-representation.ts";
import { componentRepresentation } from "./component-representation.ts";
import { groupForExport } from "./groups.ts";
import { identityProviderRepresentation } from "./identity-providers.ts";
import { queryFlag } from "./query.ts";
import { realmRepresentation } from "./realm-representation.ts";
import { userRepresentation } from "./user-representation.ts";

/** What is asked for beside the realm's settings. */
interface Wanted {
  readonly clients: boolean;
  readonly roles: boolean;
}

/** `POST …/partial-export`: the realm without secrets; the same byte for byte as long as nothing changes. */
export function partialExport(call: RealmCall): AdminAnswer {
  requireAny(call, "manage-realm");
  const wanted = { clients: queryFlag(call, "exportClients"), roles: queryFlag(call, "exportGroupsAndRoles") };
  if (wanted.clients) requireAny(call, "view-clients", "manage-clients");
  if (wanted.roles) requireAny(call, "query-groups", "view-users", "manage-users");
  const { document } = call.realm;
  const whole = inFieldOrder("RealmRepresentation", {
    ...realmRepresentation(call, call.realm),
    ...always(document, wanted),
    ...(wanted.clients && withClients(document, wanted)),
    ...(wanted.roles && { roles: rolesOf(document, wanted), groups: (document.groups ?? []).map(groupForExport) }),
  });
  return { status: 200, content: { type: "application/json", body: JSON.stringify(whole) } };
}

/** Kept and shown; nothing here acts on them. */
const KEPT = { localizationTexts: {}, authenticationFlows: [], authenticatorConfig: [], requiredActions: [] };

function always(document: RealmDocument, wanted: Wanted): object {
  const { scopeMappings = [], clientScopes = [] } = document;
  const kept = document as RealmDocument & Partial<typeof KEPT>;
  const { identityProviders, identityProviderMappers } = identityProvidersOf(document);
  return {
    ...Object.fromEntries(Object.entries(KEPT).map(([name, none]) => [name, kept[name as keyof typeof KEPT] ?? none])),
    scopeMappings: filled(wanted.clients ? scopeMappings : scopeMappings.filter(({ client }) => client === undefined)),
    clientScopes: clientScopes.map(clientScopeRepresentation),
    defaultDefaultClientScopes: document.defaultDefaultClientScopes ?? [],
    defaultOptionalClientScopes: document.defaultOptionalClientScopes ?? [],
    identityProviders: identityProviders.map(identityProviderRepresentation),
    identityProviderMappers,
    components: componentsForExport(document),
    keycloakVersion: newRealmTemplate(document.realm).keycloakVersion,
  };
}

/** Only what a form asks for, without secrets: the keys that Keycloak makes by itself are not in it. */
function componentsForExport(document: RealmDocument): object {
  const placed = new Map(componentsOf(document).map((each) => [each.component, each]));
  const exported = (component: ComponentRepresentation): object => {
    const shown = componentRepresentation(placed.get(component) as PlacedComponent) as ComponentRepresentation;
    return inFieldOrder("ComponentExportRepresentation", {
      id: component.id,
      name: component.name,
      providerId: component.providerId,
      subType: component.subType,
      subComponents: mapped(subComponentsOf(component), exported),
      config: shown.config,
    });
  };
  return mapped(document.components ?? {}, exported);
}

const mapped = (
  components: Readonly<Record<string, readonly ComponentRepresentation[]>>,
  change: (component: ComponentRepresentation) => object,
): object => Object.fromEntries(Object.entries(components).map(([type, all]) => [type, all.map(change)]));

function withClients(document: RealmDocument, wanted: Wanted): object {
  const serviceAccounts = (document.users ?? []).filter((user) => user.serviceAccountClientId !== undefined);
  return {
    clients: (document.clients ?? []).map(clientForExport),
    clientScopeMappings: filled(document.clientScopeMappings ?? {}),
    ...(serviceAccounts.length > 0 && { users: serviceAccounts.map((user) => userForExport(user, wanted)) }),
  };
}

/** Nothing rather than something empty. */
const filled = <Value extends object>(value: Value): Value | undefined =>
  Object.keys(value).length > 0 ? value : undefined;

const ROTATED = "client.secret.rotated";

function clientForExport(client: ClientRepresentation): object {
  const { protocolMappers = [], attributes = {}, secret } = client;
  return inFieldOrder("ClientRepresentation", {
    ...client,
    ...(secret !== undefined && { secret: masked(secret) }),
    attributes: inHashOrder(
      attributes[ROTATED] === undefined ? attributes : { ...attributes, [ROTATED]: masked(attributes[ROTATED]) },
    ),
    protocolMappers: protocolMappers.length > 0 ? protocolMappers.map(mapperRepresentation) : undefined,
  });
}

const masked = (secret: string): string => (isVaultReference(secret) ? secret : MASK);

function userForExport(user: UserRepresentation, { roles }: Wanted): object {
  const { serviceAccountClientId, realmRoles = [], clientRoles = {}, groups = [] } = user;
  return inFieldOrder("UserRepresentation", {
    ...userRepresentation(user),
    serviceAccountClientId,
    ...(roles && {
      realmRoles: filled(realmRoles),
      clientRoles: filled(clientRoles),
      groups,
    }),
  });
}

/** Every client is named, whether it has roles or not. */
function rolesOf({ roles = {}, clients = [] }: RealmDocument, wanted: Wanted): object {
  const owned = new Map(Object.entries(roles.client ?? {}));
  const realm = (roles.realm ?? []).map(roleForExport);
  if (!wanted.clients) return { realm };
  const client = clients.map(({ clientId }) => [clientId, (owned.get(clientId) ?? []).map(roleForExport)] as const);
  return { realm, client: Object.fromEntries(client) };
}

function roleForExport(role: RoleRepresentation): object {
  const { realm = [], client = {} } = role.composites ?? {};
  const composites = filled({ ...(filled(realm) && { realm }), ...(filled(client) && { client }) });
  return inFieldOrder("RoleRepresentation", { ...role, composites, attributes: inHashOrder(role.attributes) });
}
