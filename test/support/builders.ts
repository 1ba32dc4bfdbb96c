import { createPrivateKey, type JsonWebKey } from "node:crypto";
import type { CompiledClient } from "../../src/domain/compiled-client.ts";
import { type CompiledRealm, compileRealm } from "../../src/domain/compiled-realm.ts";
import type { EditFacts } from "../../src/domain/edits/edit-facts.ts";
import { newRealmTemplate } from "../../src/domain/new-realm.ts";
import {
  type ClientRepresentation,
  type ClientScopeRepresentation,
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type ProtocolMapperRepresentation,
  type RealmDocument,
  type RoleRepresentation,
  type RolesRepresentation,
  type ScopeMappingRepresentation,
  type UserRepresentation,
} from "../../src/domain/realm-document.ts";
import rsaA from "../parity/keys/rsa-a.json" with { type: "json" };

/**
 * A role in the words of a test: `reader` is a realm role, or the only client role of that name; `orders:view` is the
 * role `view` of the client `orders`. A name that no role has stays as it is, as in a document that lags behind.
 */
export type RoleName = string;

export interface RoleDraft {
  readonly name: string;
  readonly ownerClientId?: string;
  readonly composites?: readonly RoleName[];
  readonly description?: string;
}

export const aRole = (name: string, stated: Omit<RoleDraft, "name"> = {}): RoleDraft => ({ name, ...stated });

/** A client with its service account and what is mapped to both; an export holds these in four places. */
export interface ClientDraft extends Partial<ClientRepresentation> {
  readonly clientId: string;
  /** Roles assigned to the service account. */
  readonly serviceAccountRoles?: readonly RoleName[];
  /** Roles that the client's dedicated scope lets through. */
  readonly scopeMappings?: readonly RoleName[];
  /** More about the service account's user. */
  readonly user?: Partial<UserRepresentation>;
}

export const SECRET = "s3cret";

/** The default client scopes of a new client of Keycloak 26.7 with a service account. */
export const DEFAULT_SCOPES = ["web-origins", "service_account", "acr", "roles", "profile", "basic", "email"];
const OPTIONAL_SCOPES = ["address", "phone", "offline_access", "microprofile-jwt"];

/** A confidential client with a service account, as Keycloak makes a new one: a test states only what it is about. */
export const aClient = (clientId: string, stated: Partial<ClientDraft> = {}): ClientDraft => ({
  clientId,
  secret: SECRET,
  enabled: true,
  publicClient: false,
  serviceAccountsEnabled: true,
  fullScopeAllowed: true,
  serviceAccountRoles: [],
  scopeMappings: [],
  ...stated,
});

export interface ClientScopeDraft extends Partial<ClientScopeRepresentation> {
  readonly name: string;
  readonly scopeMappings?: readonly RoleName[];
}

export const aClientScope = (name: string, stated: Omit<ClientScopeDraft, "name"> = {}): ClientScopeDraft => ({
  name,
  ...stated,
});

/** A protocol mapper that writes into access tokens, unless its configuration says otherwise. */
export const aMapper = (
  protocolMapper: string,
  config: Readonly<Record<string, string>> = {},
  name = `${protocolMapper} ${Object.values(config).join(" ")}`,
): ProtocolMapperRepresentation => ({
  id: idOf("mapper", name),
  name,
  protocol: "openid-connect",
  protocolMapper,
  consentRequired: false,
  config: { "access.token.claim": "true", ...config },
});

export interface RealmDraft extends Partial<Omit<RealmDocument, "clients" | "roles" | "clientScopes">> {
  readonly clients?: readonly ClientDraft[];
  readonly roles?: readonly RoleDraft[];
  /** Beside those of every realm. */
  readonly clientScopes?: readonly ClientScopeDraft[];
}

/** An id that a test can foresee: `idOf("client", "app")`. */
export const idOf = (kind: "client" | "role" | "client scope" | "user" | "mapper", name: string): string =>
  `${kind.replace(" ", "-")}:${name}`;

