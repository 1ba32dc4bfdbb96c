import * as fc from "fast-check";

/** Text of any kind: letters, control characters, broken surrogates, what looks like escapes. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("%", "+", "&", "=", "\\", '"', ",", ".", ":", "#", "0", "f", "\u0000", "\ud800"),
    maxLength: 30,
  }),
);

/** A good text with something cut out, put in or said twice. */
export const mangled = (good: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(good.length), fc.nat(20), fc.oneof(texts, fc.constant("")))
    .map(([at, length, put]) => good.slice(0, at) + put + good.slice(at + length));

const DEEP = 12_000;
/** Nested deeper than a stack is. */
const bottomless = fc
  .constantFrom(["[", "]"], ['{"a":', "}"])
  .map(([open = "", close = ""]) => `${open.repeat(DEEP)}1${close.repeat(DEEP)}`);

const shallow = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((json) => JSON.stringify(json)),
  texts.map((text) => JSON.stringify(text)),
);
const deep = fc.oneof({ weight: 10, arbitrary: shallow }, { weight: 1, arbitrary: bottomless });

/** JSON text of any kind, often an object with some of these names; now and then nested deeper than a stack is. */
export function jsonTexts(...names: readonly [string, ...string[]]): fc.Arbitrary<string> {
  const object = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), deep), { selector: ([name]) => name })
    .map((members) => `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`);
  return fc.oneof({ weight: 1, arbitrary: deep }, { weight: 5, arbitrary: object });
}
