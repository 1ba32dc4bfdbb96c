import { isObject } from "../domain/json.ts";

/**
 * What turns one JSON value into another, itself plain JSON. Small where the two share parts, so that fifty changes of a
 * realm with ten thousand clients can be kept. Members are listed in pairs because names such as `__proto__` come from outside.
 */
export type Patch =
  | { readonly set: unknown }
  | { readonly members: readonly (readonly [string, Patch])[]; readonly order?: readonly string[] }
  | { readonly items: readonly (readonly [number, Patch])[] }
  | { readonly at: number; readonly remove: number; readonly insert: readonly unknown[] };

/** null when both are the same JSON text, order of names included. Shared parts are recognised by identity and not entered. */
export function patchBetween(from: unknown, to: unknown): Patch | null {
  if (Object.is(from, to)) return null;
  if (Array.isArray(from) && Array.isArray(to))
    return from.length === to.length ? itemsPatch(from, to) : splicePatch(from, to);
  if (isObject(from) && isObject(to)) return membersPatch(from, to);
  return { set: to };
}

/** Parts that the patch does not touch keep their identity. */
export function applyPatch(from: unknown, patch: Patch): unknown {
  if ("set" in patch) return patch.set;
  if ("members" in patch) return applyMembers(isObject(from) ? from : {}, patch);
  const list: readonly unknown[] = Array.isArray(from) ? from : [];
  if ("items" in patch) {
    const items = new Map(patch.items);
    return list.map((item, index) => applyTo(item, items.get(index)));
  }
  return [...list.slice(0, patch.at), ...patch.insert, ...list.slice(patch.at + patch.remove)];
}

const applyTo = (value: unknown, patch: Patch | undefined) => (patch ? applyPatch(value, patch) : value);

type JsonObject = Readonly<Record<string, unknown>>;

/** An own member only: `__proto__` in JSON is a name like any other. */
const member = (object: JsonObject, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined);

/** A member that is undefined is not in the JSON text, so it does not count. */
const namesOf = (object: JsonObject) => Object.keys(object).filter((name) => object[name] !== undefined);

function membersPatch(from: JsonObject, to: JsonObject): Patch | null {
  const names = namesOf(to);
  const before = namesOf(from);
  const sameOrder = names.length === before.length && names.every((name, index) => name === before[index]);
  const members: [string, Patch][] = [];
  for (const name of names) {
    const patch = patchBetween(member(from, name), member(to, name));
    if (patch) members.push([name, patch]);
  }
  if (sameOrder) return members.length > 0 ? { members } : null;
  return { members, order: names };
}

function applyMembers(
  from: JsonObject,
  patch: { members: readonly (readonly [string, Patch])[]; order?: readonly string[] },
): JsonObject {
  const members = new Map(patch.members);
  return Object.fromEntries(
    (patch.order ?? namesOf(from)).map((name) => [name, applyTo(member(from, name), members.get(name))]),
  );
}

function itemsPatch(from: readonly unknown[], to: readonly unknown[]): Patch | null {
  const items: [number, Patch][] = [];
  for (const [index, item] of to.entries()) {
    const patch = patchBetween(from[index], item);
    if (patch) items.push([index, patch]);
  }
  return items.length > 0 ? { items } : null;
}

function splicePatch(from: readonly unknown[], to: readonly unknown[]): Patch {
  const shorter = Math.min(from.length, to.length);
  const same = (a: number, b: number) => patchBetween(from[a], to[b]) === null;
  let at = 0;
  while (at < shorter && same(at, at)) at++;
  let tail = 0;
  while (tail < shorter - at && same(from.length - 1 - tail, to.length - 1 - tail)) tail++;
  return { at, remove: from.length - at - tail, insert: to.slice(at, to.length - tail) };
}
