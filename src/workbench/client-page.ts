import {
  type AttachedClientScope,
  type ClientDetails,
  type ClientPage,
  readClient,
  revealSecret,
} from "../contract/realms.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import { rolesNamed } from "../domain/compiled-roles.ts";
import type { ClientScopeAssignment } from "../domain/edit.ts";
import { publicJwks } from "../domain/public-jwks.ts";
import type { ClientRepresentation, RealmDocument } from "../domain/realm-document.ts";
import { readClientKeyMaterial } from "../keys/client-key-material.ts";
import { liveSessions } from "../protocol/live-sessions.ts";
import { isBuiltInClient, isBuiltInClientScope } from "./built-in.ts";
import { withRealm } from "./find-realm.ts";
import { toMappers } from "./mappers.ts";
import { roleSummaries } from "./role-summaries.ts";
import { answered, refused, serve } from "./serve.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

export const serveClientPage = serve(readClient, (ctx, { realm, client: id }) =>
  withRealm(ctx, realm, (store) => {
    const { compiled, revision } = store.read();
    const client = compiled.findClientById(id);
    return client ? answered(toPage(ctx, client, revision)) : refused(404, "That client is no longer there");
  }),
);

/** The secret, because a person asked for it. */
export const serveSecret = serve(revealSecret, (ctx, { realm, client: id }) =>
  withRealm(ctx, realm, (store) => {
    const client = store.read().compiled.findClientById(id);
    return client
      ? answered({ secret: client.representation.secret ?? null })
      : refused(404, "That client is no longer there");
  }),
);

function toPage({ protocol }: WorkbenchContext, client: CompiledClient, revision: number): ClientPage {
  const { realm, representation } = client;
  const sessions = liveSessions(protocol.sessions, realm, protocol.nowSeconds());
  return {
    revision,
    client: toDetails(client),
    serviceAccount: toServiceAccount(client),
    mappers: toMappers(representation.protocolMappers),
    keys: readClientKeyMaterial(client),
    sessionCount: sessions.filter(({ clients }) => clients.has(client.id)).length,
    scopeMappings: client.scopeMappings.map((role) => role.id),
    clientScopes: [...realm.clientScopes.values()].map((scope) => toAttached(client, scope)),
    roles: roleSummaries(realm),
    authenticators: protocol.authenticators.map(({ id, displayName }) => ({ id, displayName })),
    realmDefaults: {
      accessTokenLifespanSeconds: realm.document.accessTokenLifespan ?? 300,
      signatureAlgorithm: realm.document.defaultSignatureAlgorithm || "RS256",
      sessionSeconds: sessionSeconds(realm.document),
    },
  };
}

/** A nought of the realm's times for clients means that the session's own time holds. */
const sessionSeconds = (realm: RealmDocument): Readonly<Record<string, number | null>> => ({
  "client.session.idle.timeout": realm.clientSessionIdleTimeout || realm.ssoSessionIdleTimeout || 1_800,
  "client.session.max.lifespan": realm.clientSessionMaxLifespan || realm.ssoSessionMaxLifespan || 36_000,
  "client.offline.session.idle.timeout":
    realm.clientOfflineSessionIdleTimeout || realm.offlineSessionIdleTimeout || 2_592_000,
  "client.offline.session.max.lifespan": realm.offlineSessionMaxLifespanEnabled
    ? realm.clientOfflineSessionMaxLifespan || realm.offlineSessionMaxLifespan || 5_184_000
    : null,
});

function toServiceAccount({ realm, serviceAccount }: CompiledClient): ClientPage["serviceAccount"] {
  if (!serviceAccount) return null;
  const { id = "", username, enabled = true, attributes = {}, realmRoles, clientRoles } = serviceAccount.user;
  const assigned = rolesNamed(realm.roles, realmRoles, clientRoles);
  return { userId: id, username, enabled, attributes, assignedRoles: assigned.map((role) => role.id) };
}

const SECRET_ATTRIBUTES = /secret\.rotated$|private|password/i;

function toDetails({ representation: client }: CompiledClient): ClientDetails {
  const createdAt = Number(client.attributes?.["client.secret.creation.time"] ?? Number.NaN);
  return {
    id: client.id,
    clientId: client.clientId,
    name: client.name ?? "",
    description: client.description ?? "",
    enabled: client.enabled !== false,
    publicClient: client.publicClient ?? false,
    bearerOnly: client.bearerOnly ?? false,
    serviceAccountsEnabled: client.serviceAccountsEnabled ?? false,
    fullScopeAllowed: client.fullScopeAllowed ?? true,
    ...toFlows(client),
    ...toAddresses(client),
    notBefore: client.notBefore ?? 0,
    clientAuthenticatorType: client.clientAuthenticatorType ?? "client-secret",
    hasSecret: client.secret !== undefined,
    secretCreatedAtSeconds: Number.isInteger(createdAt) ? createdAt : null,
    builtIn: isBuiltInClient(client),
    attributes: shownAttributes(client),
  };
}

const toFlows = (client: ClientRepresentation) => ({
  standardFlowEnabled: client.standardFlowEnabled ?? true,
  implicitFlowEnabled: client.implicitFlowEnabled ?? false,
  directAccessGrantsEnabled: client.directAccessGrantsEnabled ?? false,
  consentRequired: client.consentRequired ?? false,
  frontchannelLogout: client.frontchannelLogout ?? false,
});

const toAddresses = (client: ClientRepresentation) => ({
  rootUrl: client.rootUrl ?? "",
  baseUrl: client.baseUrl ?? "",
  adminUrl: client.adminUrl ?? "",
  redirectUris: client.redirectUris ?? [],
  webOrigins: client.webOrigins ?? [],
});

function shownAttributes({ attributes = {} }: ClientRepresentation): Readonly<Record<string, string>> {
  const shown = Object.entries(attributes).map(([name, value]) => {
    if (SECRET_ATTRIBUTES.test(name)) return [name, undefined] as const;
    return [name, name === "jwks.string" ? publicJwks(value) : value] as const;
  });
  return Object.fromEntries(shown.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

type CompiledScope = CompiledClient["defaultScopes"][number];

function toAttached(client: CompiledClient, scope: CompiledScope): AttachedClientScope {
  return {
    id: scope.id,
    name: scope.name,
    description: scope.representation.description ?? "",
    assignment: assignmentOf(client, scope),
    includeInTokenScope: scope.includeInTokenScope,
    scopeMappings: scope.scopeMappings.map((role) => role.id),
    mapperNames: (scope.representation.protocolMappers ?? []).map(({ name }) => name),
    builtIn: isBuiltInClientScope(scope.representation),
  };
}

function assignmentOf(client: CompiledClient, scope: CompiledScope): ClientScopeAssignment {
  if (client.defaultScopes.includes(scope)) return "default";
  return client.optionalScopes.has(scope.name) ? "optional" : "none";
}
