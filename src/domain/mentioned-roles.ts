import type { PartialRealm } from "./complete-realm.ts";
import { entryOf, withEntry } from "./edits/parts.ts";
import { newRealmTemplate } from "./new-realm.ts";
import type { RoleRepresentation } from "./realm-document.ts";

/** Adds the roles that users hold or scope mappings let through but nobody defined: Keycloak's import makes them. */
export function withMentionedRoles(realm: PartialRealm): PartialRealm {
  const template = newRealmTemplate(realm.realm);
  const ofRealm = [...(realm.users ?? []).map(({ realmRoles }) => realmRoles), ...rolesIn(realm.scopeMappings)];
  const known = [...(realm.roles?.realm ?? []), ...(template.roles?.realm ?? [])];
  const missing = missingFrom(
    known,
    ofRealm.flatMap((names) => names ?? []),
    realm.defaultRole?.name,
  );
  let client = realm.roles?.client;
  for (const [owner, names] of mentionedOfClients(realm)) {
    const own = entryOf(client, owner) ?? entryOf(template.roles?.client, owner) ?? [];
    const added = missingFrom(own, names);
    if (added.length > 0) client = withEntry(client, owner, [...own, ...added]);
  }
  if (missing.length === 0 && client === realm.roles?.client) return realm;
  return {
    ...realm,
    roles: { ...realm.roles, realm: [...(realm.roles?.realm ?? []), ...missing], ...(client && { client }) },
  };
}

const rolesIn = (mappings: PartialRealm["scopeMappings"] = []) => mappings.map(({ roles }) => roles);

function mentionedOfClients({ users = [], clientScopeMappings = {} }: PartialRealm): Map<string, string[]> {
  const mentioned = new Map<string, string[]>();
  const add = (owner: string, names: readonly string[] = []) => {
    const all = mentioned.get(owner) ?? [];
    all.push(...names);
    mentioned.set(owner, all);
  };
  for (const { clientRoles = {} } of users) for (const [owner, names] of Object.entries(clientRoles)) add(owner, names);
  for (const [owner, mappings] of Object.entries(clientScopeMappings))
    for (const { roles } of mappings) add(owner, roles);
  return mentioned;
}

function missingFrom(
  known: readonly RoleRepresentation[],
  names: readonly string[],
  ...also: readonly (string | undefined)[]
): RoleRepresentation[] {
  const there = new Set([...known.map(({ name }) => name), ...also]);
  return [...new Set(names)].filter((name) => !there.has(name)).map((name) => ({ name, attributes: {} }));
}
