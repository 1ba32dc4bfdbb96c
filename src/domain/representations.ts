import { isObject } from "./json.ts";
import table from "./representation-fields.json" with { type: "json" };
import type { Shape } from "./representation-shapes.ts";

/** The class of a representation, as Keycloak names it in its error texts. */
export type RepresentationName = keyof typeof table;

/** Representations whose unknown fields Keycloak passes over. */
const OPEN: ReadonlySet<string> = new Set(["ClientScopeRepresentation", "PartialImportRepresentation"]);

const fieldsOf = new Map<string, Readonly<Record<string, string>>>(Object.entries(table));
const shapes = new Map<string, Shape>();

/**
 * How a body must look to be read as `type`: the name of a representation, or one in brackets for a list of them. Fields
 * are those of Keycloak 26.7's own classes, each with its type; `null` is kept, because it may mean "take this away".
 */
export function shapeOf(type: string): Shape {
  const known = shapes.get(type);
  if (known) return known;
  const shape = makeShape(type);
  shapes.set(type, shape);
  return shape;
}

function makeShape(type: string): Shape {
  if (type.startsWith("["))
    return { list: shapeOf(type.slice(1, -1)), ...(type === "[text]" && { passesOverNull: true }) };
  if (type.startsWith("{")) return { map: shapeOf(type.slice(1, -1)), keepsNull: true };
  const fields = fieldsOf.get(type);
  if (!fields) return type as Shape; // one of the scalars
  return {
    fields: Object.fromEntries(Object.entries(fields).map(([name, inner]) => [name, () => shapeOf(inner)])),
    keepsNull: true,
    ...(!OPEN.has(type) && { closedAs: type }),
  };
}

/** The members of a representation in the order in which Keycloak writes them; those it does not know come last, those without a value not at all. */
export function inFieldOrder(type: RepresentationName, value: object): Record<string, unknown> {
  const given = new Map(Object.entries(value).filter(([, member]) => member !== undefined && member !== null));
  const known = Object.keys(table[type]).filter((name) => given.has(name));
  const others = [...given.keys()].filter((name) => !Object.hasOwn(table[type], name));
  return Object.fromEntries([...known, ...others].map((name) => [name, given.get(name)]));
}

/** A field that Keycloak's class does not have: its import fails over it. */
export interface UnknownField {
  readonly path: readonly (string | number)[];
  /** `ClientRepresentation` … */
  readonly representation: string;
}

/** Every field, at any depth, that Keycloak 26.7 has no place for. */
export function findUnknownFields(type: RepresentationName, value: unknown): UnknownField[] {
  const found: UnknownField[] = [];
  findUnknown(type, value, [], found);
  return found;
}

function findUnknown(type: string, value: unknown, path: UnknownField["path"], found: UnknownField[]): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) findUnknown(type.slice(1, -1), item, [...path, i], found);
    return;
  }
  for (const [name, member] of Object.entries(isObject(value) ? value : {})) {
    const of = memberType(type, name);
    if (of === undefined) found.push({ path: [...path, name], representation: type });
    else if (typeof member === "object") findUnknown(of, member, [...path, name], found);
  }
}

/** `any` within what is not a class of Keycloak's; undefined for a field that the class does not have. */
function memberType(type: string, name: string): string | undefined {
  if (type.startsWith("{")) return type.slice(1, -1);
  const fields = fieldsOf.get(type);
  if (!fields) return "any";
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
