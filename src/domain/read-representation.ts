import type { PartialRealm } from "./complete-realm.ts";
import { realmShape, type Shape } from "./representation-shapes.ts";

export type JsonPath = readonly (string | number)[];

/** The first value that does not fit, and where it stands. */
export interface ReadingProblem {
  readonly path: JsonPath;
  readonly message: string;
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
  if (typeof shape === "string") return readScalar(value, shape, path);
  if ("list" in shape) return readList(value, shape.list, path);
  if (!isObject(value)) return problem(path, `expected an object, found ${kindOf(value)}`);
  return "map" in shape ? readMap(value, shape.map, path) : readFields(value, shape, path);
}

const problem = (path: JsonPath, message: string): { problem: ReadingProblem } => ({ problem: { path, message } });

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object"
    ? "an object"
    : `the ${typeof value === "string" ? "text" : typeof value} ${JSON.stringify(value)}`;
}

const SCALARS: Record<"text" | "boolean" | "integer", { wanted: string; convert: (value: unknown) => unknown }> = {
  text: {
    wanted: "a text",
    convert: (value) => (["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined),
  },
  boolean: {
    wanted: "true or false",
    convert: (value) =>
      value === true || value === "true" ? true : value === false || value === "false" ? false : undefined,
  },
  integer: {
    wanted: "a whole number",
    convert: (value) => (Number.isFinite(numberOf(value)) ? Math.trunc(numberOf(value)) : undefined),
  },
};

function readScalar(value: unknown, shape: keyof typeof SCALARS, path: JsonPath): Reading<unknown> {
  const { wanted, convert } = SCALARS[shape];
  const converted = convert(value);
  return converted === undefined ? problem(path, `expected ${wanted}, found ${kindOf(value)}`) : { value: converted };
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
}

function readList(value: unknown, shape: Shape, path: JsonPath): Reading<unknown> {
  if (!Array.isArray(value)) return problem(path, `expected a list, found ${kindOf(value)}`);
  const items: unknown[] = [];
  for (const [i, item] of value.entries()) {
    const reading = read(item, shape, [...path, i]);
    if ("problem" in reading) return reading;
    items.push(reading.value);
  }
  return { value: items };
}

function readMap(value: Record<string, unknown>, shape: Shape, path: JsonPath): Reading<unknown> {
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (inner === null) continue;
    const reading = read(inner, shape, [...path, name]);
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
    const known = shapeOfField(shape, name);
    if (inner === null && known) continue;
    const reading = known ? read(inner, known, [...path, name]) : readUnknown(inner, [...path, name]);
    if ("problem" in reading) return reading;
    entries.push([name, reading.value]);
  }
  return { value: Object.fromEntries(entries) };
}

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
