import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import { componentsOf, PARENT_ID } from "../components.ts";
import { newRealmTemplate } from "../new-realm.ts";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../realm-document.ts";
import { findUnknownFields } from "../representations.ts";
import { isMasked } from "../secrets.ts";
import { type ExportForm, isMadeByKeycloak } from "./export-realm.ts";
import { groupedByField } from "./kept-parts.ts";
import { withSecretsChanged } from "./secret-places.ts";

/** What Keycloak 26.7 has of its own, by id. */
export interface KnownProviders {
  isMapper(id: string): boolean;
  isClientAuthenticator(id: string): boolean;
  isComponent(type: string, id: string): boolean;
}

/** What Keycloak would not understand or not take of an export, and what the form leaves out: a sentence each, for the person who exports. */
export function describeExport(document: RealmDocument, form: ExportForm, known: KnownProviders): string[] {
  return [
    ...describeUnknown(document, known),
    ...(form === "shareable" ? describeLeftOutKeys(document) : describeMasks(document)),
    ...(form === "partial-import" ? describeNotPartial(document) : []),
  ];
}

const OWN_ATTRIBUTE = "tokenbench.";

function describeUnknown(document: RealmDocument, known: KnownProviders): string[] {
  const { clients = [], clientScopes = [] } = document;
  const own = clients.filter(({ attributes = {} }) =>
    Object.keys(attributes).some((name) => name.startsWith(OWN_ATTRIBUTE)),
  );
  const mappers = [...clients, ...clientScopes].flatMap(({ protocolMappers = [] }) => protocolMappers);
  const components = componentsOf(document).filter(({ component }) => component.config?.[PARENT_ID] === undefined);
  const authenticators = clients.flatMap(({ clientAuthenticatorType: id }) =>
    id && !known.isClientAuthenticator(id) ? [id] : [],
  );
  const fields = groupedByField(findUnknownFields("RealmRepresentation", document));
  return [
    ...told(
      "Keycloak keeps but ignores attributes of Tokenbench's own",
      own.map(({ clientId }) => `client ${clientId}`),
    ),
    ...told("Keycloak has no client authenticator of its own named", authenticators),
    ...told(
      "Keycloak has no protocol mapper of its own named",
      mappers.map(({ protocolMapper }) => protocolMapper).filter((id) => !known.isMapper(id)),
    ),
    ...told(
      "Keycloak refuses the file over components it does not know",
      components
        .filter(({ type, component }) => !known.isComponent(type, component.providerId))
        .map(({ component }) => component.providerId),
    ),
    ...told("Keycloak 26.7 refuses the file over fields it does not know", fields),
  ];
}

const MOST = 10;

function told(what: string, names: readonly string[]): string[] {
  const all = [...new Set(names)];
  if (all.length === 0) return [];
  const more = all.length > MOST ? `, and ${all.length - MOST} more` : "";
  return [`${what}: ${all.slice(0, MOST).join(", ")}${more}.`];
}

function describeLeftOutKeys({ components = {} }: RealmDocument): string[] {
  const given = (components[KEY_PROVIDER_TYPE] ?? []).filter((provider) => !isMadeByKeycloak(provider));
  return [
    "Left out: client secrets, private keys, passwords and other secrets. Keycloak makes new client secrets and keys.",
    ...told(
      "Left out whole, because they cannot be without their key: key providers",
      given.map(({ name, providerId }) => name ?? providerId),
    ),
  ];
}

function describeMasks(document: RealmDocument): string[] {
  const masked: string[] = [];
  withSecretsChanged(document, ({ kind, name, field }, value) => {
    if (isMasked(value)) masked.push(`${field} of ${kind === "realm" ? "the realm" : name}`);
    return value;
  });
  return told("Still masked, because the secret never was in a file; Keycloak would take the stars for it", masked);
}

/** Keycloak's partial import takes no client scopes, scope mappings, settings or keys. */
function describeNotPartial(document: RealmDocument): string[] {
  const { clientScopes = [], scopeMappings = [], clientScopeMappings = {}, clients = [] } = document;
  const usual = new Set((newRealmTemplate(document.realm).clientScopes ?? []).map(({ name }) => name));
  const own = clientScopes.filter(({ name }) => !usual.has(name));
  const through = [...scopeMappings, ...Object.values(clientScopeMappings).flat()];
  const narrowed = clients.filter(
    ({ clientId }) => !BUILT_IN_CLIENTS.has(clientId) && through.some(({ client }) => client === clientId),
  );
  return [
    ...told(
      "Keycloak's partial import takes no client scopes; these must be there before",
      own.map(({ name }) => name),
    ),
    ...told(
      "Keycloak's partial import takes no scope mappings; these clients have some",
      narrowed.map(({ clientId }) => clientId),
    ),
  ];
}
