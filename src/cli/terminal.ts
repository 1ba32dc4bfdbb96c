/** What words on a terminal look like. Without colour each gives its text back. */
export interface Palette {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly strong: (text: string) => string;
}

const wrapped = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const plain = (text: string): string => text;

/** Colours where a person looks on: not in a pipe, and not where NO_COLOR says so (no-color.org). */
export function paletteFor({ isTTY }: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Palette {
  const wanted = env["FORCE_COLOR"] ? env["FORCE_COLOR"] !== "0" : isTTY === true && env["TERM"] !== "dumb";
  return wanted && !env["NO_COLOR"]
    ? { good: wrapped(32, 39), bad: wrapped(31, 39), quiet: wrapped(2, 22), strong: wrapped(1, 22) }
    : { good: plain, bad: plain, quiet: plain, strong: plain };
}

/** Rows in columns, two spaces apart; the last column is not filled up. What came from outside moves no cursor. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_cell, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

/** Control characters of a claim or a header could rewrite what stands on the terminal. */
export const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (found) => `\\x${(found.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`);
