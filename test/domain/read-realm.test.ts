import * as fc from "fast-check";
import { expect, test } from "vitest";
import { newRealmTemplate } from "../../src/domain/new-realm.ts";
import { readRealm } from "../../src/domain/read-representation.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };

const read = (json: unknown) => readRealm(json);
const readValue = (json: unknown): Record<string, unknown> => {
  const reading = read(json);
  if ("problem" in reading) throw new Error(`${reading.problem.path.join(".")}: ${reading.problem.message}`);
  return reading.value as unknown as Record<string, unknown>;
};
const problemOf = (json: unknown) => {
  const reading = read(json);
  return "problem" in reading ? [reading.problem.path.join("."), reading.problem.message] : undefined;
};
/** The names of the own fields, so that `__proto__` is seen. */
const parsed = (text: string): unknown => JSON.parse(text);

test.each([
  ["a text that is a number is a number", { accessTokenLifespan: "60" }, { accessTokenLifespan: 60 }],
  ["a number with a fraction loses it", { accessTokenLifespan: 60.9 }, { accessTokenLifespan: 60 }],
  ["a number is a text where a text is wanted", { displayName: 5 }, { displayName: "5" }],
  ["true is a text where a text is wanted", { attributes: { a: true } }, { attributes: { a: "true" } }],
  ["the text true is true", { enabled: "true" }, { enabled: true }],
  ["the text false is false", { revokeRefreshToken: "false" }, { revokeRefreshToken: false }],
  [
    "a switch can be written as Java writes it",
    { enabled: "TRUE", verifyEmail: " True " },
    { enabled: true, verifyEmail: " True " },
  ],
  [
    "a number other than 0 is true",
    { enabled: 2, revokeRefreshToken: 0 },
    { enabled: true, revokeRefreshToken: false },
  ],
  ["a number can have its sign", { accessTokenLifespan: "+60" }, { accessTokenLifespan: 60 }],
  ["a blank text and the word null are no number", { accessTokenLifespan: " ", notBefore: "null" }, {}],
  ["nor are they a switch", { enabled: "", revokeRefreshToken: "null" }, {}],
  ["null is as if it were not there", { enabled: null, users: null }, {}],
  ["null in a map is as if it were not there", { attributes: { a: null, b: "x" } }, { attributes: { b: "x" } }],
  [
    "a field that nobody knows is kept as it is",
    { future: { deep: [null, 1, "x"] } },
    { future: { deep: [null, 1, "x"] } },
  ],
  ["so is one of a client", { clients: [{ clientId: "a", odd: null }] }, { clients: [{ clientId: "a", odd: null }] }],
  ["a name out of JavaScript is a field that nobody knows", { constructor: 1 }, { constructor: 1 }],
])("%s", (_sentence, stated, expected) => {
  expect(readValue({ realm: "test", ...stated })).toEqual({ realm: "test", ...expected });
});

