import type { AnswerOf, compareMeaning } from "../contract/index.ts";
import { type Palette, printable } from "./terminal.ts";

type Comparison = AnswerOf<typeof compareMeaning>;

/** Each difference with what follows from it; then what was set aside. */
export function describeComparison({ differences, setAside }: Comparison, palette: Palette): string[] {
  const lines = differences.flatMap(({ kind, at, first, second, explanation }) => [
    `${signed(first, second, palette)} ${kind === "claim" ? at : `${kind} (${at})`}: ${printable(valuesOf(first, second))}`,
    `    ${printable(explanation)}`,
  ]);
  const aside = setAside.map(({ at }) => at).join(", ");
  return [
    ...(differences.length === 0 ? ["No differences in meaning."] : lines),
    ...(aside === "" ? [] : [palette.quiet(printable(`Set aside: ${aside}`))]),
  ];
}

function signed(first: string | null, second: string | null, { good, bad, strong }: Palette): string {
  if (second === null) return bad("-");
  return first === null ? good("+") : strong("~");
}

const valuesOf = (first: string | null, second: string | null): string =>
  first === null || second === null ? (first ?? second ?? "") : `${first} → ${second}`;
