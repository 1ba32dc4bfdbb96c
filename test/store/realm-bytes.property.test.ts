import fc from "fast-check";
import { expect, test } from "vitest";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { toRealmBytes } from "../../src/store/realm-bytes.ts";

const expected = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`;

test("the file of any document is JSON's own, and so is that of one which shares parts with one written before", () => {
  const documents = fc.dictionary(
    fc.string(),
    fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.constant(undefined)),
  );
  fc.assert(
    fc.property(documents, fc.string(), fc.jsonValue(), (before, name, value) => {
      const list = Object.values(before).find(Array.isArray) ?? [];
      const after = { ...before, [name]: [value, ...list, list[0]], unset: undefined };
      for (const document of [before, after, { moved: list, [name]: before }])
        expect(toRealmBytes(document as unknown as RealmDocument).toString("utf8")).toBe(expected(document));
    }),
  );
});
