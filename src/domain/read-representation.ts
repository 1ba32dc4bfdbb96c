import type { PartialRealm } from "./complete-realm.ts";
import { isObject } from "./json.ts";
import { realmShape, type Shape } from "./representation-shapes.ts";

export type JsonPath = readonly (string | number)[];

/** The first value that does not fit, and where it stands. */
export interface ReadingProblem {
  readonly path: JsonPath;
  readonly message: string;
  /** Of a field that the representation of this name does not have. */
  readonly unknownIn?: string;
  /** Of a number that Keycloak's parser refuses already. */
  readonly isLexical?: true;
}

export type Reading<Value> = { readonly value: Value } | { readonly problem: ReadingProblem };

/** Nesting beyond this is taken for an attack; Keycloak's own limit is 500. */
const DEEPEST = 100;

/**
 * Reads unknown JSON as a realm. Coerces as Keycloak's reader does (`"12"` is a number, `5` a text, `null` is absent);
 * what does not fit is reported with its path. Unknown fields are kept.
 */
export function readRealm(json: unknown): Reading<PartialRealm> {
  const reading = read(json, realmShape, []);
  if ("problem" in reading) return reading;
  const realm = reading.value as PartialRealm;
  return realm.realm === ""
    ? { problem: { path: ["realm"], message: "Realm name cannot be empty" } }
    : { value: realm };
}

/** Reads unknown JSON by a shape, coercing as {@link readRealm} does. */
export const readShape = (json: unknown, shape: Shape): Reading<unknown> => read(json, shape, []);

function read(value: unknown, shape: Shape, path: JsonPath): Reading<unknown> {
  if (path.length > DEEPEST) return problem(path, "nested too deeply");
  if (shape === "any") return readUnknown(value, path);
  if (shape === "texts") return readList(Array.isArray(value) ? value : [value], LIST_OF_TEXTS, path);
  if (typeof shape === "string") return readScalar(value, shape, path);
  if ("list" in shape) return readList(value, shape, path);
  if (!isObject(value)) return problem(path, `expected an object, found ${kindOf(value)}`);
  return "map" in shape ? readMap(value, shape, path) : readFields(value, shape, path);
}

const problem = (path: JsonPath, message: string): { problem: ReadingProblem } => ({ problem: { path, message } });

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? `the text ${quoted(value)}` : `the ${typeof value} ${String(value)}`;
}

const LONGEST_SHOWN = 60;

const quoted = (text: string): string =>
  text.length > LONGEST_SHOWN
    ? `${JSON.stringify(text.slice(0, LONGEST_SHOWN))}… of ${text.length} characters`
    : JSON.stringify(text);

type Scalar = Extract<Shape, string>;

const SCALARS: Record<Exclude<Scalar, "any" | "texts">, { wanted: string; convert: (value: unknown) => unknown }> = {
  text: {
    wanted: "a text",
    convert: (value) => (["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined),
  },
  boolean: {
    wanted: "true or false",
    convert: toBoolean,
  },
  integer: { wanted: "a whole number", convert: toWholeNumber },
  long: { wanted: "a whole number", convert: toWholeNumber },
};

/** Words in small letters, in capitals or with one; whole numbers (asked on 26.7). */
const BOOLEANS = new Map<string, boolean>([
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isInteger(value) ? value !== 0 : undefined;
  return typeof value === "string" ? BOOLEANS.get(value.trim()) : undefined;
}

function toWholeNumber(value: unknown): number | undefined {
  const number = numberOf(value);
  return Number.isFinite(number) ? Math.trunc(number) : undefined;
}

/** What 32 bits hold. */
const isInt = (value: unknown): boolean => typeof value === "number" && value === (value | 0);

function readScalar(value: unknown, shape: keyof typeof SCALARS, path: JsonPath): Reading<unknown> {
  const { wanted, convert } = SCALARS[shape];
  const converted = convert(value);
  if (shape === "integer" && converted !== undefined && !isInt(converted))
    return {
      problem: { path, message: `expected a whole number of 32 bits, found ${String(value)}`, isLexical: true },
    };
  return converted === undefined ? problem(path, `expected ${wanted}, found ${kindOf(value)}`) : { value: converted };
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
}

type ListShape = Extract<Shape, { list: unknown }>;

const LIST_OF_TEXTS: ListShape = { list: "text", passesOverNull: true };

function readList(value: unknown, shape: ListShape, path: JsonPath): Reading<unknown> {
  if (!Array.isArray(value)) return problem(path, `expected a list, found ${kindOf(value)}`);
  const items: unknown[] = [];
  for (const [i, item] of value.entries()) {
    if (item === null && shape.passesOverNull) continue;
    const reading = read(item, shape.list, [...path, i]);
    if ("problem" in reading) return reading;
    items.push(reading.value);
  }
  return { value: items };
}

type MapShape = Extract<Shape, { map: unknown }>;

function readMap(value: Record<string, unknown>, shape: MapShape, path: JsonPath): Reading<unknown> {
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (inner === null && !shape.keepsNull) continue;
    const reading = inner === null ? { value: null } : read(inner, shape.map, [...path, name]);
    if ("problem" in reading) return reading;
    entries.push([name, reading.value]);
  }
  return { value: Object.fromEntries(entries) };
}

type FieldsShape = Extract<Shape, { fields: unknown }>;

function readFields(value: Record<string, unknown>, shape: FieldsShape, path: JsonPath): Reading<unknown> {
  const missing = shape.needs?.find((name) => value[name] === undefined || value[name] === null);
  if (missing !== undefined) return problem([...path, missing], `${missing} is missing`);
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const reading = readField(inner, shape, [...path, name]);
    if (!reading) continue;
    if ("problem" in reading) return reading;
    entries.push([name, reading.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** Undefined for a `null` that is nobody's business. */
function readField(inner: unknown, shape: FieldsShape, path: JsonPath): Reading<unknown> | undefined {
  const name = String(path.at(-1));
  const known = shapeOfField(shape, name);
  if (!known && shape.closedAs !== undefined)
    return { problem: { path, message: `there is no field ${name}`, unknownIn: shape.closedAs } };
  if (known && saysNothing(inner, known)) return shape.keepsNull ? { value: null } : undefined;
  return read(inner, known ?? "any", path);
}

/** A blank where a number or a switch belongs is none, and so is the word null (asked on 26.7). */
const saysNothing = (value: unknown, shape: Shape): boolean =>
  value === null ||
  (typeof value === "string" &&
    ["", "null"].includes(value.trim()) &&
    (shape === "boolean" || shape === "integer" || shape === "long"));

/** Taken as it is; but what nests without end could never be written again. */
function readUnknown(value: unknown, path: JsonPath): Reading<unknown> {
  return isNestedBeyond(value, DEEPEST - path.length) ? problem(path, "nested too deeply") : { value };
}

function isNestedBeyond(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== "object") return false;
  return levels < 0 || Object.values(value).some((inner) => isNestedBeyond(inner, levels - 1));
}

/** Undefined for a field that nobody reads. */
function shapeOfField({ fields }: FieldsShape, name: string): Shape | undefined {
  const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof known === "function" ? known() : known;
}
