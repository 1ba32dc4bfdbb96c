import fc from "fast-check";
import { expect, test } from "vitest";
import { realmFileName } from "../../src/store/realm-file-name.ts";

test.each([
  ["demo", "demo.json"],
  ["my-realm_2.test", "my-realm_2.test.json"],
  ["Demo", "+demo.json"],
  ["../x", "%2e.%2fx.json"],
  [".", "%2e.json"],
  ["..", "%2e..json"],
  ["__proto__", "__proto__.json"],
  ["con", "%63on.json"],
  ["nul.txt", "%6eul.txt.json"],
  ["console", "console.json"],
  ["😀", "%f0%9f%98%80.json"],
  ["a b", "a%20b.json"],
  ["\ud800", "%ud800.json"],
])("realm %j is kept in %s", (realm, fileName) => {
  expect(realmFileName(realm)).toBe(fileName);
});

test("a realm's name of 255 characters, emoji too, leaves room in the 255 bytes of a file name", () => {
  for (const name of ["a".repeat(255), "😀".repeat(255), "A".repeat(255)])
    expect(realmFileName(name).length).toBeLessThan(200);
  expect(realmFileName("a".repeat(255))).not.toBe(realmFileName("a".repeat(254)));
});

test("different realms have different files, also where the file system ignores case and normalises Unicode", () => {
  const name = fc.string({
    unit: fc.constantFrom("a", "A", ".", "%", "+", "~", "/", "\\", "é", "e\u0301", "\ud800", "😀", "2", "con", "_"),
    maxLength: 8,
  });
  fc.assert(
    fc.property(name, name, (one, other) => {
      const seen = (realm: string) => realmFileName(realm).normalize("NFC").toLowerCase();
      expect(seen(one) === seen(other)).toBe(one === other);
    }),
  );
});

test("a file name never leaves its folder, whatever the realm is called", () => {
  const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 });
  fc.assert(
    fc.property(codeUnits, (units) => {
      expect(realmFileName(String.fromCharCode(...units))).toMatch(/^[a-z0-9%+_-][a-z0-9%+._~-]*\.json$/);
    }),
  );
});
