import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "../../src/domain/json.ts";
import { createMappedClaims, type Meeting } from "../../src/domain/mapped-claims.ts";

type Write = readonly [path: string, value: JsonValue, meeting: Meeting];

function written(writes: readonly Write[]) {
  const claims = createMappedClaims();
  const broken = writes.map(([path, value, meeting]) => claims.put(path.split("."), value, meeting));
  return { claims: claims.read(), broken: broken.find((each) => each !== undefined) };
}

/** The cases of test/recordings/golden/shapes.json, by their names: two mappers write one after the other. */
test.each<[string, Write, Write, unknown]>([
  ["inside-then-text", ["nest.c", "inner", "replaces"], ["nest", "text", "replaces"], { nest: "text" }],
  ["list-then-list", ["list", ["a", "b"], "joins"], ["list", ["b", "c"], "joins"], { list: ["a", "b", "c"] }],
  ["list-then-text", ["list", ["a", "b"], "joins"], ["list", "z", "replaces"], { list: "z" }],
  ["list-then-json-list", ["list", ["a", "b"], "joins"], ["list", ["x"], "replaces as JSON"], { list: ["x"] }],
  ["list-then-multivalued-text", ["list", ["a", "b"], "joins"], ["list", "z", "joins"], { list: ["a", "b", "z"] }],
  ["text-then-list", ["list", "z", "replaces"], ["list", ["b", "c"], "joins"], { list: ["b", "c", "z"] }],
  [
    "json-list-then-list",
    ["list", ["b", "x"], "replaces as JSON"],
    ["list", ["b", "c"], "joins"],
    { list: ["b", "c", ["b", "x"]] },
  ],
  [
    "json-then-list",
    ["list", { b: 1 }, "replaces as JSON"],
    ["list", ["b", "c"], "joins"],
    { list: ["b", { b: 1 }, "c"] },
  ],
  [
    "list-then-roles",
    ["list", ["reader", "x"], "joins"],
    ["list", ["12", "reader"], "is appended"],
    { list: ["reader", "x", "12", "reader"] },
  ],
  ["roles-after-text", ["list", "z", "replaces"], ["list", ["12"], "is appended"], { list: ["12"] }],
])("%s", (_case, first, second, claims) => expect(written([first, second])).toEqual({ claims, broken: undefined }));

/** As recorded there: Keycloak answers 500. */
test.each<[string, Write]>([
  ["text-then-inside", ["nest", "text", "replaces"]],
  ["json-then-inside", ["nest", { a: 1 }, "replaces as JSON"]],
  ["list-then-inside", ["nest", ["a"], "joins"]],
])("%s cannot be written, and says why", (_case, first) => {
  const { claims, broken } = written([first, ["nest.c", "inner", "replaces"]]);
  expect(broken).toContain("nest");
  expect(claims).toEqual({ nest: first[1] });
});

test("members join an object, and take the place of what is none", () => {
  const claims = createMappedClaims();
  claims.put(["address", "more"], "m", "replaces");
  claims.putMembers("address", { region: "North" }); // address-after-inside
  expect(claims.read()).toEqual({ address: { more: "m", region: "North" } });
  claims.put(["address"], "text", "replaces");
  claims.putMembers("address", { region: "North" }); // address-after-text
  expect(claims.read()).toEqual({ address: { region: "North" } });
});

test("writing below one name leaves every other name as it was", () => {
  const name = fc.constantFrom("a", "b", "c");
  const path = fc.array(name, { minLength: 1, maxLength: 3 });
  return fc.assert(
    fc.property(fc.array(path), path, (before, last) => {
      const paths = before.filter(([first]) => first !== last[0]).map((each) => each.join("."));
      const others = paths.map((each): Write => [each, "x", "replaces"]);
      const { claims } = written(others);
      expect(written([...others, [last.join("."), "y", "joins"]]).claims).toMatchObject(claims);
    }),
  );
});
