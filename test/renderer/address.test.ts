import { expect, test } from "vitest";
import { type Address, hrefOf, parseAddress } from "../../renderer/address.ts";
import { plainList } from "../../renderer/list-address.ts";
import { parseOrder } from "../../renderer/screens/clients/client-order.ts";
import { parseSignInCode } from "../../renderer/session.ts";

test.each<[string, Address]>([
  ["", { screen: "start" }],
  ["#/", { screen: "start" }],
  ["#/demo", { screen: "clients", realm: "demo", asked: plainList }],
  ["#/demo/clients?new", { screen: "clients", realm: "demo", asked: { ...plainList, creating: true } }],
  ["#/demo/clients", { screen: "clients", realm: "demo", asked: plainList }],
  ["#/demo/clients/1", { screen: "client", realm: "demo", client: "1", section: null }],
  ["#/demo/clients/1/credentials", { screen: "client", realm: "demo", client: "1", section: "credentials" }],
  ["#/demo/clients/1/nonsense", { screen: "client", realm: "demo", client: "1", section: null }],
  ["#/demo/client-scopes", { screen: "clientScopes", realm: "demo", asked: plainList }],
  ["#/demo/client-scopes/1/mappers", { screen: "clientScope", realm: "demo", clientScope: "1", section: "mappers" }],
  ["#/demo/roles", { screen: "roles", realm: "demo", asked: plainList }],
  ["#/demo/roles/1/users-in-role", { screen: "role", realm: "demo", role: "1", section: "users-in-role" }],
  ["#/demo/roles/1/nonsense", { screen: "role", realm: "demo", role: "1", section: null }],
  ["#/demo/roles-and-scopes?client=1", { screen: "matrix", realm: "demo", client: "1" }],
  ["#/demo/roles-and-scopes", { screen: "matrix", realm: "demo", client: null }],
  ["#/demo/console", { screen: "console", realm: "demo", client: null, elsewhere: false }],
  ["#/demo/console?client=1", { screen: "console", realm: "demo", client: "1", elsewhere: false }],
  ["#/demo/console?elsewhere", { screen: "console", realm: "demo", client: null, elsewhere: true }],
  ["#/demo/transfer", { screen: "transfer", realm: "demo", section: "import" }],
  ["#/demo/transfer/keycloak", { screen: "transfer", realm: "demo", section: "keycloak" }],
  ["#/demo/transfer/nonsense", { screen: "transfer", realm: "demo", section: "import" }],
  ["#/demo/sessions", { screen: "sessions", realm: "demo", asked: plainList }],
  ["#/demo/resource-server", { screen: "resource-server", realm: "demo" }],
  ["#/demo/history", { screen: "history", realm: "demo" }],
  ["#/demo/realm-settings", { screen: "realm-settings", realm: "demo", section: null }],
  ["#/demo/realm-settings/keys", { screen: "realm-settings", realm: "demo", section: "keys" }],
  ["#/demo/realm-settings/nonsense", { screen: "realm-settings", realm: "demo", section: null }],
  [
    "#/demo/events?only=refused&client=a%26b&text=x&open=call-1",
    {
      screen: "events",
      realm: "demo",
      asked: { only: "refused", client: "a&b", cause: "", text: "x", open: "call-1" },
    },
  ],
  [
    "#/demo/events?only=nonsense",
    { screen: "events", realm: "demo", asked: { only: "all", client: "", cause: "", text: "", open: null } },
  ],
  ["#/demo/elsewhere", { screen: "unknown", realm: "demo" }],
  ["#/%E0%A4%A/clients", { screen: "clients", realm: "%E0%A4%A", asked: plainList }],
])("the address %s asks for %o", (hash, address) => {
  expect(parseAddress(hash)).toEqual(address);
});

test.each(["demo", "../x", "a b", "ü?#&=", "__proto__"])("links into realm %s lead there", (realm) => {
  expect(parseAddress(hrefOf.clients(realm))).toEqual({ screen: "clients", realm, asked: plainList });
  expect(parseAddress(hrefOf.client(realm, "a/b", "settings"))).toEqual({
    screen: "client",
    realm,
    client: "a/b",
    section: "settings",
  });
  expect(parseAddress(hrefOf.transfer(realm, "export"))).toEqual({ screen: "transfer", realm, section: "export" });
  expect(parseAddress(hrefOf.matrix(realm, "a&b"))).toEqual({ screen: "matrix", realm, client: "a&b" });
  expect(parseAddress(hrefOf.role(realm, "a/b"))).toEqual({ screen: "role", realm, role: "a/b", section: null });
  expect(parseAddress(hrefOf.clientScope(realm, "a/b", "scope"))).toMatchObject({
    clientScope: "a/b",
    section: "scope",
  });
  expect(parseAddress(hrefOf.realmSettings(realm, "tokens"))).toEqual({
    screen: "realm-settings",
    realm,
    section: "tokens",
  });
  const asked = { only: "keys", client: "a&b", cause: "c=d", text: "é ?", open: "edit-2" } as const;
  expect(parseAddress(hrefOf.events(realm, asked))).toEqual({ screen: "events", realm, asked });
  expect(parseAddress(hrefOf.console(realm, "a&b"))).toEqual({
    screen: "console",
    realm,
    client: "a&b",
    elsewhere: false,
  });
});

test("what a list is narrowed to goes through its address and back, whatever is typed", () => {
  const asked = { search: "a&b=c #?% ü+ new", builtIn: true, kind: "client", order: "-name", creating: true };
  expect(parseAddress(hrefOf.clients("demo", asked))).toEqual({ screen: "clients", realm: "demo", asked });
  expect(parseAddress(hrefOf.roles("demo", asked))).toEqual({ screen: "roles", realm: "demo", asked });
  expect(parseAddress(hrefOf.clientScopes("demo", asked))).toEqual({ screen: "clientScopes", realm: "demo", asked });
  expect(parseAddress(hrefOf.sessions("demo", asked))).toEqual({ screen: "sessions", realm: "demo", asked });
  expect(hrefOf.clients("demo", plainList)).toBe("#/demo/clients");
});

test.each([
  ["", "clientId", false],
  ["nonsense", "clientId", false],
  ["-name", "name", true],
  ["enabled", "enabled", false],
])("the order %s in an address is by %s", (text, column, down) => {
  expect(parseOrder(text)).toEqual({ column, down });
});

test("the one-time code is read from the fragment, and nothing else is taken for one", () => {
  expect(parseSignInCode("#code=abc")).toBe("abc");
  expect(parseSignInCode("#/demo/clients")).toBeNull();
  expect(parseSignInCode("#code=")).toBeNull();
});
