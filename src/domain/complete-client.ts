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
  const id = client.id || facts.newId();
  const settled = complete ? client : { ...{ id, clientId: "" }, ...CLIENT_DEFAULTS, ...client, id };
  return withScopes(document, needsSecret(settled) ? withSecret(settled, facts) : settled);
}

/** Exports leave these out where they say nothing: `protocol` for the clients that stand for realms. */
const OPTIONAL = new Set(["protocol"]);

const needsSecret = ({ publicClient, bearerOnly, secret, clientAuthenticatorType }: ClientRepresentation): boolean =>
  !publicClient &&
  !bearerOnly &&
  secret === undefined &&
  (clientAuthenticatorType ?? "client-secret").startsWith("client-secret");

function withScopes(document: RealmDocument, client: ClientRepresentation): ClientRepresentation {
  if (client.defaultClientScopes && client.optionalClientScopes) return client;
  if (client.defaultClientScopes || client.optionalClientScopes)
    return {
      ...client,
      defaultClientScopes: client.defaultClientScopes ?? [],
      optionalClientScopes: client.optionalClientScopes ?? [],
    };
  return {
    ...client,
    defaultClientScopes: scopesOfProtocol(document, document.defaultDefaultClientScopes),
    optionalClientScopes: scopesOfProtocol(document, document.defaultOptionalClientScopes),
  };
}