const rsaKey = createPrivateKey({ key: rsaA as JsonWebKey, format: "jwk" }).export({ type: "pkcs1", format: "der" });

/** Keys that take no time to make: an RSA pair for access tokens and the secret for refresh tokens. */
const keyRing: readonly ComponentRepresentation[] = [
  {
    id: "key:rsa",
    name: "rsa",
    providerId: "rsa-generated",
    config: { privateKey: [rsaKey.toString("base64")], priority: ["100"] },
  },
  {
    id: "key:hmac",
    name: "hmac",
    providerId: "hmac-generated",
    config: { kid: ["hs512"], secret: ["c2VjcmV0LW9mLXRoZS1yZWFsbQ"], algorithm: ["HS512"], priority: ["100"] },
  },
];

/** A realm `test` as an export holds it: roles, clients, service-account users and scope mappings each in their place. */
export function aRealm({ clients = [], roles = [], clientScopes = [], ...stated }: RealmDraft = {}): RealmDocument {
  const realm = stated.realm ?? "test";
  const find = createRoleFinder(roles);
  return {
    id: `realm:${realm}`,
    realm,
    enabled: true,
    sslRequired: "external",
    roles: toRoles(roles, find, realm),
    ...withMappings(clients, clientScopes, find),
    users: clients.filter(({ serviceAccountsEnabled }) => serviceAccountsEnabled).map((client) => toUser(client, find)),
    clients: clients.map(toClient),
    clientScopes: [...builtInScopes(realm), ...clientScopes.map(toClientScope)],
    ...builtInScopeLists(realm),
    components: { [KEY_PROVIDER_TYPE]: keyRing },
    ...stated,
  } as RealmDocument;
}

type Reference = { readonly name: string; readonly owner?: string };
type FindRole = (role: RoleName) => Reference;

function createRoleFinder(roles: readonly RoleDraft[]): FindRole {
  return (role) => {
    const [owner, name] = role.split(":");
    if (owner !== undefined && name !== undefined) return { owner, name };
    const named = roles.filter((each) => each.name === role);
    const only = named.find(({ ownerClientId }) => !ownerClientId) ?? named[0];
    return only?.ownerClientId ? { owner: only.ownerClientId, name: role } : { name: role };
  };
}

const ofRealm = (references: readonly Reference[]) => references.filter(({ owner }) => !owner).map(({ name }) => name);

/** Client roles by their owner, as composites and users list them. */
function ofClients(references: readonly Reference[]): Record<string, string[]> {
  const byOwner: [string, string[]][] = [];
  for (const { owner, name } of references) {
    if (owner === undefined) continue;
    const known = byOwner.find(([each]) => each === owner);
    if (known) known[1].push(name);
    else byOwner.push([owner, [name]]);
  }
  return Object.fromEntries(byOwner);
}

const roleKey = ({ name, ownerClientId }: RoleDraft) => (ownerClientId ? `${ownerClientId}:${name}` : name);

function toRole(role: RoleDraft, find: FindRole, realm: string): RoleRepresentation {
  const members = role.composites?.map(find);
  return {
    id: idOf("role", roleKey(role)),
    name: role.name,
    ...(role.description !== undefined && { description: role.description }),
    composite: members !== undefined,
    ...(members && { composites: { realm: ofRealm(members), client: ofClients(members) } }),
    clientRole: role.ownerClientId !== undefined,
    containerId: role.ownerClientId ? idOf("client", role.ownerClientId) : `realm:${realm}`,
    attributes: {},
  };
}

function toRoles(roles: readonly RoleDraft[], find: FindRole, realm: string): RolesRepresentation {
  const ownedBy = (owner: string | undefined) =>
    roles.filter(({ ownerClientId }) => ownerClientId === owner).map((role) => toRole(role, find, realm));
  const owners = [...new Set(roles.map(({ ownerClientId }) => ownerClientId))].filter((owner) => owner !== undefined);
  return { realm: ownedBy(undefined), client: Object.fromEntries(owners.map((owner) => [owner, ownedBy(owner)])) };
}

