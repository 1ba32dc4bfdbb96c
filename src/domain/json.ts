/** What JSON can say. A `bigint` is a whole number beyond 2^53, whose digits a `number` would lose. */
export type JsonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Whether a value is a JSON object: neither a list nor null. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** JSON nested deeper than this is taken for an attack: on a stack, it would end whoever writes it again. Keycloak's own limit. */
const DEEPEST = 1000;

/** @param text that the value was parsed from: one with few brackets cannot nest deeply, however large the value is */
export const isNestedTooDeeply = (value: unknown, text: string): boolean =>
  text.length > 2 * DEEPEST && hasManyBrackets(text) && isNestedBeyond(value, DEEPEST);

function hasManyBrackets(text: string): boolean {
  const brackets = /[[{]/g;
  let count = 0;
  while (count <= DEEPEST && brackets.test(text)) count++;
  return count > DEEPEST;
}

function isNestedBeyond(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== "object") return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedBeyond(inner, levels - 1));
}

/** The payload or header of a JWT. Its order of names is the order on the wire. */
export type Claims = { readonly [name: string]: JsonValue };

/**
 * The value as JSON text, every digit of a `bigint` included. JSON.stringify refuses those: only then the slower way is
 * taken, so that tokens without any cost nothing more.
 */
export function toJsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return writeExactly(value);
  }
}

function writeExactly(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(writeExactly).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeExactly(member)}`).join(",")}}`;
}

/** A whole number as a `number` where that is exact. */
export function toExactNumber(digits: string): number | bigint {
  const exact = BigInt(digits);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

/** Parses JSON; whole numbers beyond 2^53 keep their digits. @throws SyntaxError */
export function parseJsonText(text: string): JsonValue {
  const plain = JSON.parse(text) as JsonValue;
  if (!/\d{16}/.test(text)) return plain;
  const mark = unusedMark(JSON.stringify(plain));
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (found) =>
    /^-?\d{16,}$/.test(found) ? `"${mark}${found}"` : found,
  );
  return JSON.parse(marked, (_name, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? toExactNumber(value.slice(mark.length)) : value,
  ) as JsonValue;
}

/** A text that stands nowhere in the other. */
function unusedMark(text: string): string {
  let mark = "#";
  while (text.includes(mark)) mark += "#";
  return mark;
}
