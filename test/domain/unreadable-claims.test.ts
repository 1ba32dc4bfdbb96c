import { expect, test } from "vitest";
import type { Claims } from "../../src/domain/json.ts";
import { findUnreadable, isAddress } from "../../src/domain/unreadable-claims.ts";

/** Each as test/recordings/golden/shapes.json has it: `userinfo` answered 401 and `introspection` said it is not active. */
test.each<[string, Claims, string]>([
  ["roles-in-email-list: a list in a text claim", { email: ["12", "reader"] }, "email"],
  ["roles-in-sub-list: a list as subject", { sub: ["12", "reader"] }, "sub"],
  ["roles-inside-sub: an object as subject", { sub: { roles: ["12"] } }, "sub"],
  ["roles-in-realm-access: a text in a role's place", { realm_access: "12" }, "realm_access"],
  ["fixed-realm-access: a member that roles have not", { realm_access: { x: "v" } }, "realm_access"],
  ["roles-deeper: an object where roles belong", { realm_access: { roles: { deep: ["12"] } } }, "realm_access"],
  [
    "xrand-07 of a random realm: one text as a client's roles",
    { resource_access: { api: { roles: "use" } } },
    "resource_access",
  ],
  ["fixed-cnf-text: a text as confirmation", { cnf: "text" }, "cnf"],
  ["fixed-origins: one text as web origins", { "allowed-origins": "https://one.example" }, "allowed-origins"],
  ["fixed-authorization: a text as permissions", { authorization: "text" }, "authorization"],
  ["fixed-verified-text: a word as switch", { email_verified: "text" }, "email_verified"],
  ["fixed-updated: a word as time", { updated_at: "text" }, "updated_at"],
])("%s cannot be read back", (_case, claims, name) => expect(findUnreadable({ azp: "app", ...claims })).toBe(name));

/** As recorded there too: these tokens are good. */
test.each<[string, Claims]>([
  ["roles-in-aud: a list of audiences", { aud: ["12", "reader"] }],
  ["roles-in-acr: another level", { acr: "12" }],
  ["roles-in-auth-time: a number as text", { auth_time: "12" }],
  ["fixed-verified: a switch as text", { email_verified: "true" }],
  ["fixed-updated-number", { updated_at: 12 }],
  ["fixed-birthdate-number: a number in a text claim", { birthdate: 12 }],
  ["fixed-cnf: an object as confirmation", { cnf: { jkt: "x" } }],
  ["fixed-origins-list", { "allowed-origins": ["https://one.example"] }],
  ["fixed-realm-access-roles", { realm_access: { roles: ["mine"] } }],
  ["fixed-resource-access", { resource_access: { one: { roles: ["mine"] } } }],
  ["any value under a name of one's own", { own: [{ a: [] }] }],
])("%s can be read back", (_case, claims) => expect(findUnreadable(claims)).toBeUndefined());

test.each([
  ["fixed-address-text", "text", false],
  ["address-of-lists", { street_address: ["a", "b"] }, false],
  ["fixed-address-json: members of other names do not matter", { street_address: "s", more: 1 }, true],
  ["no address", undefined, true],
])("userinfo reads an address back: %s", (_case, address, isGood) => expect(isAddress(address)).toBe(isGood));
