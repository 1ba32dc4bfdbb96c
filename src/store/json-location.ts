/** A place in a text as editors count: both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/*
 * jsonc-parser is loaded only when a file has to be refused: JSON.parse is faster and stricter but its messages, which differ
 * from one Node to the next, do not tell the line.
 */
const loadParser = () => import("jsonc-parser");

const words = new Map([
  ["InvalidSymbol", "this is not JSON"],
  ["InvalidNumberFormat", "this is not a number"],
  ["PropertyNameExpected", "a name in double quotes is expected here"],
  ["ValueExpected", "a value is expected here"],
  ["ColonExpected", "a colon is expected here"],
  ["CommaExpected", "a comma is expected here"],
  ["CloseBraceExpected", "a closing } is expected here"],
  ["CloseBracketExpected", "a closing ] is expected here"],
  ["EndOfFileExpected", "the JSON has ended before this"],
  ["InvalidCommentToken", "JSON has no comments"],
  ["UnexpectedEndOfComment", "JSON has no comments"],
  ["UnexpectedEndOfString", "the text that starts here has no closing quote"],
  ["UnexpectedEndOfNumber", "the number ends too early"],
  ["InvalidUnicode", "this is not a Unicode escape"],
  ["InvalidEscapeCharacter", "this is not an escape that JSON knows"],
  ["InvalidCharacter", "this character must be escaped"],
]);

/** Parses a file's text, without its byte-order mark; else why it is not JSON, with the place: `line 3, column 5: …` after `from`. */
export async function parseJsonFile(
  from: string,
  text: string,
): Promise<{ readonly json: unknown } | { readonly unfit: string }> {
  try {
    return { json: JSON.parse(text.replace(/^\ufeff/, "")) };
  } catch {
    const { reason, place } = await locateSyntaxError(text);
    return { unfit: `${placeInWords(from, place)}: ${reason}` };
  }
}

/** `shop.json, line 3, column 5` */
export const placeInWords = (from: string, place: TextPlace | undefined): string =>
  place ? `${from}, line ${place.line}, column ${place.column}` : from;

/** Where and why a text is not JSON. */
export async function locateSyntaxError(text: string): Promise<{ reason: string; place?: TextPlace }> {
  if (text.trim() === "") return { reason: "the file is empty" };
  const { parse, printParseErrorCode } = await loadParser();
  const errors: import("jsonc-parser").ParseError[] = [];
  if (!isWithinStack(() => parse(text, errors, { disallowComments: true })))
    return { reason: "nested too deeply", place: placeOfNesting(text) };
  const first = errors[0];
  if (!first) return { reason: "the file is not JSON" };
  return {
    reason:
      text[first.offset] === "'"
        ? "JSON has double quotes only"
        : (words.get(printParseErrorCode(first.error)) ?? "this is not JSON"),
    place: placeAt(text, first.offset),
  };
}

/** The place of the value a path leads to, or of the nearest thing around it that is there. */
export async function locatePath(text: string, path: readonly (string | number)[]): Promise<TextPlace | undefined> {
  const { parseTree, findNodeAtLocation } = await loadParser();
  let root: ReturnType<typeof parseTree>;
  if (
    !isWithinStack(() => {
      root = parseTree(text);
    })
  )
    return placeOfNesting(text);
  for (let length = path.length; root && length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return placeAt(text, node.offset);
  }
  return undefined;
}

/** A text without a JSON value at its start; `character` where one that must be escaped stands in a text. */
export interface BrokenJson {
  readonly broken: "syntax" | "character";
}

/** Parses JSON and passes over what follows the first value, as Keycloak's reader does. */
export async function parseJsonLoosely(text: string): Promise<{ readonly value: unknown } | BrokenJson> {
  try {
    return { value: JSON.parse(text) };
  } catch {
    const { parseTree, getNodeValue, printParseErrorCode } = await loadParser();
    const errors: import("jsonc-parser").ParseError[] = [];
    let root: ReturnType<typeof parseTree>;
    const parsed = isWithinStack(() => {
      root = parseTree(text, errors, { disallowComments: true });
    });
    const end = root ? root.offset + root.length : 0;
    if (parsed && root && errors.every(({ offset }) => offset >= end) && isWhole(root, text))
      return { value: getNodeValue(root) };
    const isCharacter = errors.some(({ error }) => printParseErrorCode(error) === "InvalidCharacter");
    return { broken: isCharacter ? "character" : "syntax" };
  }
}

/** An object or list that the text ends in the middle of is none. */
const isWhole = ({ type, offset, length }: import("jsonc-parser").Node, text: string): boolean =>
  type === "object" ? text[offset + length - 1] === "}" : type !== "array" || text[offset + length - 1] === "]";

/** Where a reader stands, in lines and bytes from 1, that has taken the value's first token: its whole where it is a number, `true`, `false` or `null`. */
export async function locateJsonValue(
  text: string,
  path: readonly (string | number)[],
): Promise<TextPlace | undefined> {
  const { parseTree, findNodeAtLocation } = await loadParser();
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [...path]);
  if (!node) return undefined;
  const isWord = ["number", "boolean", "null"].includes(node.type);
  const before = text.slice(0, node.offset + (isWord ? node.length : 1)).split(/\r\n|\r|\n/);
  return { line: before.length, column: Buffer.byteLength(before.at(-1) ?? "") + 1 };
}

/** The parser calls itself for each level, so what nests without end is beyond it. */
function isWithinStack(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const DEEP = 100;

/** Where a text that nests beyond the stack has gone a hundred levels down. */
function placeOfNesting(text: string): TextPlace {
  let depth = 0;
  for (const { 0: found, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (found === "[" || found === "{") depth++;
    else if (found === "]" || found === "}") depth--;
    if (depth > DEEP) return placeAt(text, index);
  }
  return placeAt(text, 0);
}

/** The place of a character. */
export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
