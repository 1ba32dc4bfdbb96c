import fc from "fast-check";
import { expect, test } from "vitest";
import { compareAnswers, compareTokens } from "../../src/domain/token-reading/compare-tokens.ts";

const header = { alg: "RS256", typ: "JWT", kid: "a" };
const claims = {
  iss: "https://a.example/realms/shop",
  sub: "1",
  aud: ["account", "orders"],
  iat: 100,
  exp: 400,
  jti: "x",
  azp: "app",
  scope: "email profile",
  realm_access: { roles: ["reader", "writer"] },
  resource_access: { orders: { roles: ["view"] } },
  team: ["blue", "green"],
};
const differ = (more: object, moreHeader: object = {}) =>
  compareTokens({ header, claims }, { header: { ...header, ...moreHeader }, claims: { ...claims, ...more } as never })
    .differences;

test.each([
  ["times and ids", { iat: 500, exp: 800, jti: "y", sub: "2" }],
  ["the server that issued them", { iss: "http://localhost:8080/realms/shop" }],
  ["the order of audiences", { aud: ["orders", "account"] }],
  ["the order of scopes", { scope: "profile email" }],
  ["the order of roles", { realm_access: { roles: ["writer", "reader"] } }],
  ["the order of a list", { team: ["green", "blue"] }],
])("tokens that differ in %s mean the same", (_what, more) => {
  expect(differ(more)).toEqual([]);
});

test("another key means the same; what was set aside is told", () => {
  const other = { header: { ...header, kid: "b" }, claims: { ...claims, jti: "y" } };
  expect(compareTokens({ header, claims }, other)).toEqual({
    differences: [],
    setAside: [
      { at: "kid", first: "a", second: "b" },
      { at: "jti", first: "x", second: "y" },
    ],
  });
});

test.each([
  ["a role is missing", { realm_access: { roles: ["reader"] } }, "role", "realm_access.roles", "writer", null],
  [
    "a role came",
    { resource_access: { orders: { roles: ["view", "edit"] } } },
    "role",
    "resource_access.orders.roles",
    null,
    "edit",
  ],
  ["all roles of a client are missing", { resource_access: {} }, "role", "resource_access.orders.roles", "view", null],
  ["an audience is missing", { aud: "account" }, "audience", "aud", "orders", null],
  ["a scope is missing", { scope: "email" }, "scope", "scope", "profile", null],
  ["it lives longer", { exp: 3700 }, "lifetime", "exp", "5 minutes", "1 hour"],
  ["it never ends", { exp: undefined }, "lifetime", "exp", "5 minutes", "without end"],
  ["it is another client's", { azp: "other" }, "claim", "azp", "app", "other"],
  ["a claim came", { level: 3 }, "claim", "level", null, "3"],
  ["a claim deep down differs", { a: { b: { c: 1 } } }, "claim", "a.b.c", null, "1"],
])("when %s, that is the one difference, and it is explained", (_what, more, kind, at, first, second) => {
  const [found, ...others] = differ(more);
  expect([found, others]).toMatchObject([{ kind, at, first, second }, []]);
  expect(found?.explanation.length).toBeGreaterThan(20);
});

test("another algorithm and another kind of token are told", () => {
  expect(differ({}, { alg: "ES256", typ: "at+jwt" }).map(({ at }) => at)).toEqual(["alg", "typ"]);
});

test("every token means the same as itself, and differences are the same from both sides", () => {
  const anyClaims = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<never>;
  fc.assert(
    fc.property(anyClaims, anyClaims, (one, two) => {
      expect(compareTokens({ header, claims: one }, { header, claims: one }).differences).toEqual([]);
      const there = compareTokens({ header, claims: one }, { header, claims: two }).differences;
      const back = compareTokens({ header, claims: two }, { header, claims: one }).differences;
      expect(back.length).toBe(there.length);
    }),
  );
});

test("answers are compared by what was granted and which tokens came", () => {
  const granted = { status: 200, answer: { access_token: "a", token_type: "Bearer", expires_in: 300, scope: "a b" } };
  const other = { status: 200, answer: { ...granted.answer, access_token: "b", refresh_token: "c", scope: "a" } };
  expect(compareAnswers(granted, granted)).toEqual([]);
  expect(compareAnswers(granted, other).map(({ kind, at, first }) => [kind, at, first])).toEqual([
    ["scope", "scope", "b"],
    ["answer", "refresh_token", null],
  ]);
  const refused = { status: 401, answer: { error: "invalid_client" } };
  expect(compareAnswers(granted, refused).map(({ at }) => at)).toEqual([
    "status",
    "error",
    "token_type",
    "scope",
    "scope",
    "access_token",
  ]);
});
