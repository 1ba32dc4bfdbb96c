import type { CompiledRealm } from "./compiled-realm.ts";
import { groupsOf } from "./groups.ts";
import type { UserRepresentation } from "./realm-document.ts";

/** A property of a user, as the property mapper reads it; undefined when the user has none of that name. */
export function userProperty(user: UserRepresentation, name: string): string | undefined {
  switch (name) {
    case "id":
      return user.id;
    case "username":
      return user.username;
    case "email":
      return user.email;
    case "emailVerified":
      return String(user.emailVerified ?? false);
    case "firstName":
      return user.firstName;
    case "lastName":
      return user.lastName;
    case "enabled":
      return String(user.enabled ?? true);
    default:
      return undefined;
  }
}

const PROPERTIES_AS_ATTRIBUTES = new Set(["username", "email", "firstName", "lastName"]);

export const isPropertyAttribute = (name: string): boolean => PROPERTIES_AS_ATTRIBUTES.has(name);

/** The values of a user attribute; the four main properties count as attributes, as in Keycloak. */
export function userAttribute(user: UserRepresentation, name: string): readonly string[] {
  if (isPropertyAttribute(name)) {
    const value = userProperty(user, name);
    return value === undefined ? [] : [value];
  }
  return new Map(Object.entries(user.attributes ?? {})).get(name) ?? [];
}

/** The user's own values, and those of its groups: all of them when `aggregate`, else the first found. */
export function inheritedAttribute(
  realm: CompiledRealm,
  user: UserRepresentation,
  name: string,
  aggregate: boolean,
): readonly string[] {
  const own = userAttribute(user, name);
  if (own.length > 0 && !aggregate) return own;
  const ofGroups = groupsOf(realm.document, user).map(
    (group) => new Map(Object.entries(group.attributes ?? {})).get(name) ?? [],
  );
  if (!aggregate) return ofGroups.findLast((values) => values.length > 0) ?? [];
  return [...new Set([...own, ...ofGroups.flat()])];
}
