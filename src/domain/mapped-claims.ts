import { inHashOrder, inJavaHashOrder, javaHashOf } from "./java-hash-order.ts";
import { type Claims, type JsonValue, toJsonText } from "./json.ts";

/** One piece of JSON: to Keycloak no object and no list of its own, so nothing is written into it. */
class JsonNode {
  readonly value: JsonValue;
  constructor(value: JsonValue) {
    this.value = value;
  }
}

type Stored = JsonValue | JsonNode | readonly (JsonValue | JsonNode)[] | Members;
type Members = Map<string, Stored>;

/** What a value does to what stands in its place: a list is joined by what it lacks, or has a list appended as it is. */
export type Meeting = "replaces" | "replaces as JSON" | "joins" | "is appended";

/** Mapped claims in the making: nested maps, each in the order of Keycloak's hash map when read. */
export interface MappedClaims {
  /** Says why it cannot be written, where one of the names on the way is taken by something that has no members. */
  put(path: readonly string[], value: JsonValue, meeting: Meeting): string | undefined;
  /** Adds members to an object; what is none gives way. */
  putMembers(name: string, members: Readonly<Record<string, string>>): void;
  read(): Claims;
}

export function createMappedClaims(): MappedClaims {
  const claims: Members = new Map();
  return {
    put: (path, value, meeting) => put(claims, path, value, meeting),
    putMembers: (name, members) => {
      const present = claims.get(name);
      const object: Members = present instanceof Map ? present : new Map();
      for (const [member, value] of Object.entries(members)) object.set(member, value);
      claims.set(name, object);
    },
    read: () => toClaims(claims),
  };
}

function put(claims: Members, path: readonly string[], value: JsonValue, meeting: Meeting): string | undefined {
  let into = claims;
  for (const name of path.slice(0, -1)) {
    const present = into.get(name) ?? new Map();
    if (!(present instanceof Map))
      return `${name} is written before as a value without members, so ${path.join(" → ")} cannot be`;
    into.set(name, present);
    into = present;
  }
  const last = path.at(-1) ?? "";
  into.set(last, meet(into.get(last), value, meeting));
  return undefined;
}

function meet(present: Stored | undefined, value: JsonValue, meeting: Meeting): Stored {
  if (meeting === "replaces as JSON") return new JsonNode(value);
  if (meeting === "is appended" && Array.isArray(present) && Array.isArray(value)) return [...present, ...value];
  return meeting === "joins" && present !== undefined ? join(present, value) : value;
}

/** Adds what is not there yet; a single value and what joins it become a hash set. */
function join(present: Stored, value: JsonValue): Stored {
  const isList = Array.isArray(present);
  const joined: (JsonValue | JsonNode)[] = isList
    ? [...present]
    : [present instanceof Map ? toClaims(present) : present];
  for (const item of Array.isArray(value) ? value : [value])
    if (!joined.some((each) => isSame(each, item))) joined.push(item);
  return isList ? joined : inHashOrder(joined, hashOf);
}

const hashOf = (item: JsonValue | JsonNode): number =>
  item instanceof JsonNode ? javaHashOf(item.value, true) : javaHashOf(item);

const isSame = (one: JsonValue | JsonNode, other: JsonValue): boolean =>
  one === other || (typeof other === "object" && !(one instanceof JsonNode) && toJsonText(one) === toJsonText(other));

function toClaims(members: Members): Claims {
  const entries = inJavaHashOrder([...members.keys()]).map(
    (name) => [name, toJson(members.get(name) ?? null)] as const,
  );
  return Object.fromEntries(entries);
}

function toJson(value: Stored): JsonValue {
  if (value instanceof Map) return toClaims(value);
  if (value instanceof JsonNode) return value.value;
  return Array.isArray(value) ? value.map(toJson) : (value as JsonValue);
}
