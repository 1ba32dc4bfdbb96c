import type { PartialRealm } from "./complete-realm.ts";
import { withClientRenamed, withoutClientNamed } from "./edits/client-rename.ts";
import type { EditFacts } from "./edits/edit-facts.ts";
import { withEntry } from "./edits/parts.ts";
import { newRealmTemplate } from "./new-realm.ts";
import type { ClientRepresentation, RealmDocument, RoleRepresentation } from "./realm-document.ts";

export const MASTER = "master";

/** What `master` has beside what every realm has. */
export const masterTemplate: PartialRealm & Record<string, unknown> = {
  realm: MASTER,
  displayName: "Keycloak",
  displayNameHtml: '<div class="kc-logo-text"><span>Keycloak</span></div>',
  accessTokenLifespan: 60,
  enabled: true,
};

/** The client of `master` whose roles are the rights over a realm. */
export const realmClientId = (realm: string): string => `${realm}-realm`;

/** The clients whose roles are the rights over realms: they change with their realm only (asked on 26.7). */
export const holdsRights = (realm: string, clientId: string): boolean =>
  realm === MASTER ? clientId.endsWith("-realm") : clientId === "realm-management";

/** The name of one does not change with the realm's (asked on 26.7), so only its form tells. */
const isRealmClient = ({ clientId, bearerOnly, attributes, name }: ClientRepresentation): boolean =>
  clientId.endsWith("-realm") &&
  bearerOnly === true &&
  attributes?.["realm_client"] === "true" &&
  (name?.endsWith(" Realm") ?? false);

/** Follows a realm to its new name: its client keeps ids and mappings. The same object when that is done, or not to be done. */
export function withRealmClientRenamed(master: RealmDocument, from: string, to: string): RealmDocument {
  const has = (realm: string) => master.clients?.some(({ clientId }) => clientId === realmClientId(realm)) ?? false;
  if (!has(from) || has(to)) return master;
  const renamed = withClientRenamed(master, realmClientId(from), realmClientId(to));
  return { ...renamed, clients: [...(renamed.clients ?? [])].sort((a, b) => (a.clientId < b.clientId ? -1 : 1)) };
}

/**
 * Brings `master` in line with the realms that are there: a `<realm>-realm` client with the administration roles for
 * each, all of them members of the role `admin`, none for realms that are gone. The same object when nothing is to do.
 */
export function reconcileMaster(master: RealmDocument, realms: readonly string[], facts: EditFacts): RealmDocument {
  const wanted = new Set([MASTER, ...realms].map(realmClientId));
  const gone = (master.clients ?? []).filter((client) => isRealmClient(client) && !wanted.has(client.clientId));
  const missing = [MASTER, ...realms].filter(
    (realm, i, all) =>
      all.indexOf(realm) === i && !master.clients?.some(({ clientId }) => clientId === realmClientId(realm)),
  );
  const cleaned = gone.reduce<RealmDocument>(
    (document, { clientId }) => withoutClientNamed(document, clientId),
    withAdminRoles(master, facts),
  );
  return missing.reduce<RealmDocument>((document, realm) => withRealmClient(document, realm, facts), cleaned);
}

function withAdminRoles(master: RealmDocument, facts: EditFacts): RealmDocument {
  const realm = master.roles?.realm ?? [];
  const role = (name: string, more: Partial<RoleRepresentation>): RoleRepresentation => ({
    id: facts.newId(),
    name,
    description: `\${role_${name}}`,
    composite: false,
    clientRole: false,
    containerId: master.id,
    attributes: {},
    ...more,
  });
  const wanted: readonly [string, Partial<RoleRepresentation>][] = [
    ["create-realm", {}],
    ["admin", { composite: true, composites: { realm: ["create-realm"], client: {} } }],
  ];
  const missing = wanted.filter(([name]) => !realm.some((each) => each.name === name));
  if (missing.length === 0) return master;
  return {
    ...master,
    roles: { ...master.roles, realm: [...realm, ...missing.map(([name, more]) => role(name, more))] },
  };
}

function withRealmClient(master: RealmDocument, realm: string, facts: EditFacts): RealmDocument {
  const id = facts.newId();
  const clientId = realmClientId(realm);
  const template = newRealmTemplate(realm);
  const management = template.clients?.find((client) => client.clientId === "realm-management");
  if (!management) return master;
  const { protocol: _none, ...shape } = management;
  const client: ClientRepresentation = {
    ...shape,
    id,
    clientId,
    name: `${realm} Realm`,
    defaultClientScopes: [],
    optionalClientScopes: [],
  };
  const roles = adminRolesOf(template, clientId, id, facts);
  const names = roles.map(({ name }) => name);
  const ofRealm = (master.roles?.realm ?? []).map((role) =>
    role.name === "admin"
      ? { ...role, composites: { ...role.composites, client: withEntry(role.composites?.client, clientId, names) } }
      : role,
  );
  return {
    ...master,
    roles: { ...master.roles, realm: ofRealm, client: withEntry(master.roles?.client, clientId, roles) },
    clients: [...(master.clients ?? []), client].sort((a, b) => (a.clientId < b.clientId ? -1 : 1)),
  };
}

/** The roles of realm-management, but `realm-admin`: in `master` that is the realm role `admin`. */
function adminRolesOf(
  template: RealmDocument,
  clientId: string,
  containerId: string,
  facts: EditFacts,
): RoleRepresentation[] {
  const roles = template.roles?.client?.["realm-management"] ?? [];
  return roles
    .filter(({ name }) => name !== "realm-admin")
    .map(({ composites, ...role }) => ({
      id: facts.newId(),
      ...role,
      ...(composites?.client && {
        composites: { client: { [clientId]: composites.client["realm-management"] ?? [] } },
      }),
      containerId,
    }));
}
