import fc from "fast-check";
import { expect, test } from "vitest";
import { toClaimValue, toClaimValues } from "../../src/domain/claim-value.ts";
import { parseJsonText, toJsonText } from "../../src/domain/json.ts";

// What a Keycloak 26.7.0 wrote for these texts; undefined: it left the claim out.
test.each([
  ["9223372036854775807", "9223372036854775807"],
  ["-9223372036854775808", "-9223372036854775808"],
  ["9223372036854775808", undefined],
  ["+9007199254740993", "9007199254740993"],
  ["0009007199254740993", "9007199254740993"],
  ["9007199254740992", "9007199254740992"],
  ["7", "7"],
  ["-0", "0"],
  ["+-1", undefined],
  ["1.0", undefined],
  ["", undefined],
])("a long of %j is written as %s", (text, written) => {
  const value = toClaimValue(text, "long");
  expect(value === undefined ? undefined : toJsonText(value)).toBe(written);
});

test.each([
  ["2147483647", 2147483647],
  ["-2147483648", -2147483648],
  ["2147483648", undefined],
])("an int of %s is %s", (text, value) => {
  expect(toClaimValue(text, "int")).toBe(value);
});

test("of several numbers those that are none are null", () => {
  expect(toJsonText(toClaimValues(["9007199254740993", "1", "x"], "long", true))).toBe("[9007199254740993,1,null]");
});

test.each([
  [
    '{"n": 9007199254740993, "s": "9007199254740993", "l": [9007199254740993, 0.1]}',
    '{"n":9007199254740993,"s":"9007199254740993","l":[9007199254740993,0.1]}',
  ],
  ["123456789012345678901234567890", "123456789012345678901234567890"],
  ['{"a":"#9007199254740993","\\u0023":"\\"9007199254740993"}', '{"a":"#9007199254740993","#":"\\"9007199254740993"}'],
])("the digits of %s are kept", (text, written) => {
  expect(toJsonText(parseJsonText(text))).toBe(written);
});

test("parsing and writing is what JSON does for everything it can hold", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(toJsonText(parseJsonText(text))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test("what is no JSON is refused", () => {
  expect(() => parseJsonText("1234567890123456789 x")).toThrow(SyntaxError);
});
