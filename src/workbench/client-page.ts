import {
  type AttachedClientScope,
  type ClientDetails,
  type ClientPage,
  type RoleSummary,
  readClient,
  revealSecret,
} from "../contract/realms.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { closureOf, rolesNamed } from "../domain/compiled-roles.ts";
import type { ClientScopeAssignment } from "../domain/edit.ts";
import { isBuiltInClient, isBuiltInRole } from "./built-in.ts";
import { withRealm } from "./find-realm.ts";
import { answered, refused, serve } from "./serve.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

export const serveClientPage = serve(readClient, (ctx, { realm, client: id }) =>
  withRealm(ctx, realm, (store) => {
    const { compiled, revision } = store.read();
    const client = compiled.findClientById(id);
    return client
      ? answered(toPage(client, revision, ctx.protocol.authenticators))
      : refused(404, "That client is no longer there");
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

function toPage(
  client: CompiledClient,
  revision: number,
  authenticators: WorkbenchContext["protocol"]["authenticators"],
): ClientPage {
  const { realm, serviceAccount } = client;
  const assigned =
    serviceAccount && rolesNamed(realm.roles, serviceAccount.user.realmRoles, serviceAccount.user.clientRoles);
  return {
    revision,
    client: toDetails(client),
    serviceAccount: serviceAccount
      ? {
          userId: serviceAccount.user.id ?? "",
          username: serviceAccount.user.username,
          enabled: serviceAccount.user.enabled !== false,
          assignedRoles: (assigned ?? []).map((role) => role.id),
        }
      : null,
    scopeMappings: client.scopeMappings.map((role) => role.id),
    clientScopes: [...realm.clientScopes.values()].map((scope) => toAttached(client, scope)),
    roles: toRoles(realm),
    authenticators: authenticators.map(({ id, displayName }) => ({ id, displayName })),
    realmDefaults: {
      accessTokenLifespanSeconds: realm.document.accessTokenLifespan ?? 300,
      signatureAlgorithm: realm.document.defaultSignatureAlgorithm || "RS256",
    },
  };
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
    clientAuthenticatorType: client.clientAuthenticatorType ?? "client-secret",
    hasSecret: client.secret !== undefined,
    secretCreatedAtSeconds: Number.isInteger(createdAt) ? createdAt : null,
    builtIn: isBuiltInClient(client),
    attributes: Object.fromEntries(
      Object.entries(client.attributes ?? {}).filter(([name]) => !SECRET_ATTRIBUTES.test(name)),
    ),
  };
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
  };
}

function assignmentOf(client: CompiledClient, scope: CompiledScope): ClientScopeAssignment {
  if (client.defaultScopes.includes(scope)) return "default";
  return client.optionalScopes.has(scope.name) ? "optional" : "none";
}

function toRoles(realm: CompiledRealm): RoleSummary[] {
  return [...realm.roles.byId.values()].map((role) => {
    const owner = role.owner === undefined ? undefined : realm.clientRepresentations.get(role.owner);
    const includes = [...closureOf(role.members).keys()].filter((id) => id !== role.id);
    return {
      id: role.id,
      name: role.name,
      description: readable(role.representation.description),
      ...(owner && { owner: { id: owner.id, clientId: owner.clientId } }),
      includes,
      builtIn: isBuiltInRole(role.name, owner, realm.name),
    };
  });
}

/** Keycloak's own descriptions are keys of its message catalogue (`${role_…}`), which say nothing to a person. */
const readable = (description = ""): string => (/^\$\{.*\}$/.test(description) ? "" : description);
