import type { CompiledRealm } from "./compiled-realm.ts";
import { type GroupPath, groupPathsOf } from "./groups.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";
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

/**
 * The user's own values, else those of the first of its groups that has any, a group's own before its parents'. All of them
 * together, in the order of Keycloak's hash set, when `aggregate`.
 */
export function inheritedAttribute(
  realm: CompiledRealm,
  user: UserRepresentation,
  name: string,
  aggregate: boolean,
): readonly string[] {
  const own = userAttribute(user, name);
  if (own.length > 0 && !aggregate) return own;
  const ofGroups = groupPathsOf(realm.document, user).map((path) => valuesAlong(path, name, aggregate));
  if (!aggregate) return ofGroups.find((values) => values.length > 0) ?? [];
  return toJavaSet([...own, ...toJavaSet(ofGroups.flat())]);
}

function valuesAlong(path: GroupPath, name: string, aggregate: boolean): readonly string[] {
  const group = path.at(-1);
  if (!group) return [];
  const own = toJavaSet(new Map(Object.entries(group.attributes ?? {})).get(name) ?? []);
  if (own.length > 0 && !aggregate) return own;
  return toJavaSet([...own, ...valuesAlong(path.slice(0, -1), name, aggregate)]);
}

const toJavaSet = (values: readonly string[]): readonly string[] => inJavaHashOrder([...new Set(values)]);
