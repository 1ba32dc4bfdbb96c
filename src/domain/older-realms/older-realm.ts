import type { EditFacts } from "../edits/edit-facts.ts";
import { isObject } from "../json.ts";
import type { RealmDocument } from "../realm-document.ts";

/** What a rule for realms of older Keycloaks may draw on. */
export interface Today {
  /** A new realm of that name, without ids. */
  readonly template: RealmDocument;
  readonly facts: EditFacts;
}

/** What a later version of Keycloak does to a realm of an earlier one. */
export type Rule = (realm: RealmDocument, today: Today) => RealmDocument;

/** A part of a realm that has no type here. */
export type Fields = Readonly<Record<string, unknown>>;

/** A field that has no type here. */
export const fieldOf = (part: object, name: string): unknown =>
  Object.hasOwn(part, name) ? (part as Fields)[name] : undefined;

/** A list of objects, of a field that has no type here; undefined when it is anything else. */
export function partsOf(part: object, name: string): readonly Fields[] | undefined {
  const list = fieldOf(part, name);
  return Array.isArray(list) && list.every(isObject) ? list : undefined;
}

/** A copy without some of its fields; the same object when it has none of them. */
export function without<Part extends object>(part: Part, ...names: readonly string[]): Part {
  if (!names.some((name) => Object.hasOwn(part, name))) return part;
  return Object.fromEntries(Object.entries(part).filter(([name]) => !names.includes(name))) as Part;
}
