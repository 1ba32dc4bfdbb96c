import { noSuchPath, refuse } from "./admin-answer.ts";
import type { AdminCall } from "./admin-call.ts";

/** A number of the query; undefined when it is not given or negative. Text in its place is a path that is not there (recorded). */
export function queryNumber({ request }: AdminCall, name: string): number | undefined {
  const text = request.query.get(name);
  if (text === null || text === "") return undefined;
  if (!/^[+-]?\d+$/.test(text)) refuse(noSuchPath);
  const value = Number(text);
  if (value > 2 ** 31 - 1) refuse(noSuchPath);
  return value < 0 ? undefined : value;
}

/** A flag of the query: `true` in any letters, anything else is no. */
export const queryFlag = ({ request }: AdminCall, name: string, otherwise = false): boolean => {
  const text = request.query.get(name);
  return text === null ? otherwise : text.toLowerCase() === "true";
};

/** The part of a list that `first` and `max` ask for. */
export function page<Item>(call: AdminCall, items: readonly Item[], max?: number): readonly Item[] {
  const first = queryNumber(call, "first") ?? 0;
  const count = queryNumber(call, "max") ?? max;
  return items.slice(first, count === undefined ? undefined : first + count);
}

/** A test for texts that hold `search`, whatever the letters' case; `%` and `_` stand for any text and any character, as in SQL. */
export function containing(search: string): (text: string | undefined) => boolean {
  const pattern = search
    .toLowerCase()
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/%/g, "[^]*")
    .replace(/_/g, "[^]");
  const expression = new RegExp(pattern);
  return (text = "") => expression.test(text.toLowerCase());
}

/** By character code, as Keycloak's database sorts. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
