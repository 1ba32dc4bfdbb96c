import { CLIENT_DEFAULTS } from "../client-defaults.ts";
import { findClientProblems } from "../client-validation.ts";
import type { ClientSettings, CreateClient, UpdateClient } from "../edit.ts";
import type { ClientRepresentation, RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { withClientRenamed } from "./client-rename.ts";
import type { EditFacts } from "./edit-facts.ts";
import { clientOf, withClientAdded, withClientReplaced } from "./parts.ts";
import { withoutServiceAccount, withServiceAccount } from "./service-account-edits.ts";

const SECRET_CREATED_AT = "client.secret.creation.time";
/** What Keycloak gives a new client, however it authenticates (recorded). */
const SECRET_LENGTH = 86;

/** Adds a client as Keycloak's Admin API would create it; the realm's default and optional client scopes are copied to it. */
export function withNewClient(
  document: RealmDocument,
  { id, settings }: CreateClient,
  facts: EditFacts,
): RealmDocument {
  refuseTakenClientId(document, settings.clientId);
  if (document.clients?.some((client) => client.id === id)) throw new RealmRefused("That id is taken", ["id"]);
  const bare: ClientRepresentation & Record<string, unknown> = {
    id,
    clientId: settings.clientId,
    ...CLIENT_DEFAULTS,
    standardFlowEnabled: false, // a service account needs no browser
    attributes: { realm_client: "false" },
    defaultClientScopes: scopesOfProtocol(document, document.defaultDefaultClientScopes),
    optionalClientScopes: scopesOfProtocol(document, document.defaultOptionalClientScopes),
  };
  const added = withClientAdded(document, settings.publicClient ? bare : withSecret(bare, facts));
  return withSettings(added, id, settings, facts);
}

export function scopesOfProtocol(
  document: RealmDocument,
  names: readonly string[] = [],
  protocol = "openid-connect",
): string[] {
  return names.filter((name) =>
    document.clientScopes?.some((scope) => scope.name === name && (scope.protocol ?? "openid-connect") === protocol),
  );
}

export function withClientUpdated(
  document: RealmDocument,
  { client, settings }: UpdateClient,
  facts: EditFacts,
): RealmDocument {
  return withSettings(document, client, settings, facts);
}

function withSettings(
  document: RealmDocument,
  id: string,
  { attributes, clientId, ...fields }: ClientSettings,
  facts: EditFacts,
): RealmDocument {
  const before = clientOf(document, id);
  refuseUnfitAddresses(fields);
  const plain = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  let next = withClientReplaced(document, id, (client) =>
    withAccessType(
      { ...client, ...plain, ...(attributes && { attributes: mergedAttributes(client, attributes) }) },
      facts,
    ),
  );
  if (clientId !== undefined && clientId !== before.clientId) {
    refuseTakenClientId(document, clientId);
    next = withClientRenamed(next, before.clientId, clientId);
  }
  return withAccountSwitched(next, before, facts);
}

/** Only what is said is looked at: a client may have come with values that Keycloak would not take. */
function refuseUnfitAddresses(said: Omit<ClientSettings, "attributes" | "clientId">): void {
  for (const name of ["rootUrl", "baseUrl", "redirectUris"] as const) {
    const [problem] = said[name] === undefined ? [] : findClientProblems({ [name]: said[name] });
    if (problem !== undefined) throw new RealmRefused(problem, ["settings", name]);
  }
}

/** Gives a client its service account, or takes it away, where the switch for it differs from what it was `before`. */
export function withAccountSwitched(
  document: RealmDocument,
  before: ClientRepresentation,
  facts: EditFacts,
): RealmDocument {
  const client = clientOf(document, before.id);
  if (client.serviceAccountsEnabled && !before.serviceAccountsEnabled)
    return withServiceAccount(document, client, facts);
  if (!client.serviceAccountsEnabled && before.serviceAccountsEnabled) return withoutServiceAccount(document, client);
  return document;
}

/** A public client keeps no secret, a confidential one has one (reference §2.4): as Keycloak does on saving. */
function withAccessType(client: ClientRepresentation, facts: EditFacts): ClientRepresentation {
  if (!client.publicClient)
    return client.secret === undefined && !client.bearerOnly ? withSecret(client, facts) : client;
  const { secret: _secret, ...rest } = client;
  return rest;
}

const mergedAttributes = (
  client: ClientRepresentation,
  changes: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...client.attributes, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== null && entry[1] !== "",
    ),
  );

export function withSecret(client: ClientRepresentation, facts: EditFacts): ClientRepresentation {
  return {
    ...client,
    secret: facts.newSecret(SECRET_LENGTH),
    attributes: { ...client.attributes, [SECRET_CREATED_AT]: String(facts.nowSeconds) },
  };
}

/** Gives a client a new secret; the old one stops working at once. @throws RealmRefused for a public client. */
export function withNewSecret(document: RealmDocument, id: string, facts: EditFacts): RealmDocument {
  const { publicClient, clientId } = clientOf(document, id);
  if (publicClient) throw new RealmRefused(`${clientId} is a public client and has no secret`, ["client"]);
  return withClientReplaced(document, id, (client) => withSecret(client, facts));
}

function refuseTakenClientId(document: RealmDocument, clientId: string): void {
  if (document.clients?.some((client) => client.clientId === clientId))
    throw new RealmRefused(`Client ${clientId} already exists`, ["settings", "clientId"]);
}
