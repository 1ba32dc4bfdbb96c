import type { RealmDocument, UserRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { entryOf, roleOf, withEntry, withName, withoutName } from "./parts.ts";

/** @throws RealmRefused when the realm keeps no user of that id. */
export function withUserReplaced(
  document: RealmDocument,
  id: string,
  change: (user: UserRepresentation) => UserRepresentation,
): RealmDocument {
  if (!document.users?.some((user) => user.id === id))
    throw new RealmRefused("That user is not kept in this realm", ["user"]);
  return { ...document, users: document.users.map((user) => (user.id === id ? change(user) : user)) };
}

export const withoutUser = (document: RealmDocument, id: string): RealmDocument => ({
  ...document,
  users: (document.users ?? []).filter((user) => user.id !== id),
});

/** Gives a user roles; those it has already stay as they are. */
export const withRolesHeld = (document: RealmDocument, user: string, roles: readonly string[]): RealmDocument =>
  changed(document, user, roles, withName);

export const withoutRolesHeld = (document: RealmDocument, user: string, roles: readonly string[]): RealmDocument =>
  changed(document, user, roles, withoutName);

function changed(
  document: RealmDocument,
  userId: string,
  roles: readonly string[],
  change: typeof withName,
): RealmDocument {
  return roles.reduce((current, roleId) => {
    const { role, owner } = roleOf(current, roleId);
    return withUserReplaced(current, userId, (user) => {
      if (owner === undefined) return { ...user, realmRoles: change(user.realmRoles, role.name) };
      const names = change(entryOf(user.clientRoles, owner), role.name);
      return { ...user, clientRoles: withEntry(user.clientRoles, owner, names.length > 0 ? names : undefined) };
    });
  }, document);
}
