import { expect, test } from "vitest";
import { toClaimRows, toLeftOutRoles } from "../../renderer/token/claim-rows.ts";
import { countDifferences, roleKey, tokenDifferences } from "../../renderer/token/token-differences.ts";
import type { Claims, RoleVerdict, TokenPreview } from "../../src/contract/index.ts";

const aVerdict = (name: string, inToken: boolean, owner?: string): RoleVerdict => ({
  roleId: `${owner ?? ""}${name}`,
  name,
  ...(owner === undefined ? {} : { owner }),
  inToken,
  heldThrough: [],
  inScopeThrough: inToken ? [] : null,
  reason: "",
  mends: [],
});

const aToken = (claims: Claims, roles: readonly RoleVerdict[] = []): TokenPreview => ({
  revision: 1,
  refused: null,
  trace: [],
  header: {},
  claims: { exp: 1300, iat: 1000, jti: "a", ...claims },
  answer: {},
  explanation: {
    roles,
    clientScopes: [],
    claims: [{ path: ["aud"], value: "x", rule: "r", links: [] }],
    silentMappers: [],
  },
});

test("a token asked for a second later is the same token to a person", () => {
  const before = aToken({ sub: "s" });
  const after = aToken({ sub: "s", exp: 1301, iat: 1001, jti: "b" });
  expect(countDifferences(tokenDifferences(before, after))).toBe(0);
});

test("claims that the draft adds, changes and takes out are told apart", () => {
  const { claims } = tokenDifferences(
    aToken({ aud: "x", tier: "gold" }),
    aToken({ aud: ["x", "y"], team: "blue", exp: 1060 }),
  );
  expect(Object.fromEntries(claims)).toEqual({
    exp: { kind: "changed", before: 1300 },
    aud: { kind: "changed", before: "x" },
    team: { kind: "new", before: null },
    tier: { kind: "removed", before: "gold" },
  });
});

test("roles are compared one by one, with their owner", () => {
  const before = aToken({}, [aVerdict("read", true, "shop"), aVerdict("read", true)]);
  const after = aToken({}, [aVerdict("read", true, "shop"), aVerdict("read", false), aVerdict("write", true)]);
  expect(Object.fromEntries(tokenDifferences(before, after).roles)).toEqual({
    [roleKey("write")]: "new",
    [roleKey("read")]: "removed",
  });
});

test("where the saved client gets no token there is nothing to compare with", () => {
  const refused: TokenPreview = { ...aToken({}), refused: { status: 401, error: "unauthorized_client" } };
  const differences = tokenDifferences(refused, aToken({ aud: "x" }));
  expect(countDifferences(differences)).toBe(0);
  expect(differences.refusedBefore).toBe(true);
});

test("claims stand in the order of the wire, role claims as roles with their reason, removed claims last", () => {
  const before = aToken({ tier: "gold" });
  const after = aToken(
    {
      realm_access: { roles: ["user"] },
      aud: "x",
      resource_access: { shop: { roles: ["read"] }, account: { roles: [] } },
    },
    [aVerdict("user", true), aVerdict("read", true, "shop"), aVerdict("read", false)],
  );
  const rows = toClaimRows(after.claims, after.explanation, tokenDifferences(before, after));
  expect(rows.map((row) => row.name)).toEqual([
    "exp",
    "iat",
    "jti",
    "realm_access.roles",
    "aud",
    "resource_access.shop.roles",
    "resource_access.account.roles",
    "tier",
  ]);
  const shop = rows.find((row) => row.name === "resource_access.shop.roles");
  expect(shop?.kind === "roles" && shop.roles[0]).toMatchObject({
    name: "read",
    owner: "shop",
    change: "new",
    verdict: { roleId: "shopread" },
  });
  const aud = rows.find((row) => row.name === "aud");
  expect(aud?.kind === "claim" && aud.verdicts).toHaveLength(1);
});

test("a role claim of an unusual shape is shown as it is", () => {
  const { explanation } = aToken({});
  expect(toClaimRows({ realm_access: { roles: "none" } }, explanation)).toMatchObject([
    { kind: "claim", name: "realm_access" },
  ]);
  expect(toClaimRows({ resource_access: { shop: ["read"] } }, explanation)).toMatchObject([
    { kind: "claim", name: "resource_access" },
  ]);
});

test("left out are roles held or let through but not both, and those the draft takes away altogether", () => {
  const before = aToken({}, [aVerdict("gone", true, "shop"), aVerdict("cut", true)]);
  const after = aToken({}, [aVerdict("cut", false), aVerdict("user", true)]);
  expect(toLeftOutRoles(after.explanation, tokenDifferences(before, after))).toMatchObject([
    { name: "cut", change: "removed", verdict: { inToken: false } },
    { name: "gone", owner: "shop", change: "removed", verdict: null },
  ]);
});

test("what changes in the header and beside the token counts, but not what only repeats a claim", () => {
  const before: TokenPreview = {
    ...aToken({}),
    header: { alg: "RS256", kid: "a" },
    answer: { expires_in: 300, token_type: "Bearer" },
  };
  const after: TokenPreview = {
    ...aToken({}),
    header: { alg: "ES256", kid: "b" },
    answer: { expires_in: 60, token_type: "bearer" },
  };
  const differences = tokenDifferences(before, after);
  expect([...differences.header]).toEqual([["alg", { kind: "changed", before: "RS256" }]]);
  expect([...differences.answer]).toEqual([["token_type", { kind: "changed", before: "Bearer" }]]);
  expect(countDifferences(differences)).toBe(2);
});
