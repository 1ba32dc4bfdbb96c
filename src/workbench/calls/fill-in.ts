/** A call names a variable that has no value; the sentence says where to give it one. */
export class VariableUnknown extends Error {
  override readonly name = "VariableUnknown";
}

/** Fills the variables of one call in, and remembers which, so that their values can be masked in what comes back. */
export interface Filling {
  /** @throws VariableUnknown */
  fill(text: string): string;
  /** For what is no secret and comes back in every token: issuer, client, scope. It is not masked in answers. @throws VariableUnknown */
  fillOpen(text: string): string;
  /** Puts `{{name}}` where a value stands that {@link fill} gave out. */
  mask(text: string): string;
  /** The same in every text of a JSON value; as it came where there is nothing to mask, since answers may be large. */
  maskIn<Value>(value: Value): Value;
}

const VARIABLE = /\{\{\s*([A-Za-z][A-Za-z0-9_]{0,63})\s*\}\}/g;

/** Shorter values are no secrets, and stand everywhere. */
const SHORTEST_MASKED = 4;

/** @param values by the variable's name in small letters */
export function createFilling(values: ReadonlyMap<string, string>): Filling {
  const used = new Map<string, string>();
  const find = (name: string): string => {
    const value = values.get(name.toLowerCase());
    if (value === undefined)
      throw new VariableUnknown(
        `The variable ${name} has no value: set TOKENBENCH_VAR_${name.toUpperCase()} in the environment, or ${name.toLowerCase()} in state/variables.env`,
      );
    return value;
  };
  const mask = (text: string) =>
    longestFirst(used).reduce((masked, [value, shown]) => replaceAll(masked, value, shown), text);
  return {
    fill: (text) =>
      text.replace(VARIABLE, (shown: string, name: string) => {
        const value = find(name);
        if (value.length >= SHORTEST_MASKED) used.set(value, shown);
        return value;
      }),
    fillOpen: (text) => text.replace(VARIABLE, (_shown, name: string) => find(name)),
    mask,
    maskIn: (value) => (used.size === 0 ? value : inTexts(value, mask)),
  };
}

/** One value may be the beginning of another. */
const longestFirst = (values: ReadonlyMap<string, string>) =>
  [...values].sort(([one], [other]) => other.length - one.length);

export const hasVariable = (text: string): boolean => text.search(VARIABLE) >= 0;

/** In each of the spellings that a value may come back in. */
const replaceAll = (text: string, value: string, shown: string): string =>
  [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams({ _: value }).toString().slice(2),
  ]
    .filter((spelling) => text.includes(spelling))
    .reduce((masked, spelling) => masked.replaceAll(spelling, () => shown), text);

/** The same in every text of a JSON value; names of members stay. */
export function inTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === "string") return change(value) as Value;
  if (Array.isArray(value)) return value.map((each) => inTexts(each, change)) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inTexts(each, change)])) as Value;
}
