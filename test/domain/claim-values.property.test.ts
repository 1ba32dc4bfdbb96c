import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toClaimValue, toClaimValues } from "../../src/domain/claim-value.ts";
import { parseJsonText, toJsonText } from "../../src/domain/json.ts";
import { jsonTexts, texts } from "../support/any-input.ts";

const types = fc.constantFrom("String", "long", "int", "boolean", "JSON", "", "of nobody", undefined);
const digits = fc.stringMatching(/^[+-]{0,2}\d{1,40}$/);
const values = fc.oneof(texts, digits, jsonTexts("a", "b.c", "__proto__"));

test("any text of any JSON type becomes a claim that can be written, or none", () => {
  return fc.assert(
    fc.property(values, types, (text, type) => {
      const value = toClaimValue(text, type);
      if (value === undefined) return;
      const written = toJsonText(value);
      expect(toJsonText(parseJsonText(written))).toBe(written);
    }),
    { numRuns: 200, examples: [["[".repeat(12_000) + "]".repeat(12_000), "JSON"]] },
  );
});

test("any texts of any JSON type become a list as long as they are many, without the empty ones", () => {
  return fc.assert(
    fc.property(fc.array(values, { maxLength: 4 }), types, (all, type) => {
      const list = toClaimValues(all, type, true);
      const present = all.filter((text) => text !== "");
      expect(list === undefined ? 0 : (list as unknown[]).length).toBe(present.length);
      expect(() => toJsonText(list ?? null)).not.toThrow();
    }),
    { numRuns: 100 },
  );
});