test.each<[string, unknown, string, string]>([
  ["a text in place of the realm", "realm", "", 'expected an object, found the text "realm"'],
  ["a list in place of the realm", [], "", "expected an object, found a list"],
  ["null in place of the realm", null, "", "expected an object, found null"],
  ["a number in place of the realm", 5, "", "expected an object, found the number 5"],
  ["no name", {}, "realm", "realm is missing"],
  ["a name that is null", { realm: null }, "realm", "realm is missing"],
  ["an empty name", { realm: "" }, "realm", "Realm name cannot be empty"],
  ["an object as name", { realm: {} }, "realm", "expected a text, found an object"],
  [
    "a text as lifespan",
    { realm: "t", accessTokenLifespan: "soon" },
    "accessTokenLifespan",
    'expected a whole number, found the text "soon"',
  ],
  [
    "a boolean as lifespan",
    { realm: "t", accessTokenLifespan: true },
    "accessTokenLifespan",
    "expected a whole number, found the boolean true",
  ],
  ["a list as switch", { realm: "t", enabled: [] }, "enabled", "expected true or false, found a list"],
  ["a fraction as switch", { realm: "t", enabled: 1.5 }, "enabled", "expected true or false, found the number 1.5"],
  [
    "a word in mixed case as switch",
    { realm: "t", enabled: "tRUE" },
    "enabled",
    'expected true or false, found the text "tRUE"',
  ],
  [
    "a long text as switch",
    { realm: "t", enabled: "x".repeat(1000) },
    "enabled",
    `expected true or false, found the text "${"x".repeat(60)}"… of 1000 characters`,
  ],
  ["a text as switch", { realm: "t", enabled: "yes" }, "enabled", 'expected true or false, found the text "yes"'],
  ["an object in place of the clients", { realm: "t", clients: {} }, "clients", "expected a list, found an object"],
  [
    "a text among the clients",
    { realm: "t", clients: ["app"] },
    "clients.0",
    'expected an object, found the text "app"',
  ],
  ["null among the clients", { realm: "t", clients: [null] }, "clients.0", "expected an object, found null"],
  [
    "a client without a clientId",
    { realm: "t", clients: [{ clientId: "a" }, {}] },
    "clients.1.clientId",
    "clientId is missing",
  ],
  [
    "a role without a name",
    { realm: "t", roles: { client: { app: [{}] } } },
    "roles.client.app.0.name",
    "name is missing",
  ],
  [
    "a list as composites",
    { realm: "t", roles: { realm: [{ name: "r", composites: [] }] } },
    "roles.realm.0.composites",
    "expected an object, found a list",
  ],
  [
    "a mapper without a provider",
    { realm: "t", clients: [{ clientId: "a", protocolMappers: [{ name: "m" }] }] },
    "clients.0.protocolMappers.0.protocolMapper",
    "protocolMapper is missing",
  ],
  [
    "an object in a mapper's configuration",
    {
      realm: "t",
      clientScopes: [{ name: "s", protocolMappers: [{ name: "m", protocolMapper: "p", config: { c: {} } }] }],
    },
    "clientScopes.0.protocolMappers.0.config.c",
    "expected a text, found an object",
  ],
  ["a user without a name", { realm: "t", users: [{}] }, "users.0.username", "username is missing"],
  [
    "a number among a user's attributes",
    { realm: "t", users: [{ username: "u", attributes: { a: 5 } }] },
    "users.0.attributes.a",
    "expected a list, found the number 5",
  ],
  [
    "a nested group without a name",
    { realm: "t", groups: [{ name: "g", subGroups: [{}] }] },
    "groups.0.subGroups.0.name",
    "name is missing",
  ],
  [
    "a key provider without a kind",
    { realm: "t", components: { k: [{}] } },
    "components.k.0.providerId",
    "providerId is missing",
  ],
])("%s is refused, with the place", (_what, json, path, message) => {
  expect(problemOf(json)).toEqual([path, message]);
});

test("what Keycloak exports is read as it is", () => {
  expect(JSON.stringify(readValue(parity))).toBe(JSON.stringify(parity));
  expect(readValue(newRealmTemplate("test"))).toEqual(newRealmTemplate("test"));
});

test("groups nested too deeply are refused, not followed", () => {
  let group: object = { name: "inner" };
  for (let depth = 0; depth < 20_000; depth++) group = { name: "g", subGroups: [group] };
  expect(problemOf({ realm: "t", groups: [group] })?.[1]).toBe("nested too deeply");
});

test("an own field __proto__ is a field like any other, and changes no prototype", () => {
  const value = readValue(
    parsed(
      '{"realm":"t","__proto__":{"polluted":1},"attributes":{"__proto__":"v"},"roles":{"client":{"__proto__":[{"name":"r"}]}}}',
    ),
  );
  expect(Object.keys(value)).toContain("__proto__");
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.entries(value["attributes"] as object)).toEqual([["__proto__", "v"]]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("any JSON at all is read or refused, never thrown at", () => {
  return fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const reading = read(json);
      expect("value" in reading || reading.problem.message.length > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("any JSON in any field of a realm is read or refused with a path that leads there", () => {
  const field = fc.constantFrom(
    "enabled",
    "accessTokenLifespan",
    "roles",
    "groups",
    "users",
    "clients",
    "clientScopes",
    "scopeMappings",
    "clientScopeMappings",
    "components",
    "attributes",
    "defaultRole",
  );
  return fc.assert(
    fc.property(field, fc.jsonValue({ maxDepth: 5 }), (name, json) => {
      const reading = read({ realm: "t", [name]: json });
      if ("problem" in reading) expect(reading.problem.path[0]).toBe(name);
    }),
    { numRuns: 300 },
  );
});

test("reading what was read changes nothing", () => {
  return fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (more) => {
      const reading = read({ ...more, realm: "t" });
      if ("problem" in reading) return;
      expect(read(reading.value)).toEqual(reading);
    }),
    { numRuns: 200 },
  );
});
