import { entryOf, withEntry, withName } from "../edits/parts.ts";
import type {
  ClientRepresentation,
  RealmDocument,
  RoleRepresentation,
  ScopeMappingRepresentation,
} from "../realm-document.ts";
import type { Rule } from "./older-realm.ts";

const withClients = (
  realm: RealmDocument,
  change: (client: ClientRepresentation) => ClientRepresentation,
): RealmDocument => (realm.clients ? { ...realm, clients: realm.clients.map(change) } : realm);

/** Since 20 who may see their groups is a role of its own, let through to the account console. */
export const withViewGroups: Rule = (realm, { facts }) => {
  const account = realm.clients?.find(({ clientId }) => clientId === "account");
  const roles = entryOf(realm.roles?.client, "account") ?? [];
  if (!account || roles.some(({ name }) => name === VIEW_GROUPS)) return realm;
  const role: RoleRepresentation = {
    ...{ id: facts.newId(), name: VIEW_GROUPS, description: `\${role_${VIEW_GROUPS}}`, composite: false },
    ...{ clientRole: true, containerId: account.id, attributes: {} },
  };
  const added = {
    ...realm,
    roles: { ...realm.roles, client: withEntry(realm.roles?.client, "account", [...roles, role]) },
  };
  if (!realm.clients?.some(({ clientId }) => clientId === CONSOLE)) return added;
  const mappings = entryOf(realm.clientScopeMappings, "account") ?? [];
  return { ...added, clientScopeMappings: withEntry(realm.clientScopeMappings, "account", withViewing(mappings)) };
};

const VIEW_GROUPS = "view-groups";
const CONSOLE = "account-console";

function withViewing(mappings: readonly ScopeMappingRepresentation[]): readonly ScopeMappingRepresentation[] {
  const mapped = mappings.some(({ client }) => client === CONSOLE);
  if (!mapped) return [...mappings, { client: CONSOLE, roles: [VIEW_GROUPS] }];
  return mappings.map((each) =>
    each.client === CONSOLE ? { ...each, roles: withName(each.roles, VIEW_GROUPS) } : each,
  );
}

/** Since 26 the clients that administer get light tokens and let all roles through. */
export const withLightweightAdministration: Rule = (realm) =>
  withClients(realm, (client) =>
    ADMINISTER.has(client.clientId)
      ? { ...client, fullScopeAllowed: true, attributes: { ...client.attributes, [LIGHTWEIGHT]: "true" } }
      : client,
  );

const ADMINISTER = new Set(["admin-cli", "security-admin-console"]);
const LIGHTWEIGHT = "client.use.lightweight.access.token.enabled";

/** Before 26.4 a SAML client that had its assertions encrypted did not say how; it goes on as it was. */
export const withSamlEncryption: Rule = (realm) =>
  withClients(realm, (client) =>
    client.protocol === "saml" && client.attributes?.["saml.encrypt"] === "true"
      ? { ...client, attributes: { ...client.attributes, ...FORMER_ENCRYPTION } }
      : client,
  );

const FORMER_ENCRYPTION = {
  "saml.encryption.algorithm": "http://www.w3.org/2001/04/xmlenc#aes128-cbc",
  "saml.encryption.keyAlgorithm": "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
  "saml.encryption.digestMethod": "http://www.w3.org/2000/09/xmldsig#sha1",
};
