import { expect, test } from "vitest";
import { completeRealm, type PartialRealm } from "../../src/domain/complete-realm.ts";
import { type GivenRealm, withRealmPut } from "../../src/domain/edits/realm-edits.ts";
import { realmClientId, reconcileMaster, withRealmClientRenamed } from "../../src/domain/master-realm.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { findTwin } from "../../src/domain/twins.ts";
import { refuseUnfitParts } from "../../src/domain/unfit-parts.ts";
import { someEditFacts } from "../support/builders.ts";

const complete = (given: object = {}) =>
  completeRealm({ realm: "shop", enabled: true, ...given } as PartialRealm, { ...someEditFacts(), keyProviders: [] });
const realm = complete({ displayName: "Shop", attributes: { own: "1" } });
const put = (given: object, document: RealmDocument = realm) =>
  withRealmPut(document, given as GivenRealm) as RealmDocument & Record<string, unknown>;

test("a field that is absent or null stays, an empty text is stored", () => {
  expect(put({ accessTokenLifespan: 9, displayName: null })).toMatchObject({
    accessTokenLifespan: 9,
    displayName: "Shop",
  });
  expect(put({ displayName: "" }).displayName).toBe("");
});

test("parts of a realm are not taken by a change of the realm", () => {
  const after = put({ id: "other", clients: [], users: [], roles: { realm: [] }, clientScopes: [], components: {} });
  expect(after).toEqual(realm);
});

test("attributes are replaced, those of every realm stay, empty texts are kept and null is none", () => {
  const { attributes } = put({ attributes: { checksum: "abc", empty: "", none: null } });
  expect(attributes).toMatchObject({ checksum: "abc", empty: "", cibaInterval: "5" });
  expect(Object.keys(attributes ?? {})).not.toEqual(expect.arrayContaining(["own"]));
  expect(attributes).not.toHaveProperty("none");
});

test("a field that is kept as an attribute is shown as both, and goes with the attribute", () => {
  const told = put({ clientSessionIdleTimeout: 600 });
  expect(told.attributes).toMatchObject({ clientSessionIdleTimeout: "600" });
  expect(put({ attributes: {} }, told).clientSessionIdleTimeout).toBe(0);
  expect(put({ attributes: { clientSessionIdleTimeout: "30" } }).clientSessionIdleTimeout).toBe(30);
});

test.each([
  ["a client's session that outlasts the realm's", { clientSessionIdleTimeout: 1801 }, /Client Session Idle Timeout/],
  ["a client's lifespan beyond the realm's", { clientSessionMaxLifespan: 36_001 }, /Client session max lifespan/],
  ["an unknown way to ask for https", { sslRequired: "whatever" }, /sslRequired/],
  ["an unknown flow", { browserFlow: "nope" }, /no authentication flow/],
  [
    "a policy of an unknown profile",
    { clientPolicies: { policies: [{ name: "p", profiles: ["x"] }] } },
    /invalid profile/,
  ],
])("%s is refused", (_what, given, message) => {
  expect(() => put(given)).toThrow(message);
});

test("a realm takes its new name into its consoles' addresses, and keeps the name of its default role", () => {
  const renamed = put({ realm: "store" });
  const console = renamed.clients?.find(({ clientId }) => clientId === "account-console");
  expect(console).toMatchObject({ baseUrl: "/realms/store/account/", redirectUris: ["/realms/store/account/*"] });
  expect(renamed.defaultRole?.name).toBe("default-roles-shop");
});

test("the client of master follows a renamed realm with its id, roles and the mappings to them", () => {
  const master = reconcileMaster(complete({ realm: "master" }), ["shop"], someEditFacts());
  const renamed = withRealmClientRenamed(master, "shop", "store");
  const idOf = (document: RealmDocument, name: string) =>
    document.clients?.find(({ clientId }) => clientId === realmClientId(name))?.id;
  expect(idOf(renamed, "store")).toBe(idOf(master, "shop"));
  expect(JSON.stringify(renamed.roles)).not.toContain("shop-realm");
  expect(withRealmClientRenamed(renamed, "shop", "store")).toBe(renamed);
  expect(reconcileMaster(renamed, ["store"], someEditFacts())).toBe(renamed);
});

test.each([
  ["a service account of an unknown client", { users: [{ username: "a", serviceAccountClientId: "a" }] }],
  ["a composite of an unknown role", { roles: { realm: [{ name: "a", composites: { realm: ["no"] } }] } }],
  ["roles of an unknown client", { roles: { client: { no: [{ name: "a" }] } } }],
  ["a scope mapping of an unknown client", { scopeMappings: [{ client: "no", roles: [] }] }],
  ["a member of an unknown group", { users: [{ username: "a", groups: ["/no"] }] }],
])("a whole realm with %s is refused", (_what, parts) => {
  expect(() => refuseUnfitParts({ realm: "shop", ...parts } as PartialRealm)).toThrow();
});

test("a whole realm may name roles that nobody defined, and built-in ones it does not bring", () => {
  const parts = {
    scopeMappings: [{ clientScope: "email", roles: ["new"] }],
    users: [{ username: "a", realmRoles: ["x"] }],
  };
  expect(() => refuseUnfitParts({ realm: "shop", ...parts })).not.toThrow();
});

test.each([
  ["two clients of one clientId", { clients: [{ clientId: "a" }, { clientId: "a" }] }, true],
  ["two users whose names differ by the letters' case", { users: [{ username: "a" }, { username: "A" }] }, true],
  [
    "two roles of one id",
    { roles: { realm: [{ name: "a", id: "1" }], client: { c: [{ name: "a", id: "1" }] } } },
    true,
  ],
  ["two clients without a clientId", { clients: [{ name: "a" }, { name: "b" }] }, false],
])("%s", (_what, parts, standTwice) => {
  expect(findTwin({ realm: "shop", ...parts } as unknown as PartialRealm) !== undefined).toBe(standTwice);
});
