import type { RealmSettings } from "../edit.ts";
import { groupPathsOf } from "../groups.ts";
import { withAttributes, withTwinsOf } from "../realm-attributes.ts";
import type { ClientRepresentation, RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { refuseSettings, settledFields, wholeOtpPolicy, withoutUnusedPassword } from "../realm-settings.ts";
import { inFieldOrder } from "../representations.ts";
import { withMergedEntries } from "./merged-entries.ts";

/** A realm as the Admin API takes it: any of its fields; `null` says nothing. */
export type GivenRealm = { readonly [Name in keyof RealmDocument]?: RealmDocument[Name] | null } & Readonly<
  Record<string, unknown>
>;

/** What a realm's own representation cannot change: its parts have paths of their own (recorded: `realm-put-nested`). */
export const REALM_FIELDS_NOT_TAKEN: ReadonlySet<string> = new Set([
  "id",
  "realm",
  "attributes",
  "roles",
  "groups",
  "users",
  "federatedUsers",
  "clients",
  "clientScopes",
  "defaultDefaultClientScopes",
  "defaultOptionalClientScopes",
  "scopeMappings",
  "clientScopeMappings",
  "components",
  "identityProviders",
  "identityProviderMappers",
  "authenticationFlows",
  "authenticatorConfig",
  "requiredActions",
  "requiredCredentials",
  "localizationTexts",
  "protocolMappers",
  "userFederationProviders",
  "userFederationMappers",
  "organizations",
  "defaultRole",
  "defaultRoles",
  "adminPermissionsClient",
  "keycloakVersion",
  "privateKey",
  "publicKey",
  "certificate",
  "codeSecret",
  "scimApiEnabled",
  "verifiableCredentialsEnabled",
]);

/** Fields that are not there rather than empty. */
const NOT_EMPTY: Readonly<Record<string, (value: unknown) => boolean>> = {
  passwordPolicy: (value) => value === "",
  defaultGroups: (value) => Array.isArray(value) && value.length === 0,
  supportedLocales: (value) => Array.isArray(value) && value.length === 0,
  eventsExpiration: (value) => value === 0,
};

/**
 * Changes a realm as `PUT /admin/realms/{realm}` does: fields that are absent or `null` stay, attributes are replaced,
 * parts of the realm are not taken. A new name is taken up by the clients whose addresses hold it.
 *
 * @throws RealmRefused for values that do not go together.
 */
export function withRealmPut(document: RealmDocument, given: GivenRealm): RealmDocument {
  const said = saidOf(given, document);
  const renamed = given.realm && given.realm !== document.realm ? withRealmRenamed(document, given.realm) : document;
  const attributed = given.attributes ? withAttributes(renamed, given.attributes) : renamed;
  const changed = withTwinsOf({ ...attributed, ...said } as RealmDocument, {
    ...said,
    ...(given["scimApiEnabled"] != null && { scimApiEnabled: given["scimApiEnabled"] }),
  });
  refuseContradiction(changed);
  return inOrder(withoutEmpty(changed), document);
}

/** Changes settings of a realm and leaves the rest. @throws RealmRefused for values that do not go together. */
export function withRealmUpdated(document: RealmDocument, { attributes, ...fields }: RealmSettings): RealmDocument {
  try {
    return withRealmPut(document, {
      ...fields,
      ...(attributes && { attributes: withMergedEntries(document.attributes, attributes) }),
    });
  } catch (error) {
    throw error instanceof RealmRefused ? new RealmRefused(error.message, ["settings", ...error.path]) : error;
  }
}

function saidOf(given: GivenRealm, before: RealmDocument): Readonly<Record<string, unknown>> {
  const said = Object.entries(given).filter(([name, value]) => value !== null && !REALM_FIELDS_NOT_TAKEN.has(name));
  const whole = wholeOtpPolicy(Object.fromEntries(said));
  const former = { ...before };
  refuseSettings(whole, former);
  refuseUnknownGroups(before, given["defaultGroups"]);
  return withoutUnusedPassword(settledFields(whole, former));
}

function refuseUnknownGroups(document: RealmDocument, defaultGroups: unknown): void {
  for (const path of Array.isArray(defaultGroups) ? defaultGroups.map(String) : [])
    if (groupPathsOf(document, { username: "", groups: [path] }).length === 0)
      throw new RealmRefused(`There is no group ${path}`, ["defaultGroups"]);
}

function refuseContradiction(document: RealmDocument): void {
  const { clientSessionIdleTimeout = 0, ssoSessionIdleTimeout = 1800 } = document;
  const { clientSessionMaxLifespan = 0, ssoSessionMaxLifespan = 36_000 } = document;
  if (clientSessionIdleTimeout > ssoSessionIdleTimeout)
    throw new RealmRefused("Client Session Idle Timeout cannot be greater than Realm SSO Idle Timeout.", [
      "clientSessionIdleTimeout",
    ]);
  if (clientSessionMaxLifespan > ssoSessionMaxLifespan)
    throw new RealmRefused("Client session max lifespan cannot exceed realm SSO session max lifespan.", [
      "clientSessionMaxLifespan",
    ]);
}

const withoutEmpty = (document: RealmDocument): RealmDocument =>
  Object.fromEntries(
    Object.entries(document).filter(([name, value]) => !(Object.hasOwn(NOT_EMPTY, name) && NOT_EMPTY[name]?.(value))),
  ) as unknown as RealmDocument;

/** A field that is new stands where Keycloak's exports have it; those that say `null` stay, at the end. */
function inOrder(document: RealmDocument, before: RealmDocument): RealmDocument {
  if (Object.keys(document).every((name) => Object.hasOwn(before, name))) return document;
  const nulls = Object.entries(document).filter(([, value]) => value === null);
  const ordered: unknown = { ...inFieldOrder("RealmRepresentation", document), ...Object.fromEntries(nulls) };
  return ordered as RealmDocument;
}

/** Gives a realm another name, ids and its default role's name stay (asked on 26.7). */
function withRealmRenamed(document: RealmDocument, to: string): RealmDocument {
  const { realm: from } = document;
  return {
    ...document,
    realm: to,
    clients: (document.clients ?? []).map((client) => {
      const { clientId } = client;
      if (clientId === "security-admin-console") return withAddress(client, `/admin/${from}/`, `/admin/${to}/`);
      if (clientId === "account" || clientId === "account-console")
        return withAddress(client, `/realms/${from}/`, `/realms/${to}/`);
      return client;
    }),
  };
}

function withAddress(client: ClientRepresentation, from: string, to: string): ClientRepresentation {
  const { baseUrl, redirectUris } = client;
  const moved = (address: string) => address.split(from).join(to);
  return {
    ...client,
    ...(baseUrl !== undefined && { baseUrl: moved(baseUrl) }),
    ...(redirectUris && { redirectUris: redirectUris.map(moved) }),
  };
}
