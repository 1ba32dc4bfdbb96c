import { expect, test } from "vitest";
import { inHashOrder, inJavaHashOrder, javaHashOf } from "../../src/domain/java-hash-order.ts";
import type { JsonValue } from "../../src/domain/json.ts";
import { tokenRolesOf } from "../../src/domain/token-roles.ts";
import { aClient, aMapper, aRealm, aRole } from "../support/builders.ts";
import { claimsOf } from "./a-token.ts";

test.each<[string, JsonValue, boolean, number]>([
  ["a text", "ab", false, 3105],
  ["true", true, false, 1231],
  ["false", false, false, 1237],
  ["JSON's true", true, true, 3],
  ["JSON's null", null, true, 4],
  ["a list", ["b", "x"], false, 4119],
  ["an object", { b: 1 }, true, 99],
  ["a number of more than 32 bits", 4294967296, false, 1],
  ["a negative number", -7, false, -7],
])("%s has Java's hash", (_what, value, isJackson, hash) => expect(javaHashOf(value, isJackson)).toBe(hash));

test("things of any kind come in the order of their buckets, and as they were within one", () => {
  expect(inHashOrder([18, 3, 2, 34], (each) => each)).toEqual([18, 2, 34, 3]);
});

const verdict = (roleId: string, name: string, owner: string) => ({
  roleId,
  name,
  owner,
  inToken: true,
  heldThrough: [],
  inScopeThrough: [],
  reason: "",
  mends: [],
});

/** Two owners of one hash bucket, as random-13 has them: the role met first decides, and its place counts all roles held. */
test("the order of owners in one bucket is that of all roles held, not of those in the token", () => {
  const fill = Array.from({ length: 20 }, (_, i) => `fill-${i}`);
  const pair = pairs(["r", "s", "t", "u", "v", "w"]).find(([a, b]) => isBefore([a, b], []) !== isBefore([a, b], fill));
  if (!pair) throw new Error("no pair of ids changes its order with the number of roles");
  const [one, two] = pair;
  const verdicts = [verdict(one, "use", "one"), verdict(two, "use", "two")];
  const orderOf = (ids: readonly string[]) => [
    ...tokenRolesOf(verdicts, new Map(ids.map((id) => [id, 0]))).client.keys(),
  ];
  expect(orderOf([one, two])).not.toEqual(orderOf([one, two, ...fill]));
});

const pairs = (ids: readonly string[]) =>
  ids.flatMap((a) => ids.flatMap((b) => Array.from({ length: 30 }, (_, i) => [`${a}${i}`, `${b}${i * 7}x`] as const)));
const isBefore = ([a, b]: readonly [string, string], more: readonly string[]) => {
  const order = inJavaHashOrder([a, b, ...more]);
  return order.indexOf(a) < order.indexOf(b);
};

/** random-13/svc_5: a mapper for `svc-0` runs before the one for all, and `svc.6` still comes first. */
test("resource_access is in the order of the hash map, whichever mapper wrote first", () => {
  const realm = aRealm({
    roles: [aRole("view", { ownerClientId: "svc-0" }), aRole("use", { ownerClientId: "svc.6" })],
    clients: [
      aClient("app", {
        serviceAccountRoles: ["svc-0:view", "svc.6:use"],
        defaultClientScopes: [],
        protocolMappers: ["svc-0", "svc.6"].map((clientId) =>
          aMapper("oidc-usermodel-client-role-mapper", {
            "claim.name": `resource_access.${clientId.replace(".", "\\.")}.roles`,
            "usermodel.clientRoleMapping.clientId": clientId,
            multivalued: "true",
          }),
        ),
      }),
      aClient("svc-0"),
      aClient("svc.6"),
    ],
  });
  expect(Object.keys(claimsOf(realm)["resource_access"] ?? {})).toEqual(["svc.6", "svc-0"]);
});

const groupMapper = (config: Record<string, string>) =>
  aRealm({
    groups: [
      {
        name: "zeta",
        path: "/zeta",
        attributes: { team: ["of zeta"] },
        subGroups: [{ name: "west", path: "/zeta/west" }],
      },
      { name: "alpha", path: "/alpha", attributes: { team: ["of alpha"], only: ["alpha's"] } },
    ],
    clients: [
      aClient("app", {
        user: { groups: ["/zeta/west", "/alpha"] },
        protocolMappers: [
          aMapper("oidc-group-membership-mapper", { "claim.name": "groups", ...config }),
          aMapper("oidc-usermodel-attribute-mapper", { "claim.name": "team", "user.attribute": "team" }),
        ],
      }),
    ],
  });

/** random-04 and random-19 showed it: groups come by name, and the first that has an attribute gives its value. */
test("groups come by name, and so does the first with an attribute", () => {
  expect(claimsOf(groupMapper({ "full.path": "true" }))).toMatchObject({
    groups: ["/alpha", "/zeta/west"],
    team: "of alpha",
  });
  expect(claimsOf(groupMapper({ "full.path": "false" }))).toMatchObject({ groups: ["alpha", "west"] });
});

/** shapes.json, groups-typed: every group is converted by itself. */
test("groups take the type that their mapper names", () => {
  expect(claimsOf(groupMapper({ "jsonType.label": "boolean" }))["groups"]).toEqual([false, false]);
});
