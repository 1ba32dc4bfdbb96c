import { expect, test } from "vitest";
import { type Address, hrefOf, parseAddress } from "../../renderer/address.ts";
import { parseSignInCode } from "../../renderer/session.ts";

test.each<[string, Address]>([
  ["", { screen: "start" }],
  ["#/", { screen: "start" }],
  ["#/demo", { screen: "clients", realm: "demo" }],
  ["#/demo/clients", { screen: "clients", realm: "demo" }],
  ["#/demo/clients/1", { screen: "client", realm: "demo", client: "1", section: null }],
  ["#/demo/clients/1/credentials", { screen: "client", realm: "demo", client: "1", section: "credentials" }],
  ["#/demo/clients/1/nonsense", { screen: "client", realm: "demo", client: "1", section: null }],
  ["#/demo/console", { screen: "console", realm: "demo", client: null }],
  ["#/demo/console?client=1", { screen: "console", realm: "demo", client: "1" }],
  ["#/demo/transfer", { screen: "transfer", realm: "demo", section: "import" }],
  ["#/demo/transfer/keycloak", { screen: "transfer", realm: "demo", section: "keycloak" }],
  ["#/demo/transfer/nonsense", { screen: "transfer", realm: "demo", section: "import" }],
  ["#/demo/elsewhere", { screen: "unknown", realm: "demo" }],
  ["#/%E0%A4%A/clients", { screen: "clients", realm: "%E0%A4%A" }],
])("the address %s asks for %o", (hash, address) => {
  expect(parseAddress(hash)).toEqual(address);
});

test.each(["demo", "../x", "a b", "ü?#&=", "__proto__"])("links into realm %s lead there", (realm) => {
  expect(parseAddress(hrefOf.clients(realm))).toEqual({ screen: "clients", realm });
  expect(parseAddress(hrefOf.client(realm, "a/b", "settings"))).toEqual({
    screen: "client",
    realm,
    client: "a/b",
    section: "settings",
  });
  expect(parseAddress(hrefOf.transfer(realm, "export"))).toEqual({ screen: "transfer", realm, section: "export" });
  expect(parseAddress(hrefOf.console(realm, "a&b"))).toEqual({ screen: "console", realm, client: "a&b" });
});

test("the one-time code is read from the fragment, and nothing else is taken for one", () => {
  expect(parseSignInCode("#code=abc")).toBe("abc");
  expect(parseSignInCode("#/demo/clients")).toBeNull();
  expect(parseSignInCode("#code=")).toBeNull();
});
