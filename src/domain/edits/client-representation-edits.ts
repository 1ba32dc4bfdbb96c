import { CLIENT_DEFAULTS } from "../client-defaults.ts";
import type { ClientRepresentation, ProtocolMapperRepresentation, RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { scopesOfProtocol, withAccountSwitched, withSecret } from "./client-edits.ts";
import { withClientRenamed } from "./client-rename.ts";
import type { EditFacts } from "./edit-facts.ts";
import { newMappers, withMapperIds } from "./mapper-edits.ts";
import { clientOf, withClientAdded, withClientReplaced } from "./parts.ts";
import { serviceAccountUsername } from "./service-account-edits.ts";

/** A client as the Admin API takes it: any of its fields; `null` says nothing, but as the value of an attribute, which it removes. */
export type GivenClient = {
  readonly [Name in keyof ClientRepresentation]?: ClientRepresentation[Name] | null;
} & { readonly attributes?: Readonly<Record<string, string | null>> | null };

/** What makes a SAML client complete: made beforehand, because keys take time. */
export type ProtocolAttributes = Readonly<Record<string, string>>;

/**
 * Adds a client as `POST /clients` of Keycloak's Admin API does. What is assumed of it hangs on whether it names its
 * protocol (recorded: `client-minimal`, `client-minimal-protocol`).
 *
 * @throws RealmRefused for a clientId, a service-account name or an id that is taken.
 */
export function withClientCreated(
  document: RealmDocument,
  given: GivenClient & { readonly id: string; readonly clientId: string },
  protocolAttributes: ProtocolAttributes,
  facts: EditFacts,
): RealmDocument {
  refuseTaken(document, given);
  const said = withoutNulls(given);
  const settled = {
    ...CLIENT_DEFAULTS,
    fullScopeAllowed: said.consentRequired !== true,
    ...(said.protocol === "openid-connect" && oidcDefaults(said)),
    ...said,
    attributes: { ...attributesOf(said), realm_client: "false", ...protocolAttributes },
  };
  const confidential = said.publicClient !== true && said.secret === undefined ? withSecret(settled, facts) : settled;
  const client: ClientRepresentation = {
    ...withoutSecretWhenPublic(confidential),
    ...scopesOfNewClient(document, said),
    ...(said.protocolMappers && { protocolMappers: newMappers(said.protocolMappers, facts) }),
    serviceAccountsEnabled: false,
  };
  const added = withClientAdded(document, client);
  if (!said.serviceAccountsEnabled) return added;
  return withAccountSwitched(withClientReplaced(added, client.id, switchedOn), client, facts);
}

const switchedOn = (client: ClientRepresentation): ClientRepresentation => ({
  ...client,
  serviceAccountsEnabled: true,
});

/** Fields that a client's representation has and its storage does not: read-only ones, and such as Keycloak has done away with. */
const NOT_KEPT = new Set([
  "access",
  "origin",
  "registrationAccessToken",
  "defaultRoles",
  "directGrantsOnly",
  "clientTemplate",
  "useTemplateConfig",
  "useTemplateScope",
  "useTemplateMappers",
]);

/** What putting a client as a whole leaves as it is. */
export const CLIENT_FIELDS_NOT_TAKEN: ReadonlySet<string> = new Set([
  ...NOT_KEPT,
  "id",
  "defaultClientScopes",
  "optionalClientScopes",
]);

function withoutNulls({ authenticationFlowBindingOverrides: flows, ...given }: GivenClient): ClientRepresentation {
  const said = Object.entries(given).filter(([name, value]) => value !== null && !NOT_KEPT.has(name));
  return {
    ...Object.fromEntries(said),
    ...(flows && { authenticationFlowBindingOverrides: withoutEmpty(flows) }),
  } as unknown as ClientRepresentation;
}

const attributesOf = ({ attributes, protocol }: ClientRepresentation): Readonly<Record<string, string>> => ({
  ...withoutEmpty(attributes ?? {}),
  ...(protocol === "openid-connect" && {
    "backchannel.logout.session.required": attributes?.["backchannel.logout.session.required"] ?? "true",
    "backchannel.logout.revoke.offline.tokens": attributes?.["backchannel.logout.revoke.offline.tokens"] ?? "false",
  }),
});

/** What Keycloak's OIDC protocol assumes when a client names it. */
function oidcDefaults(said: ClientRepresentation): Partial<ClientRepresentation> & Record<string, unknown> {
  const { rootUrl, redirectUris } = said;
  const redirect = rootUrl === undefined ? undefined : `${rootUrl.replace(/\/$/, "")}/*`;
  const isOpen = redirect !== undefined && !redirectUris?.length;
  return {
    publicClient: said.publicClient === undefined && said.bearerOnly === undefined,
    directAccessGrantsEnabled: true,
    ...(isOpen && { redirectUris: [redirect], webOrigins: [/^[a-z]+:\/\/[^/]+/i.exec(redirect)?.[0] ?? redirect] }),
    ...(rootUrl !== undefined && { adminUrl: rootUrl }),
  };
}

const withoutSecretWhenPublic = (client: ClientRepresentation): ClientRepresentation => {
  if (!client.publicClient) return client;
  const { secret: _secret, ...rest } = client;
  return rest;
};

/** Naming either list stands in the way of both lists of the realm. */
function scopesOfNewClient(document: RealmDocument, said: ClientRepresentation): Partial<ClientRepresentation> {
  const { defaultClientScopes, optionalClientScopes, protocol } = said;
  const of = (names: readonly string[] | undefined) => scopesOfProtocol(document, names, protocol);
  if (!defaultClientScopes && !optionalClientScopes)
    return {
      defaultClientScopes: of(document.defaultDefaultClientScopes),
      optionalClientScopes: of(document.defaultOptionalClientScopes),
    };
  const defaults = of(defaultClientScopes);
  return {
    defaultClientScopes: defaults,
    optionalClientScopes: of(optionalClientScopes).filter((name) => !defaults.includes(name)),
  };
}

/**
 * Changes a client as `PUT /clients/{id}` does: fields that are absent or `null` stay, attributes are merged by key, the
 * list of mappers is replaced by name, client scopes and the id are not taken.
 *
 * @throws RealmRefused for a clientId that is taken.
 */
export function withClientPut(
  document: RealmDocument,
  id: string,
  given: GivenClient,
  facts: EditFacts,
): RealmDocument {
  const before = clientOf(document, id);
  const { clientId, attributes, protocolMappers, ...rest } = given;
  const { id: _id, defaultClientScopes: _default, optionalClientScopes: _optional, ...said } = withoutNulls(rest);
  if (clientId && clientId !== before.clientId) refuseTaken(document, { ...said, clientId });
  const renamed =
    clientId && clientId !== before.clientId ? withClientRenamed(document, before.clientId, clientId) : document;
  const changed = withClientReplaced(renamed, id, (client) =>
    withSecretAsNeeded(
      {
        ...client,
        ...said,
        attributes: withoutRotated(withoutEmpty({ ...client.attributes, ...attributes })),
        ...(protocolMappers && { protocolMappers: replacedByName(client.protocolMappers, protocolMappers, facts) }),
      },
      facts,
    ),
  );
  return withAccountSwitched(changed, before, facts);
}

/** A public client keeps no secret, one that has none and needs one is given one. */
const withSecretAsNeeded = (client: ClientRepresentation, facts: EditFacts): ClientRepresentation =>
  client.publicClient || client.secret !== undefined ? withoutSecretWhenPublic(client) : withSecret(client, facts);

const withoutEmpty = (attributes: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(attributes).filter((entry): entry is [string, string] => Boolean(entry[1])));

/** Rotated secrets are there only by a client policy; a client that is saved without one loses them (asked on 26.7). */
const withoutRotated = (attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !name.startsWith("client.secret.rotated")));

