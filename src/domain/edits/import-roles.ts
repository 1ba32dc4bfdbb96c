import type {
  ClientRepresentation,
  RealmDocument,
  RoleRepresentation,
  RolesRepresentation,
} from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { type Importing, refuseTaken, resultsOf, type Sorted, sortedOut } from "./importing.ts";
import { rolesIn, withRolesIn } from "./parts.ts";
import { withoutRoleReferences } from "./role-references.ts";

/** Roles can be of clients that come with the same import. */
export function refuseUnknownClients(
  { clients = [] }: RealmDocument,
  roles: RolesRepresentation | undefined,
  imported: readonly ClientRepresentation[],
): void {
  const known = new Set([...clients, ...imported].map(({ clientId }) => clientId));
  const unknown = Object.keys(roles?.client ?? {}).find((owner) => !known.has(owner));
  if (unknown !== undefined)
    throw new RealmRefused(`Can not import client roles for nonexistent client named ${unknown}`, ["client"]);
}

/** Those of one owner, sorted out before any role is changed. */
interface OwnerRoles {
  readonly owner: string | undefined;
  readonly sorted: Sorted<RoleRepresentation>;
  /** Of those that were there. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Roles that are replaced go first, all of them: what is made then can refer to what is made. */
export function withRolesImported(importing: Importing, { realm, client = {} }: RolesRepresentation = {}): Importing {
  const owners = [
    ...(realm ? [sortedRoles(importing, undefined, realm)] : []),
    ...Object.entries(client).map(([owner, roles]) => sortedRoles(importing, owner, roles)),
  ];
  const cleaned = owners.reduce(withoutReplaced, importing.document);
  const imported = owners.reduce(withRolesMade, { ...importing, document: cleaned });
  for (const { sorted } of owners)
    for (const role of [...sorted.replaced, ...sorted.added]) refuseUnknownMembers(imported.document, role);
  return imported.document === importing.document
    ? imported
    : { ...imported, document: withDefaultRoleKept(imported.document) };
}

function sortedRoles(
  importing: Importing,
  owner: string | undefined,
  roles: readonly RoleRepresentation[],
): OwnerRoles {
  if (roles.some(({ name }) => !name)) throw new RealmRefused("A role needs a name", ["roles"]);
  if (new Set(roles.map(({ name }) => name)).size < roles.length) refuseTaken("Duplicate resource error");
  const ids = new Map(rolesIn(importing.before, owner).map(({ name, id }) => [name, id ?? ""]));
  const existsMessage = ({ name }: RoleRepresentation) =>
    owner === undefined
      ? `Realm role '${name}' already exists.`
      : `Client role '${name}' for client '${owner}' already exists.`;
  return { owner, ids, sorted: sortedOut(importing, roles, ({ name }) => ids.get(name), existsMessage) };
}

const withoutReplaced = (document: RealmDocument, { owner, sorted }: OwnerRoles): RealmDocument =>
  sorted.replaced.reduce((current, { name }) => {
    const cleaned = withoutRoleReferences(current, owner, name);
    return withRolesIn(
      cleaned,
      owner,
      rolesIn(cleaned, owner).filter((role) => role.name !== name),
    );
  }, document);

function withRolesMade(importing: Importing, { owner, sorted, ids }: OwnerRoles): Importing {
  const { document, facts } = importing;
  const clientId = document.clients?.find((client) => client.clientId === owner)?.id;
  const made = [...sorted.replaced, ...sorted.added].map((role) => newRole(role, facts.newId(), clientId, document.id));
  const all = new Map([...ids, ...made.map(({ name, id = "" }) => [name, id] as const)]);
  const tell = (role: RoleRepresentation) => {
    const id = all.get(role.name) ?? "";
    return {
      resourceType: owner === undefined ? "REALM_ROLE" : "CLIENT_ROLE",
      resourceName: owner === undefined ? role.name : `${owner}-->${role.name}`,
      id: clientId ?? id,
      representation: { ...role, id },
    };
  };
  // of one that is replaced both are told (recorded)
  const addedToo = sorted.replaced.map((role) => ({ action: "ADDED" as const, ...tell(role) }));
  return {
    ...importing,
    document: made.length === 0 ? document : withRolesIn(document, owner, [...rolesIn(document, owner), ...made]),
    results: [...importing.results, ...resultsOf(sorted, tell), ...addedToo],
  };
}

const newRole = (
  { name, description, composites, attributes }: RoleRepresentation,
  id: string,
  clientId: string | undefined,
  realmId: string,
): RoleRepresentation => ({
  id,
  name,
  ...(description !== undefined && { description }),
  composite: composites !== undefined,
  ...(composites && { composites }),
  clientRole: clientId !== undefined,
  containerId: clientId ?? realmId,
  attributes: attributes ?? {},
});

/** One that was replaced has a new id. */
function withDefaultRoleKept(document: RealmDocument): RealmDocument {
  const { defaultRole } = document;
  const role = document.roles?.realm?.find(({ name }) => name === defaultRole?.name);
  return defaultRole && role?.id && role.id !== defaultRole.id
    ? { ...document, defaultRole: { ...defaultRole, id: role.id } }
    : document;
}

function refuseUnknownMembers(document: RealmDocument, { composites = {} }: RoleRepresentation): void {
  const has = (owner: string | undefined, name: string) => rolesIn(document, owner).some((role) => role.name === name);
  const unknown = composites.realm?.find((name) => !has(undefined, name));
  if (unknown !== undefined) throw new RealmRefused(`Unable to find composite realm role: ${unknown}`, ["roles"]);
  for (const [owner, names] of Object.entries(composites.client ?? {})) {
    const missing = names.find((name) => !has(owner, name));
    if (missing !== undefined) throw new RealmRefused(`Unable to find composite client role: ${missing}`, ["roles"]);
  }
}
