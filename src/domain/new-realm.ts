import template from "./new-realm.json" with { type: "json" };
import type { RealmDocument } from "./realm-document.ts";

/**
 * What Keycloak 26.7 puts into a new realm of that name (exported from one), without ids, keys, and what it makes by
 * itself on import: authentication flows and required actions.
 */
export function newRealmTemplate(realm: string): RealmDocument {
  return fillIn(template, realm) as RealmDocument;
}

function fillIn(value: unknown, realm: string): unknown {
  if (typeof value === "string") return value.replace(/\$\{realm\}/g, () => realm);
  if (Array.isArray(value)) return value.map((item) => fillIn(item, realm));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fillIn(inner, realm)]));
}
