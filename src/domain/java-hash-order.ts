import type { JsonValue } from "./json.ts";

/** `String.hashCode()` of Java: over UTF-16 units, in 32-bit arithmetic. */
function javaHashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/**
 * The order in which a Java `HashMap` that was filled with `names` gives them back. Keycloak keeps mapped claims and
 * `resource_access` in such maps, so this is their order on the wire. Names that share a bucket keep their own order.
 */
export function inJavaHashOrder(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  const key = names.join("\n");
  const ordered = known.get(key) ?? sortedByBucket(names);
  if (known.size >= ORDERS_KEPT) known.clear();
  known.set(key, ordered);
  return ordered;
}

/** Tokens of a client have the same names again and again. */
const known = new Map<string, readonly string[]>();
const ORDERS_KEPT = 1000;

const sortedByBucket = (names: readonly string[]): string[] => inHashOrder(names, javaHashCode);

/** The same of things of any kind, told apart beforehand. */
export function inHashOrder<Thing>(things: readonly Thing[], hashOf: (thing: Thing) => number): Thing[] {
  let capacity = 16;
  while (things.length > capacity * 0.75) capacity *= 2;
  const placed = things.map((thing) => {
    const hash = hashOf(thing);
    return { thing, bucket: (hash ^ (hash >>> 16)) & (capacity - 1) };
  });
  return placed.sort((a, b) => a.bucket - b.bucket).map(({ thing }) => thing);
}

/**
 * The hash of a mapped claim as Java has it. JSON as Jackson holds it counts its booleans, its null and its numbers in its
 * own way; `null` of Java has none.
 */
export function javaHashOf(value: JsonValue, isJackson = false): number {
  if (typeof value === "string") return javaHashCode(value);
  if (value === null) return isJackson ? NULL_NODE : 0;
  if (typeof value === "boolean") return (isJackson ? [1, 3] : [1237, 1231])[Number(value)] ?? 0;
  if (Array.isArray(value))
    return value.reduce((hash, item) => (Math.imul(31, hash) + javaHashOf(item, isJackson)) | 0, 1);
  if (typeof value === "object")
    return Object.entries(value).reduce(
      (sum, [name, member]) => (sum + (javaHashCode(name) ^ javaHashOf(member, isJackson))) | 0,
      0,
    );
  return hashOfWhole(value);
}

/** Jackson's number for its kind of node. */
const NULL_NODE = 4;

/** The halves of a `long`, one over the other; an `int` that is not negative comes out as itself. */
function hashOfWhole(value: number | bigint): number {
  if (typeof value === "number" && !Number.isInteger(value)) return 0;
  const exact = BigInt(value);
  const isInt = BigInt.asIntN(32, exact) === exact;
  return Number(BigInt.asIntN(32, isInt ? exact : exact ^ BigInt.asUintN(32, exact >> BigInt(32))));
}
