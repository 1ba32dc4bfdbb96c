import type { ClientRepresentation, RealmDocument, RoleRepresentation } from "./realm-document.ts";
import { RealmRefused } from "./realm-refused.ts";
import type { TraceLink } from "./trace.ts";

/** A role with its members resolved. One object for each role, so identity is equality. */
export interface CompiledRole {
  readonly id: string;
  readonly name: string;
  /** The clientId of the owner; absent for a realm role. */
  readonly owner?: string;
  readonly ownerId?: string;
  readonly representation: RoleRepresentation;
  /** The roles it brings along directly; those that do not exist are left out. */
  readonly members: readonly CompiledRole[];
}

export interface CompiledRoles {
  readonly byId: ReadonlyMap<string, CompiledRole>;
  /** @param owner a clientId; absent for a realm role. */
  find(name: string, owner?: string): CompiledRole | undefined;
  /** All roles defined on a client. */
  ownedBy(clientId: string): readonly CompiledRole[];
}

/** A role reached through composites, and the role it was reached from; `via` is null for one that was there at first. */
export interface Reached {
  readonly role: CompiledRole;
  readonly via: Reached | null;
}

type Building = { -readonly [K in keyof CompiledRole]: CompiledRole[K] };

/** Resolves names to roles and composites to members. @throws RealmRefused for a role without a name or one that stands twice. */
export function compileRoles(
  document: RealmDocument,
  clients: ReadonlyMap<string, ClientRepresentation>,
): CompiledRoles {
  const index = new RoleIndex();
  for (const [i, role] of (document.roles?.realm ?? []).entries()) index.add(role, ["roles", "realm", i]);
  for (const [owner, owned] of Object.entries(document.roles?.client ?? {})) {
    const client = clients.get(owner);
    if (!client) continue; // left over from a client that is gone: Keycloak's import skips them as well
    for (const [i, role] of owned.entries()) index.add(role, ["roles", "client", owner, i], client);
  }
  for (const role of index.all()) role.members = membersOf(role.representation, index);
  return index;
}

class RoleIndex implements CompiledRoles {
  readonly byId = new Map<string, Building>();
  readonly #byOwner = new Map<string | undefined, Map<string, Building>>();

  add(representation: RoleRepresentation, path: (string | number)[], client?: ClientRepresentation): void {
    const { name, id } = representation;
    if (name === undefined) throw new RealmRefused("A role needs a name", [...path, "name"]);
    if (!id) throw new RealmRefused(`Role ${name} has no id`, [...path, "id"]);
    if (this.byId.has(id)) throw new RealmRefused(`The id ${id} stands for two roles`, [...path, "id"]);
    const named = this.#byOwner.get(client?.clientId) ?? new Map<string, Building>();
    if (named.has(name)) throw new RealmRefused(`Role with name ${name} already exists`, [...path, "name"]);
    const owned = client && { owner: client.clientId, ownerId: client.id };
    const role: Building = { id, name, ...owned, representation, members: [] };
    this.#byOwner.set(client?.clientId, named.set(name, role));
    this.byId.set(id, role);
  }

  all(): Iterable<Building> {
    return this.byId.values();
  }

  find(name: string, owner?: string): CompiledRole | undefined {
    return this.#byOwner.get(owner)?.get(name);
  }

  ownedBy(clientId: string): readonly CompiledRole[] {
    return [...(this.#byOwner.get(clientId)?.values() ?? [])];
  }
}

function membersOf({ composites }: RoleRepresentation, roles: CompiledRoles): CompiledRole[] {
  return rolesNamed(roles, composites?.realm, composites?.client);
}

/** The roles of those names that exist; `ofClients` has names of client roles by the clientId of their owner. */
export function rolesNamed(
  roles: CompiledRoles,
  ofRealm: readonly string[] = [],
  ofClients: Readonly<Record<string, readonly string[]>> = {},
): CompiledRole[] {
  const found = [
    ...ofRealm.map((name) => roles.find(name)),
    ...Object.entries(ofClients).flatMap(([owner, names]) => names.map((name) => roles.find(name, owner))),
  ];
  return found.filter((role) => role !== undefined);
}

/**
 * The roles given and all they bring along, at any depth, each once and by the shortest way; a role that contains itself
 * ends there. Grows with the roles reached, not with the realm.
 */
export function closureOf(roles: Iterable<CompiledRole>): Map<string, Reached> {
  const reached = new Map<string, Reached>();
  const queue: Reached[] = [];
  const add = (role: CompiledRole, via: Reached | null) => {
    if (reached.has(role.id)) return;
    const step = { role, via };
    reached.set(role.id, step);
    queue.push(step);
  };
  for (const role of roles) add(role, null);
  for (let step = queue.shift(); step; step = queue.shift()) for (const member of step.role.members) add(member, step);
  return reached;
}

export const linkToRole = (role: CompiledRole): TraceLink => ({
  kind: "role",
  id: role.id,
  name: role.name,
  ...(role.owner !== undefined && { owner: role.owner }),
});

/** The way to a reached role, from the one that was there at first. */
export function linksTo(reached: Reached): TraceLink[] {
  const links: TraceLink[] = [];
  for (let step: Reached | null = reached; step; step = step.via) links.unshift(linkToRole(step.role));
  return links;
}
