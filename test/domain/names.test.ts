import * as fc from "fast-check";
import { expect, test } from "vitest";
import { escapeClaimPathPart, parseClaimPath } from "../../src/domain/claim-path.ts";
import { inJavaHashOrder } from "../../src/domain/java-hash-order.ts";
import { parseRoleReference } from "../../src/domain/mappers/role-reference.ts";
import type { ClientRepresentation } from "../../src/domain/realm-document.ts";
import { allowedOriginsOf } from "../../src/domain/web-origins.ts";
import recorded from "../parity/golden/04-claims.json" with { type: "json" };

test.each([
  ["a", ["a"]],
  ["a.b.c", ["a", "b", "c"]],
  ["a\\.b", ["a.b"]],
  ["a\\\\b", ["a\\b"]],
  ["a\\\\.b", ["a\\", "b"]],
  ["c\\d", ["cd"]],
  ["a.", ["a"]],
  [".a", [".a"]],
  ["a..b", ["a", ".b"]],
  ["", []],
])("the claim name %j leads to %j", (name, path) => {
  expect(parseClaimPath(name)).toEqual(path);
});

const part = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => !/[\n\r\u2028\u2029]/.test(text));

test("escaped parts joined by dots lead where they say", () => {
  return fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (parts) => {
      expect(parseClaimPath(parts.map(escapeClaimPathPart).join("."))).toEqual(parts);
    }),
  );
});

test("any claim name is parsed, in time that grows with it alone", () => {
  expect(parseClaimPath("\\a".repeat(100_000))).toEqual(["a".repeat(100_000)]);
  return fc.assert(
    fc.property(fc.string(), (name) => {
      expect(parseClaimPath(name).join("").length).toBeLessThanOrEqual(name.length);
    }),
  );
});

/** The claims behind `scope` stand in a Java HashMap: the recording shows the order of 15 of them. */
test("mapped claims come in the recorded order of Java's hash map, however they were put in", () => {
  const names: string[] = Object.keys(recorded.hardcoded.steps[0]?.body.access_token?.payload ?? {});
  const mapped = names.slice(names.indexOf("scope") + 1);
  expect(mapped).toHaveLength(15);
  expect(inJavaHashOrder(mapped)).toEqual(mapped);
  // These share buckets in pairs, where the order of insertion counts.
  const paired = ["clientHost", "email_verified", "l", "flat.dot", "client_id", "n"];
  const apart = mapped.filter((name) => !paired.includes(name));
  expect(inJavaHashOrder([...apart.toReversed(), ...mapped.filter((name) => paired.includes(name))])).toEqual(mapped);
});

test("the hash order is a permutation, and the same for what is in it already", () => {
  return fc.assert(
    fc.property(fc.uniqueArray(fc.string()), (names) => {
      const ordered = inJavaHashOrder(names);
      expect([...ordered].sort()).toEqual([...names].sort());
      expect(inJavaHashOrder(ordered)).toEqual(ordered);
    }),
  );
});

test.each([
  ["reader", { name: "reader" }],
  ["orders.view", { owner: "orders", name: "view" }],
  ["my.orders.view", { owner: "my.orders", name: "view" }],
  ["orders.", { owner: "orders", name: "" }],
])("the role reference %s is split at its last dot", (reference, role) => {
  expect(parseRoleReference(reference)).toEqual(role);
});

test.each<[string, Partial<ClientRepresentation>, string[]]>([
  [
    "listed origins are as they are listed",
    { webOrigins: ["https://a.example", "http://b.example:8081"] },
    ["https://a.example", "http://b.example:8081"],
  ],
  [
    "a plus stands for the redirect URIs' origins",
    { webOrigins: ["+"], redirectUris: ["https://a.example/cb", "http://b.example:8081/*"] },
    ["https://a.example", "http://b.example:8081"],
  ],
  [
    "relative redirect URIs belong to the root URL",
    { webOrigins: ["+"], redirectUris: ["/cb"], rootUrl: "https://root.example" },
    ["https://root.example"],
  ],
  [
    "standard ports are left out",
    { webOrigins: ["+"], redirectUris: ["https://a.example:443/x", "http://a.example:80/x"] },
    ["https://a.example", "http://a.example"],
  ],
  [
    "an origin stands once",
    { webOrigins: ["+", "https://a.example"], redirectUris: ["https://a.example/1", "https://a.example/2"] },
    ["https://a.example"],
  ],
  ["other schemes have no origin", { webOrigins: ["+"], redirectUris: ["app://x", "*", "urn:x"] }, []],
  ["a star stays a star", { webOrigins: ["*"] }, ["*"]],
  ["no web origins, none allowed", {}, []],
])("web origins: %s", (_sentence, client, origins) => {
  expect(allowedOriginsOf({ id: "1", clientId: "app", ...client })).toEqual(origins);
});
