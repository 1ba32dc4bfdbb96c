/** A place in a JSON text at which `JSON.parse` would lose something without a word. */
export interface JsonLoss {
  readonly offset: number;
  readonly message: string;
}

/**
 * Finds the first name that stands twice in one object, of which all but the last would be lost, or the first number that
 * would become another one. A text without any is looked through once and quickly: the parser with places, which takes ten
 * times as long, is asked only where there is something to be found.
 *
 * @param text that `JSON.parse` takes, and what it made of it
 */
export async function findJsonLoss(text: string, json: unknown): Promise<JsonLoss | undefined> {
  if (countNames(text) === countMembers(json) && !/[\d.]{16}|\d[eE]/.test(text)) return undefined;
  const { visit } = await import("jsonc-parser");
  const objects: Set<string>[] = [];
  let loss: JsonLoss | undefined;
  const find = (offset: number, message: string) => {
    loss ??= { offset, message };
  };
  visit(text, {
    onObjectBegin: () => {
      objects.push(new Set());
    },
    onObjectEnd: () => {
      objects.pop();
    },
    onObjectProperty: (name, offset) => {
      const names = objects.at(-1);
      if (names?.has(name)) find(offset, `"${name}" stands twice in this object: keep one, the other would be lost`);
      names?.add(name);
    },
    onLiteralValue: (value, offset, length) => {
      if (typeof value === "number" && !isKept(value, text.slice(offset, offset + length)))
        find(offset, "this number cannot be kept exactly: put it in quotes if it is text");
    },
  });
  return loss;
}

/** Fractions are rounded everywhere; whole numbers must come out with the digits that went in. */
const isKept = (value: number, written: string): boolean =>
  Number.isFinite(value) && (/[.eE]/.test(written) || String(value) === written || BigInt(value) === BigInt(written));

/** Texts that a colon follows. */
function countNames(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', start)) {
    start = endOfText(text, start) + 1;
    while (isSpace(text.charCodeAt(start))) start++;
    if (text[start] === ":") count++;
  }
  return count;
}

/** A quote after an even number of backslashes. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text[before - 1] === "\\") before--;
    if ((end - before) % 2 === 0) return end;
  }
  return text.length;
}

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** Without calling itself, because what nests without end comes here too. */
function countMembers(json: unknown): number {
  let count = 0;
  const waiting = isComposed(json) ? [json] : [];
  for (let value = waiting.pop(); value; value = waiting.pop()) {
    const members: unknown[] = Object.values(value);
    if (!Array.isArray(value)) count += members.length;
    for (const member of members) if (isComposed(member)) waiting.push(member);
  }
  return count;
}

const isComposed = (value: unknown): value is object => value !== null && typeof value === "object";
