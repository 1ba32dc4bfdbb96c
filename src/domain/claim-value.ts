import { type JsonValue, parseJsonText, toExactNumber } from "./json.ts";

/**
 * A text as the JSON type that *Claim JSON Type* names (reference §7.3); undefined for empty text, and for text that is
 * no number or no JSON, where Keycloak leaves the claim out. `boolean` is true only for `true` in any case.
 */
export function toClaimValue(text: string, jsonType: string | undefined): JsonValue | undefined {
  if (text === "") return undefined;
  if (jsonType === "boolean") return text.toLowerCase() === "true";
  if (jsonType === "long" || jsonType === "int") return toWholeNumber(text, jsonType);
  return jsonType === "JSON" ? parseJson(text) : text;
}

/** The bits of Java's `int` and `long`; what is beyond cannot be converted. */
const BITS = { int: 32, long: 64 };

function toWholeNumber(text: string, jsonType: keyof typeof BITS): number | bigint | undefined {
  const [, digits] = /^\+?(-?\d{1,40})$/.exec(text) ?? [];
  if (digits === undefined || text.startsWith("+-")) return undefined;
  const number = toExactNumber(digits);
  return BigInt.asIntN(BITS[jsonType], BigInt(number)) === BigInt(number) ? number : undefined;
}

/** Beyond this Keycloak's parser gives up, and the claim is left out (asked on 26.7: 1,001 levels). */
const DEEPEST = 1000;

function isNestedBeyond(value: JsonValue, levels: number): boolean {
  if (value === null || typeof value !== "object") return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedBeyond(inner, levels - 1));
}

function parseJson(text: string): JsonValue | undefined {
  try {
    const value = parseJsonText(text);
    return text.length > 2 * DEEPEST && isNestedBeyond(value, DEEPEST) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Several texts: all of them for a *Multivalued* mapper, null for one that cannot be converted (recorded); else the first. */
export function toClaimValues(
  texts: readonly string[],
  jsonType: string | undefined,
  multivalued: boolean,
): JsonValue | undefined {
  const present = texts.filter((text) => text !== "");
  if (present.length === 0) return undefined;
  const [first = ""] = present;
  return multivalued ? present.map((text) => toClaimValue(text, jsonType) ?? null) : toClaimValue(first, jsonType);
}
