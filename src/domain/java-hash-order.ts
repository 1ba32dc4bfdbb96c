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

function sortedByBucket(names: readonly string[]): string[] {
  let capacity = 16;
  while (names.length > capacity * 0.75) capacity *= 2;
  const buckets = new Map<string, number>();
  for (const name of names) {
    const hash = javaHashCode(name);
    buckets.set(name, (hash ^ (hash >>> 16)) & (capacity - 1));
  }
  return [...names].sort((a, b) => (buckets.get(a) ?? 0) - (buckets.get(b) ?? 0));
}
