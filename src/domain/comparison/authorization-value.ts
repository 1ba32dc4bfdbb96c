import { isObject } from "../json.ts";
import type { JsonObject } from "./part.ts";

/** Resources, scopes and policies of a resource server by their names, for Keycloak tells them in no order. */
export function authorizationValue(settings: unknown): unknown {
  if (!isObject(settings)) return settings;
  const entries = Object.entries(settings).map(([name, value]) => [name, LISTS.has(name) ? byName(value) : value]);
  return Object.fromEntries(entries);
}

const LISTS: ReadonlySet<string> = new Set(["resources", "scopes", "policies"]);

function byName(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  const items = list.filter(isObject);
  return Object.fromEntries(items.map((item) => [String(item["name"]), withListsRead(item)]));
}

/** What a policy refers to stands as lists in JSON, in a text; and what a resource or policy applies to has no order. */
function withListsRead(item: JsonObject): JsonObject {
  const { config } = item;
  const entries = Object.entries(item).map(([name, value]) => [name, Array.isArray(value) ? inOrder(value) : value]);
  return {
    ...Object.fromEntries(entries),
    ...(isObject(config) && {
      config: Object.fromEntries(Object.entries(config).map(([name, value]) => [name, listIn(value)])),
    }),
  };
}

function listIn(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("[")) return value;
  try {
    return inOrder(JSON.parse(value) as unknown[]);
  } catch {
    return value;
  }
}

const inOrder = (list: readonly unknown[]): unknown[] =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
