import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import type { PartialRealm } from "../complete-realm.ts";
import { publicJwks } from "../public-jwks.ts";
import {
  type ClientRepresentation,
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type RealmDocument,
  type RoleRepresentation,
} from "../realm-document.ts";
import { isVaultReference } from "../secrets.ts";
import { withSecretsChanged } from "./secret-places.ts";

/**
 * `whole`: all of it, secrets and private keys too. `shareable`: without them; Keycloak makes new ones. `partial-import`: clients, roles,
 * users, groups and identity providers for a realm that is there already, secrets too.
 */
export type ExportForm = "whole" | "shareable" | "partial-import";

/** A realm in the form in which it leaves, as Keycloak reads it. */
export function exportRealm(document: RealmDocument, form: ExportForm): object {
  if (form === "whole") return document;
  return form === "shareable" ? withoutSecrets(document) : toPartialImport(document);
}

/** Secrets are left out, not masked: a mask would become the secret where the file is taken in. */
function withoutSecrets(document: RealmDocument): PartialRealm {
  const bare = withSecretsChanged(document, (_place, value) => (isVaultReference(value) ? value : undefined));
  const open = { ...bare, ...(bare.clients && { clients: bare.clients.map(withPublicKeys) }) };
  const providers = bare.components?.[KEY_PROVIDER_TYPE];
  if (!providers) return open;
  const kept = providers.filter(isMadeByKeycloak).map(withoutKey);
  return { ...open, components: { ...bare.components, [KEY_PROVIDER_TYPE]: kept } };
}

/** A JWK set that somebody wrote into a client may hold the private halves; a text that is none goes. */
function withPublicKeys(client: ClientRepresentation): ClientRepresentation {
  const { "jwks.string": jwks, ...attributes } = client.attributes ?? {};
  if (jwks === undefined) return client;
  const shown = publicJwks(jwks);
  return { ...client, attributes: { ...attributes, ...(shown !== undefined && { "jwks.string": shown }) } };
}

/** Others cannot be without the key they were given. */
export const isMadeByKeycloak = ({ providerId }: ComponentRepresentation): boolean => providerId.endsWith("-generated");

const OF_THE_KEY: ReadonlySet<string> = new Set([
  "certificate",
  "kid",
  "publicKey",
  "ecdsaPublicKey",
  "ecdhPublicKey",
  "eddsaPublicKey",
]);

const withoutKey = (provider: ComponentRepresentation): ComponentRepresentation => ({
  ...provider,
  config: Object.fromEntries(Object.entries(provider.config ?? {}).filter(([name]) => !OF_THE_KEY.has(name))),
});

/** What every realm has is left out: it is there already. */
function toPartialImport(document: RealmDocument): object {
  const { clients = [], roles = {}, users = [], groups = [], defaultRole } = document;
  const { identityProviders = [], identityProviderMappers = [] } = document as unknown as Record<string, object[]>;
  const isOwn = ({ name }: RoleRepresentation) =>
    name !== defaultRole?.name && !["offline_access", "uma_authorization"].includes(name);
  const ofClients = Object.entries(roles.client ?? {}).filter(
    ([owner, owned]) => !BUILT_IN_CLIENTS.has(owner) && owned.length > 0,
  );
  return {
    ifResourceExists: "FAIL",
    users,
    groups,
    clients: clients.filter(({ clientId }) => !BUILT_IN_CLIENTS.has(clientId)),
    roles: { realm: (roles.realm ?? []).filter(isOwn), client: Object.fromEntries(ofClients) },
    identityProviders,
    identityProviderMappers,
  };
}