/** A mapper of the same name keeps its id. */
function replacedByName(
  before: readonly ProtocolMapperRepresentation[] = [],
  given: readonly ProtocolMapperRepresentation[],
  facts: EditFacts,
): readonly ProtocolMapperRepresentation[] {
  const idOf = new Map(before.map(({ name, id }) => [name, id]));
  for (const { id, name } of given)
    if (id && !idOf.has(name) && before.some((mapper) => mapper.id === id))
      throw new RealmRefused(`Cannot add protocol mapper '${name}'. Duplicate resource error`, ["protocolMappers"]);
  const kept = given.map((mapper) => {
    const id = idOf.get(mapper.name) ?? mapper.id;
    return { ...mapper, ...(id && { id }) };
  });
  return withMapperIds(kept, facts);
}

function refuseTaken(document: RealmDocument, { id, clientId, serviceAccountsEnabled }: GivenClient): void {
  const account = serviceAccountsEnabled && serviceAccountUsername(clientId ?? "");
  for (const client of document.clients ?? []) {
    if (client.clientId === clientId) throw new RealmRefused(`Client ${clientId} already exists`, ["clientId"]);
    if (id && client.id === id) throw new RealmRefused("That id is taken", ["id"]);
  }
  if (account && document.users?.some(({ username }) => username === account))
    throw new RealmRefused(`Client ${clientId} already exists`, ["clientId"]);
}
