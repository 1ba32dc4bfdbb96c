import type { Claims, JsonValue } from "../json.ts";
import { claimMeanings, headerMeanings, type MemberMeaning, TIME_CLAIMS } from "./member-meanings.ts";
import { timeInWords } from "./time-words.ts";

/** The latest second that a date of four-digit years can say. */
const LAST_SECOND = 253_402_300_799;

/** The members of a token's header, each with what it means; unknown ones have no meaning. */
export const readHeader = (header: Claims) =>
  Object.entries(header).map(([name, value]) => member(name, value, null, headerMeanings));

/** The claims of a token, each with what it means and times in words. */
export const readClaims = (claims: Claims, nowSeconds: number) =>
  Object.entries(claims).map(([name, value]) => member(name, value, wordsOf(name, value, nowSeconds), claimMeanings));

function member(name: string, value: JsonValue, words: string | null, known: ReadonlyMap<string, MemberMeaning>) {
  const { meaning = null, reference = null } = known.get(name) ?? {};
  return { name, value, words, meaning, reference };
}

function wordsOf(name: string, value: JsonValue, nowSeconds: number): string | null {
  if (!TIME_CLAIMS.has(name)) return null;
  if (typeof value !== "number") return "This is no time: whole seconds since 1970 are expected";
  if (value > 1e11 && value / 1000 < LAST_SECOND)
    return "This looks like milliseconds; seconds since 1970 are expected";
  return value >= 0 && value <= LAST_SECOND ? timeInWords(value, nowSeconds) : "No clock shows this time";
}
