import type { DifferenceLine, JsonValue } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";

const say = words.transfer.differences;

/** A difference for a table: of which part, in what, and how it is on either side. */
export interface DifferenceRow {
  readonly key: string;
  readonly part: string;
  /** Null where the part as a whole is on one side alone. */
  readonly field: string | null;
  readonly change: DifferenceLine["change"];
  readonly here: string;
  readonly there: string;
}

export const toDifferenceRows = (lines: readonly DifferenceLine[]): readonly DifferenceRow[] =>
  lines.map((line, index) => ({
    key: `${index} ${line.line}`,
    part: line.part,
    field: line.change === "differs" ? (line.field ?? "") : null,
    change: line.change,
    ...valuesOf(line),
  }));

function valuesOf({ change, here, there, secret }: DifferenceLine): Pick<DifferenceRow, "here" | "there"> {
  if (change === "onlyHere") return { here: say.isThere, there: say.isNotThere };
  if (change === "onlyThere") return { here: say.isNotThere, there: say.isThere };
  if (secret) return { here: say.secret, there: say.otherSecret };
  if (isTexts(here ?? []) && isTexts(there ?? []) && (here ?? there) !== undefined)
    return listsOf((here ?? []) as readonly string[], (there ?? []) as readonly string[]);
  return { here: inWords(here), there: inWords(there) };
}

const isTexts = (value: JsonValue | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** Of two lists only what is not in both, and how much is. */
function listsOf(here: readonly string[], there: readonly string[]): Pick<DifferenceRow, "here" | "there"> {
  const onlyHere = here.filter((item) => !there.includes(item));
  const onlyThere = there.filter((item) => !here.includes(item));
  const inBoth = here.length - onlyHere.length;
  const show = (some: readonly string[]) =>
    [...some, ...(inBoth > 0 ? [say.inBoth(inBoth)] : [])].join("\n") || say.nothing;
  return { here: clipped(show(onlyHere)), there: clipped(show(onlyThere)) };
}

function inWords(value: JsonValue | undefined): string {
  if (value === undefined || value === null || value === "") return say.nothing;
  return clipped(typeof value === "string" ? value : JSON.stringify(value, null, 1));
}

const LONGEST = 240;

const clipped = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
