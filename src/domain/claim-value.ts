import type { JsonValue } from "./json.ts";

/**
 * A text as the JSON type that *Claim JSON Type* names (reference §7.3); undefined for empty text, and for text that is
 * no number or no JSON, where Keycloak leaves the claim out or fails. `boolean` is true only for `true` in any case.
 */
export function toClaimValue(text: string, jsonType: string | undefined): JsonValue | undefined {
  if (text === "") return undefined;
  if (jsonType === "boolean") return text.toLowerCase() === "true";
  if (jsonType === "long" || jsonType === "int") return toWholeNumber(text, jsonType);
  return jsonType === "JSON" ? parseJson(text) : text;
}

/** The largest `int` and `long` of Java; what is beyond cannot be converted. */
const LARGEST = { int: 2 ** 31 - 1, long: 2 ** 63 };

function toWholeNumber(text: string, jsonType: keyof typeof LARGEST): number | undefined {
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(number) <= LARGEST[jsonType] ? number : undefined;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Several texts: all of them for a *Multivalued* mapper, else the first. */
export function toClaimValues(
  texts: readonly string[],
  jsonType: string | undefined,
  multivalued: boolean,
): JsonValue | undefined {
  const values = texts.map((text) => toClaimValue(text, jsonType)).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  return multivalued ? values : values[0];
}
