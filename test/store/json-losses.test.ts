import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonLoss } from "../../src/store/json-losses.ts";

const lossIn = (text: string) => findJsonLoss(text, JSON.parse(text));

test("what JSON.stringify writes loses nothing", () =>
  fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (json) => {
      expect(await lossIn(JSON.stringify(json))).toBeUndefined();
      expect(await lossIn(JSON.stringify(json, null, 2))).toBeUndefined();
    }),
  ));

test("a member that is written a second time is found, wherever it stands", () =>
  fc.assert(
    fc.asyncProperty(fc.string(), fc.jsonValue(), fc.jsonValue(), async (name, first, second) => {
      const member = (value: unknown) => `${JSON.stringify(name)} : ${JSON.stringify(value)}`;
      const text = `[{"a":"\\\\\\"{"},{${member(first)},${member(second)}}]`;
      const loss = await lossIn(text);
      expect(loss?.message).toContain("stands twice in this object");
    }),
  ));

test.each([
  ["9007199254740993", true],
  ["-9007199254740993", true],
  ["1e999", true],
  ["1152921504606846976", false],
  ["0.1234567890123456789", false],
  ["1e21", false],
  ["-0", false],
])("%s becomes another number: %s", async (number, isLost) => {
  expect((await lossIn(`[${number}]`)) !== undefined).toBe(isLost);
});
