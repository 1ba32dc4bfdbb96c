import type { RoleRepresentation, UserRepresentation } from "../domain/realm-document.ts";
import type { Connection } from "./connection.ts";

interface Identified extends RoleRepresentation {
  readonly id: string;
}

/** Roles that a user holds, or that a client or client scope lets through. */
interface RoleMappings {
  readonly realmMappings?: readonly RoleRepresentation[];
  readonly clientMappings?: Readonly<Record<string, { readonly mappings?: readonly RoleRepresentation[] }>>;
}

interface MappedRoles {
  readonly realmRoles: readonly string[];
  /** By the clientId of their owner. */
  readonly clientRoles: Readonly<Record<string, readonly string[]>>;
}

/** @param path of something that has role mappings, `/{realm}/users/{id}/role-mappings` */
export async function readMappedRoles(
  connection: Connection,
  path: string,
  realm: string,
  id: string,
): Promise<MappedRoles> {
  const { realmMappings, clientMappings = {} } = (await connection.find<RoleMappings>(path, { realm, id })) ?? {};
  const clientRoles = Object.entries(clientMappings).map(([owner, { mappings }]) => [owner, namesIn(mappings)]);
  return { realmRoles: namesIn(realmMappings), clientRoles: Object.fromEntries(clientRoles) };
}

const namesIn = (roles: readonly RoleRepresentation[] = []): string[] => roles.map(({ name }) => name);

/** A user with its roles and groups; they are not asked for where the realm has no groups. */
export async function withRolesAndGroups<User extends UserRepresentation & { readonly id: string }>(
  connection: Connection,
  realm: string,
  user: User,
  hasGroups = true,
): Promise<User> {
  const roles = await readMappedRoles(connection, "/{realm}/users/{id}/role-mappings", realm, user.id);
  const path = "/{realm}/users/{id}/groups";
  const found = hasGroups && (await connection.find<readonly { path: string }[]>(path, { realm, id: user.id }));
  const groups = found || [];
  return { ...user, ...roles, groups: groups.map((group) => group.path) };
}

/**
 * The roles of one client as an export has them.
 *
 * @param clientIds of all clients, by their ids: composites name the owners of their members.
 */
export async function readRolesOfClient(
  connection: Connection,
  realm: string,
  id: string,
  clientIds: ReadonlyMap<string, string>,
): Promise<RoleRepresentation[]> {
  const names = { realm, id, briefRepresentation: false };
  const roles = (await connection.find<readonly Identified[]>("/{realm}/clients/{id}/roles", names)) ?? [];
  const whole: RoleRepresentation[] = [];
  for (const role of roles) whole.push(await withComposites(connection, realm, role, clientIds));
  return whole;
}

async function withComposites(
  connection: Connection,
  realm: string,
  role: Identified,
  clientIds: ReadonlyMap<string, string>,
): Promise<RoleRepresentation> {
  if (!role.composite) return role;
  const path = "/{realm}/roles-by-id/{id}/composites";
  const members = (await connection.find<readonly RoleRepresentation[]>(path, { realm, id: role.id })) ?? [];
  const client = new Map<string, string[]>();
  for (const { name, clientRole, containerId = "" } of members) {
    const owner = clientRole ? clientIds.get(containerId) : undefined;
    if (owner !== undefined) client.set(owner, [...(client.get(owner) ?? []), name]);
  }
  const ofRealm = members.filter(({ clientRole }) => !clientRole);
  return {
    ...role,
    composites: {
      ...(ofRealm.length > 0 && { realm: namesIn(ofRealm) }),
      ...(client.size > 0 && { client: Object.fromEntries(client) }),
    },
  };
}