function withMappings(
  clients: readonly ClientDraft[],
  clientScopes: readonly ClientScopeDraft[],
  find: FindRole,
): Pick<RealmDocument, "scopeMappings" | "clientScopeMappings"> {
  const targets = [
    ...clients.map(({ clientId, scopeMappings = [] }) => ({ target: { client: clientId }, scopeMappings })),
    ...clientScopes.map(({ name, scopeMappings = [] }) => ({ target: { clientScope: name }, scopeMappings })),
  ];
  const mappings: ScopeMappingRepresentation[] = [];
  const byOwner = new Map<string, ScopeMappingRepresentation[]>();
  for (const { target, scopeMappings } of targets) {
    const references = scopeMappings.map(find);
    if (ofRealm(references).length > 0) mappings.push({ ...target, roles: ofRealm(references) });
    for (const [owner, names] of Object.entries(ofClients(references)))
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), { ...target, roles: names }]);
  }
  return { scopeMappings: mappings, clientScopeMappings: Object.fromEntries(byOwner) };
}

function toUser({ clientId, serviceAccountRoles = [], user }: ClientDraft, find: FindRole): UserRepresentation {
  const roles = serviceAccountRoles.map(find);
  return {
    id: idOf("user", clientId),
    username: `service-account-${clientId.toLowerCase()}`,
    emailVerified: false,
    enabled: true,
    serviceAccountClientId: clientId,
    realmRoles: ofRealm(roles),
    clientRoles: ofClients(roles),
    notBefore: 0,
    groups: [],
    ...user,
  };
}

/** A public client keeps no secret. */
function toClient(draft: ClientDraft): ClientRepresentation {
  const { serviceAccountRoles, scopeMappings, user, secret, ...stated } = draft;
  return {
    id: idOf("client", stated.clientId),
    ...(secret !== undefined && !stated.publicClient && { secret }),
    clientAuthenticatorType: "client-secret",
    redirectUris: [],
    webOrigins: [],
    notBefore: 0,
    bearerOnly: false,
    protocol: "openid-connect",
    attributes: {},
    defaultClientScopes: DEFAULT_SCOPES,
    optionalClientScopes: OPTIONAL_SCOPES,
    ...stated,
  };
}

const toClientScope = ({ scopeMappings, ...stated }: ClientScopeDraft): ClientScopeRepresentation => ({
  id: idOf("client scope", stated.name),
  protocol: "openid-connect",
  attributes: { "include.in.token.scope": "true" },
  protocolMappers: [],
  ...stated,
});

const builtInScopes = (realm: string): ClientScopeRepresentation[] =>
  (newRealmTemplate(realm).clientScopes ?? []).map((scope) => ({ ...scope, id: idOf("client scope", scope.name) }));

function builtInScopeLists(
  realm: string,
): Pick<RealmDocument, "defaultDefaultClientScopes" | "defaultOptionalClientScopes"> {
  const { defaultDefaultClientScopes = [], defaultOptionalClientScopes = [] } = newRealmTemplate(realm);
  return { defaultDefaultClientScopes, defaultOptionalClientScopes };
}

/** The compiled client of that name. */
export function clientNamed(realm: CompiledRealm | RealmDocument, clientId: string): CompiledClient {
  const compiled = "document" in realm ? realm : compileRealm(realm);
  const client = compiled.findClient(clientId);
  if (!client) throw new Error(`the realm has no client ${clientId}`);
  return client;
}

/** A moment to test at, in epoch seconds. */
export const NOW = 1_700_000_000;

let made = 0;

/** Ids and secrets that never come twice: `new-1`, `new-2` … */
export function someEditFacts(nowSeconds = NOW): EditFacts {
  return {
    newId: () => `new-${++made}`,
    newSecret: (length) => `fresh-${++made}-`.padEnd(length, "x"),
    nowSeconds,
  };
}
