import { CLIENT_DEFAULTS } from "./client-defaults.ts";
import { scopesOfProtocol, withSecret } from "./edits/client-edits.ts";
import type { EditFacts } from "./edits/edit-facts.ts";
import type { ClientRepresentation, RealmDocument } from "./realm-document.ts";

/**
 * A client of an import with what it does not say filled in: settings, id, a secret for a confidential one, and the
 * realm's client scopes when it names none. The same object when nothing is missing.
 */
export function completeClient(
  document: RealmDocument,
  client: ClientRepresentation,
  facts: EditFacts,
): ClientRepresentation {
  const complete =
    Object.keys(CLIENT_DEFAULTS).every((name) => Object.hasOwn(client, name) || OPTIONAL.has(name)) && client.id;
  if (!complete) return withScopes(document, withLogoutUris(importedClient(client, facts)));
  const kept = withMissingSecret(client, facts);
  return kept.defaultClientScopes && kept.optionalClientScopes ? kept : withScopes(document, kept);
}

/** Exports leave these out where they say nothing: for the clients that stand for realms, and for the one of administrators' permissions. */
const OPTIONAL = new Set(["protocol", "clientAuthenticatorType"]);

/** A client as Keycloak takes one in that says little of itself; without a clientId it goes by its id. */
export function importedClient(given: ClientRepresentation, facts: EditFacts): ClientRepresentation {
  const id = given.id || facts.newId();
  const isOfRealm = given.clientId === "realm-management";
  const { publicClient, secret, attributes, consentRequired } = given;
  const assumed = { ...CLIENT_DEFAULTS, fullScopeAllowed: consentRequired !== true };
  const settled = { ...{ id, clientId: id }, ...assumed, ...given, id };
  const said = Object.entries(attributes ?? {}).filter(([, value]) => value !== "");
  const client: ClientRepresentation = {
    ...settled,
    attributes: { realm_client: String(isOfRealm), ...Object.fromEntries(said) },
  };
  return publicClient || secret !== undefined ? client : withSecret(client, facts);
}

/** Only what comes with a whole realm is given these. */
const withLogoutUris = (client: ClientRepresentation): ClientRepresentation => ({
  ...client,
  attributes: { "post.logout.redirect.uris": "+", ...client.attributes },
});

function withMissingSecret(client: ClientRepresentation, facts: EditFacts): ClientRepresentation {
  const { publicClient, bearerOnly, secret, clientAuthenticatorType = "" } = client;
  const needs = clientAuthenticatorType.startsWith("client-secret") && !publicClient && !bearerOnly;
  return needs && secret === undefined ? withSecret(client, facts) : client;
}

/** Naming either list stands in the way of both lists of the realm; scopes that the realm does not have are left out. */
export function withScopes(document: RealmDocument, client: ClientRepresentation): ClientRepresentation {
  const { defaultClientScopes, optionalClientScopes, protocol } = client;
  const of = (names: readonly string[] | undefined) => scopesOfProtocol(document, names, protocol);
  if (!defaultClientScopes && !optionalClientScopes)
    return {
      ...client,
      defaultClientScopes: of(document.defaultDefaultClientScopes),
      optionalClientScopes: of(document.defaultOptionalClientScopes),
    };
  const defaults = of(defaultClientScopes);
  const optional = of(optionalClientScopes).filter((name) => !defaults.includes(name));
  return { ...client, defaultClientScopes: defaults, optionalClientScopes: optional };
}
