import fc from "fast-check";
import { expect, test } from "vitest";
import { applyPatch, patchBetween } from "../../src/store/document-patch.ts";

const json = fc.jsonValue({ maxDepth: 4 });
const throughText = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

test("a patch that was itself kept as JSON gives the other value back, order of names included", () => {
  fc.assert(
    fc.property(json, json, (from, to) => {
      const patch = patchBetween(throughText(from), throughText(to));
      const result = patch ? applyPatch(throughText(from), throughText(patch)) : from;
      expect(JSON.stringify(result)).toBe(JSON.stringify(to));
    }),
  );
});

test.each([
  ["one member changed", { a: 1, b: 2 }, { a: 1, b: 3 }],
  ["the order of names", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["a member gone", { a: 1, b: 2 }, { a: 1 }],
  ["an item put in between", { list: [1, 2, 3] }, { list: [1, 9, 2, 3] }],
  ["a repeated item gone", { list: [1, 1, 1] }, { list: [1, 1] }],
  ["a name that objects inherit", JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":2}}')],
  ["a name that objects inherit, new", {}, JSON.parse('{"__proto__":{"a":2},"toString":1}')],
])("%s can be patched both ways", (_what, one, other) => {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ]) {
    const patch = patchBetween(from, to);
    expect(patch && JSON.stringify(applyPatch(from, patch))).toBe(JSON.stringify(to));
  }
});

test("taking one client out of ten thousand makes a patch of that client alone, and the others keep their identity", () => {
  const clients = Array.from({ length: 10_000 }, (_, index) => ({ clientId: `client-${index}` }));
  const without = { realm: "big", clients: clients.filter((_, index) => index !== 5000) };
  const patch = patchBetween(without, { realm: "big", clients });
  expect(JSON.stringify(patch).length).toBeLessThan(150);
  const back = applyPatch(without, patch ?? { set: null }) as { clients: unknown[] };
  expect(back.clients[9999]).toBe(clients[9999]);
});

test("a member that is undefined is no member, as in JSON", () => {
  expect(patchBetween({ a: 1, b: undefined }, { a: 1 })).toBeNull();
});
