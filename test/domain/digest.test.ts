import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { md5, sha256, utf8 } from "../../src/domain/digest.ts";

const hex = (bytes: readonly number[]) => Buffer.from(bytes).toString("hex");

test("digests are the platform's, whatever the text and however long", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(hex(utf8(text))).toBe(Buffer.from(text).toString("hex"));
      expect(hex(sha256(utf8(text)))).toBe(createHash("sha256").update(text).digest("hex"));
      expect(hex(md5(utf8(text)))).toBe(createHash("md5").update(text).digest("hex"));
    }),
  );
});

test.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128])("a message of %i bytes is padded right", (length) => {
  const text = "a".repeat(length);
  expect(hex(sha256(utf8(text)))).toBe(createHash("sha256").update(text).digest("hex"));
  expect(hex(md5(utf8(text)))).toBe(createHash("md5").update(text).digest("hex"));
});
