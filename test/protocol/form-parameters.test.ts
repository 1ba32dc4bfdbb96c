import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseForm } from "../../src/protocol/form-parameters.ts";

test.each([
  ["a=1&b=2", "a", "1"],
  ["a=1", "b", undefined],
  ["a", "a", ""],
  ["a=", "a", ""],
  ["a=1=2", "a", "1=2"],
  ["a=x+y%20z", "a", "x y z"],
  ["a%5Bb%5D=1", "a[b]", "1"],
  ["a=%C3%BC", "a", "ü"],
  ["a=%zz", "a", "%zz"],
  ["a=1&a=2", "a", "1"],
  ["grant%0A_type=x", "grant_type", "x"],
  ["a=open%09id%00", "a", "openid"],
  ["__proto__=x", "__proto__", "x"],
])("in %j the parameter %s is %j", (body, name, value) => {
  expect(parseForm(body).first(name)).toBe(value);
});

test.each([
  ["a=1&b=2", []],
  ["a=1&a=2", ["a"]],
  ["a=1&a=1&a=1&b=2&b=3", ["a", "b"]],
  ["a=1&&b=2", []],
  ["a=1&&&b=2", [""]],
  ["a=1&%61=2", ["a"]],
])("in %j these stand more than once: %j", (body, repeated) => {
  expect(parseForm(body).repeated).toEqual(repeated);
});

/** Recorded: an ordinary value of over 4,000 characters is dropped, a token may be as long as it likes. */
test.each([
  ["scope", 4000, true],
  ["scope", 4001, false],
  ["refresh_token", 4001, false],
  ["token", 20_000, true],
  ["client_assertion", 20_000, true],
])("a %s of %i characters is read: %s", (name, length, isRead) => {
  expect(parseForm(`${name}=${"x".repeat(length)}`).first(name) !== undefined).toBe(isRead);
});

test("what URLSearchParams writes is read back, but for control characters", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 50 });
  return fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }), (pairs) => {
      const form = parseForm(new URLSearchParams(pairs).toString());
      expect(pairs.map(([name]) => form.first(name))).toEqual(pairs.map(([, value]) => value));
      expect(form.repeated).toEqual([]);
    }),
  );
});

test("any body at all is read, ten thousand parameters too", () => {
  const many = parseForm(Array.from({ length: 10_000 }, (_none, i) => `p${i}=${i}`).join("&"));
  expect([many.names.length, many.first("p9999")]).toEqual([10_000, "9999"]);
  return fc.assert(
    fc.property(fc.string({ unit: "binary" }), (body) => {
      expect(parseForm(body).names.length).toBeGreaterThanOrEqual(body === "" ? 0 : 1);
    }),
  );
});
