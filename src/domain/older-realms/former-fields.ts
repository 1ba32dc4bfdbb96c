import type { PartialRealm } from "../complete-realm.ts";
import { entryOf, withEntry } from "../edits/parts.ts";
import { newRealmTemplate } from "../new-realm.ts";
import {
  type ClientRepresentation,
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type RoleRepresentation,
} from "../realm-document.ts";
import { fieldOf, without } from "./older-realm.ts";

/**
 * What Keycloak once had fields for and its import still takes: lists of roles that everybody gets, in the realm and in its
 * clients, and the key of the realm beside its settings. They become what has taken their place; the same object when
 * there are none.
 */
export function withoutFormerFields(given: PartialRealm): PartialRealm {
  const keyed = without(withOwnKey(given), "privateKey", "publicKey", "certificate", "codeSecret");
  const realm = without(keyed.defaultRole ? keyed : withDefaultRoles(keyed), DEFAULT_ROLES);
  const clients = realm.clients?.map(withoutFormerFieldsOf);
  return clients?.some((client, i) => client !== realm.clients?.[i]) ? { ...realm, clients } : realm;
}

/** A client that names its client scopes follows no client template. */
const withoutFormerFieldsOf = (client: ClientRepresentation): ClientRepresentation =>
  client.defaultClientScopes || client.optionalClientScopes
    ? without(client, DEFAULT_ROLES, "clientTemplate")
    : without(client, DEFAULT_ROLES);

const DEFAULT_ROLES = "defaultRoles";

const defaultRolesOf = (part: object): readonly string[] => {
  const names = fieldOf(part, DEFAULT_ROLES);
  return Array.isArray(names) ? names.filter((name) => typeof name === "string").map((name) => name.trim()) : [];
};

/** A realm that names its default role has put them there itself. */
function withDefaultRoles(given: PartialRealm): PartialRealm {
  const names = defaultRolesOf(given);
  const ofClients = (given.clients ?? []).flatMap((client): [string, readonly string[]][] => {
    const own = defaultRolesOf(client);
    return own.length > 0 ? [[client.clientId, own]] : [];
  });
  if (names.length === 0 && ofClients.length === 0) return given;
  const realm = withRoles(
    given.roles?.realm,
    names.filter((name) => name !== "offline_access"),
  );
  const client = ofClients.reduce(
    (all, [owner, own]) => withEntry(all, owner, withRoles(entryOf(all, owner), own)),
    given.roles?.client ?? {},
  );
  const composites = { realm: names, client: Object.fromEntries(ofClients) };
  const defaultRole = { ...freeDefaultRole(given.realm, realm), composites };
  return {
    ...given,
    roles: { ...given.roles, realm: [...realm, { ...defaultRole, attributes: {} }], client },
    defaultRole,
  };
}

const withRoles = (roles: readonly RoleRepresentation[] = [], names: readonly string[]): RoleRepresentation[] => [
  ...roles,
  ...names.filter((name) => !roles.some((role) => role.name === name)).map((name) => ({ name, attributes: {} })),
];

/** The default role of a new realm; another number of it where the realm has a role of that name. */
function freeDefaultRole(realm: string, roles: readonly RoleRepresentation[]): RoleRepresentation {
  const usual = newRealmTemplate(realm).defaultRole ?? { name: "default-roles" };
  const nameAt = (i: number) => (i === 0 ? usual.name : `${usual.name}-${i}`);
  const free = (i: number): string => (roles.some(({ name }) => name === nameAt(i)) ? free(i + 1) : nameAt(i));
  return { ...usual, name: free(0) };
}

/** The realm's own key signs and is encrypted to, where no key providers come with it. */
function withOwnKey(given: PartialRealm): PartialRealm {
  const privateKey = fieldOf(given, "privateKey");
  if (typeof privateKey !== "string" || given.components?.[KEY_PROVIDER_TYPE]?.length) return given;
  const certificate = fieldOf(given, "certificate");
  const own = (providerId: string, keyUse: string): ComponentRepresentation => ({
    name: providerId,
    providerId,
    subComponents: {},
    config: {
      privateKey: [privateKey],
      keyUse: [keyUse],
      ...(typeof certificate === "string" && { certificate: [certificate] }),
      priority: ["100"],
    },
  });
  const made = (name: string, providerId: string, algorithm?: string): ComponentRepresentation => ({
    name,
    providerId,
    subComponents: {},
    config: { priority: ["100"], ...(algorithm !== undefined && { algorithm: [algorithm] }) },
  });
  const keys = [
    own("rsa", "sig"),
    own("rsa-enc", "enc"),
    made("hmac-generated-hs512", "hmac-generated", "HS512"),
    made("aes-generated", "aes-generated"),
  ];
  const components = given.components ?? newRealmTemplate(given.realm).components;
  return { ...given, components: { ...components, [KEY_PROVIDER_TYPE]: keys } };
}
