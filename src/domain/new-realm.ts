import template from "./new-realm.json" with { type: "json" };
import type { RealmDocument } from "./realm-document.ts";

/**
 * What Keycloak 26.7 puts into a new realm of that name (exported from one), without ids and keys.
 */
export function newRealmTemplate(realm: string): RealmDocument {
  return fillIn(template, realm) as RealmDocument;
}

/** The one name in which a realm's is lower case (reference §6.1). */
const defaultRoleName = (realm: string): string => `default-roles-${realm.toLowerCase()}`;

function fillIn(value: unknown, realm: string): unknown {
  if (typeof value === "string")
    return value
      .replace(/default-roles-\$\{realm\}/g, () => defaultRoleName(realm))
      .replace(/\$\{realm\}/g, () => realm);
  if (Array.isArray(value)) return value.map((item) => fillIn(item, realm));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fillIn(inner, realm)]));
}
