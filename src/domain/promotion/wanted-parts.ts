import type { PartChange } from "./part-change.ts";
import { compositesOf, type RealmNames, rolesOfUser } from "./realm-names.ts";
import { type RoleName, roleKey } from "./role-names.ts";

/**
 * Decides what belongs to a push of some clients: the clients with their roles, mappers and service accounts, and of what
 * they refer to whatever is missing there, with all that it needs in turn.
 */
export function wantedBy(
  clientIds: readonly string[],
  here: RealmNames,
  there: RealmNames,
): (part: PartChange) => boolean {
  const needed = neededBy(clientIds, here, there);
  return (part) => {
    const clientId = clientOf(part);
    if (clientId !== undefined && needed.clients.has(clientId)) return true;
    return part.change === "onlyHere" && isMissing(part, needed);
  };
}

/** The client that a part is, or belongs to. */
function clientOf({ kind, name, owner }: PartChange): string | undefined {
  if (kind === "client" || kind === "serviceAccount") return name;
  return owner && "client" in owner ? owner.client : undefined;
}

function isMissing({ kind, name, owner }: PartChange, { roles, clientScopes }: Needed): boolean {
  if (kind === "clientScope") return clientScopes.has(name);
  if (kind === "realmRole") return roles.has(roleKey({ name }));
  return kind === "clientRole" && owner !== undefined && "client" in owner
    ? roles.has(roleKey({ name, client: owner.client }))
    : false;
}

interface Needed {
  readonly clients: ReadonlySet<string>;
  readonly clientScopes: ReadonlySet<string>;
  /** By {@link roleKey}; only those that are missing there. */
  readonly roles: ReadonlySet<string>;
}

function neededBy(clientIds: readonly string[], here: RealmNames, there: RealmNames): Needed {
  const [clients, clientScopes, roles] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const waitingClients = [...clientIds];
  const waitingRoles: RoleName[] = [];
  const needClient = (clientId: string) => {
    if (clients.has(clientId)) return;
    clients.add(clientId);
    waitingRoles.push(...rolesOfClient(clientId, here), ...here.scopeMappingsOf({ client: clientId }));
    for (const clientScope of scopesOfClient(clientId, here)) {
      if (there.clientScopes.has(clientScope) || clientScopes.has(clientScope)) continue;
      clientScopes.add(clientScope);
      waitingRoles.push(...here.scopeMappingsOf({ clientScope }));
    }
  };
  const needRole = (role: RoleName) => {
    if (role.client !== undefined && !there.clients.has(role.client)) waitingClients.push(role.client);
    const representation = here.roles.get(roleKey(role));
    if (!representation || there.roles.has(roleKey(role)) || roles.has(roleKey(role))) return;
    roles.add(roleKey(role));
    waitingRoles.push(...compositesOf(representation));
  };
  while (waitingClients.length + waitingRoles.length > 0) {
    for (const clientId of waitingClients.splice(0)) needClient(clientId);
    for (const role of waitingRoles.splice(0)) needRole(role);
  }
  return { clients, clientScopes, roles };
}

/** What its service account holds, and what its own roles bring along. */
function rolesOfClient(clientId: string, here: RealmNames): RoleName[] {
  const user = here.serviceAccounts.get(clientId);
  const owned = here.document.roles?.client ?? {};
  const own = Object.hasOwn(owned, clientId) ? (owned[clientId] ?? []) : [];
  return [...(user ? rolesOfUser(user) : []), ...own.flatMap(compositesOf)];
}

function scopesOfClient(clientId: string, here: RealmNames): string[] {
  const { defaultClientScopes = [], optionalClientScopes = [] } = here.clients.get(clientId) ?? {};
  return [...defaultClientScopes, ...optionalClientScopes];
}
