import { expect, test } from "vitest";
import { preferredRealm } from "../../renderer/frame/preferred-realm.ts";
import { filterRoleRows, isRoleNameTaken, toRoleRows } from "../../renderer/screens/client/role-rows.ts";
import { toMappedRoleRows } from "../../renderer/screens/client/scope-rows.ts";
import { filterClients, modernExample, nameInWords } from "../../renderer/screens/clients/client-filter.ts";
import { toClientGroups } from "../../renderer/screens/console/client-groups.ts";
import type { RealmSummary } from "../../src/contract/index.ts";
import { aClientPage, aClientScope, aRole } from "./a-client-page.ts";
import { aSummary } from "./a-summary.ts";

const clients = [
  aSummary("orders", { name: "Order desk" }),
  aSummary("stock", { description: "Counts what the Desk sells" }),
  aSummary("account", { builtIn: true }),
];

test.each([
  ["", false, ["orders", "stock"]],
  ["", true, ["orders", "stock", "account"]],
  ["ORD", false, ["orders"]],
  ["desk", false, ["orders", "stock"]],
  ["desk sells", false, ["stock"]],
  ["account", false, []],
])("searching “%s” (built-in clients shown: %s) finds %j", (search, showBuiltIn, found) => {
  expect(filterClients(clients, search, showBuiltIn).map((client) => client.clientId)).toEqual(found);
});

const messageKey = (key: string) => `\${client_${key}}`;

test.each([
  [messageKey("realm-management"), "Realm Management"], // as Keycloak's console says it
  [messageKey("of_somebody_else"), messageKey("of_somebody_else")],
  [messageKey("__proto__"), messageKey("__proto__")],
  ["Order desk", "Order desk"],
])("the name %s of a client reads %s", (name, read) => {
  expect(nameInWords({ name })).toBe(read);
});

test("clients to call come first where one is chosen, Keycloak's own last, and no group is empty", () => {
  const inGroups = toClientGroups([...clients, aSummary("resource", { serviceAccountsEnabled: false })]);
  expect(inGroups.map(({ clients: some }) => some.map((client) => client.clientId))).toEqual([
    ["orders", "stock"],
    ["resource"],
    ["account"],
  ]);
  expect(toClientGroups([aSummary("orders")])).toHaveLength(1);
});

test("the example of a token is the modern service account, not the documented one", () => {
  const examples = [
    aSummary("product-sa-client"),
    aSummary("other"),
    aSummary("orders", { name: "A modern service account" }),
  ];
  expect(modernExample(examples, "product-sa-client")?.clientId).toBe("orders");
  expect(modernExample(examples.slice(0, 2), "product-sa-client")?.clientId).toBe("other");
});

const page = aClientPage({
  assigned: ["manager", "default-roles-demo"],
  scopeMappings: ["later"],
  roles: [
    aRole("own", { owner: { id: "orders-id", clientId: "orders" } }),
    aRole("default-roles-demo", { builtIn: true, includes: ["own", "offline_access"] }),
    aRole("offline_access", { builtIn: true }),
    aRole("manager", { includes: ["reader", "manager"] }),
    aRole("reader"),
    aRole("later"),
  ],
  clientScopes: [
    aClientScope("phone", { assignment: "optional", scopeMappings: ["reader"] }),
    aClientScope("unused", { scopeMappings: ["reader"] }),
  ],
});

test("roles say through which composite they are held, realm roles stand first and new ones last", () => {
  const rows = toRoleRows(page, [{ type: "createRole", id: "later", name: "later" }], []);
  expect(rows.map((row) => row.role.id)).toEqual([
    "manager",
    "reader",
    "own",
    "default-roles-demo",
    "offline_access",
    "later",
  ]);
  const byId = new Map(rows.map((row) => [row.role.id, row]));
  expect(byId.get("reader")).toMatchObject({ assigned: false, inheritedFrom: ["manager"] });
  expect(byId.get("manager")).toMatchObject({ assigned: true, inheritedFrom: [] });
  expect(byId.get("own")).toMatchObject({ inheritedFrom: ["default-roles-demo"] });
});

test("the list of roles says how many it hides and how many of those are assigned", () => {
  const rows = toRoleRows(page, [], []);
  expect(filterRoleRows(rows, "", true)).toMatchObject({ hidden: 2, hiddenAssigned: 1 });
  expect(filterRoleRows(rows, "", false).hidden).toBe(0);
});

test("a role is found by its name and by its owner, and a new one is never filtered away", () => {
  const rows = toRoleRows(page, [{ type: "createRole", id: "later", name: "later" }], []);
  const found = (filter: string) => filterRoleRows(rows, filter, true).shown.map((row) => row.role.id);
  expect(found("READ")).toEqual(["reader", "later"]);
  expect(found("orders")).toEqual(["own", "later"]);
});

test("a role name is taken only within its own realm or client", () => {
  expect(isRoleNameTaken(page.roles, "reader", undefined)).toBe(true);
  expect(isRoleNameTaken(page.roles, "reader", "orders-id")).toBe(false);
  expect(isRoleNameTaken(page.roles, "own", "orders-id")).toBe(true);
});

test("letting through is offered for roles held or let through already; own roles need none", () => {
  const rows = toMappedRoleRows(page);
  expect(rows.map((row) => row.role.id)).toEqual([
    "later",
    "manager",
    "own",
    "reader",
    "default-roles-demo",
    "offline_access",
  ]);
  const byId = new Map(rows.map((row) => [row.role.id, row]));
  expect(byId.get("later")).toMatchObject({ mapped: true, held: false });
  expect(byId.get("own")).toMatchObject({ own: true, held: true, mapped: false });
  expect(byId.get("reader")).toMatchObject({ alsoThrough: ["phone"] });
});

const aRealm = (name: string): RealmSummary => ({
  name,
  displayName: "",
  enabled: true,
  clientCount: 0,
  revision: 1,
  issuer: "",
  tokenUrl: "",
});

test("the window opens with the realm last chosen, else with the first that is not master", () => {
  const realms = [aRealm("master"), aRealm("demo"), aRealm("shop")];
  expect(preferredRealm(realms, "shop")?.name).toBe("shop");
  expect(preferredRealm(realms, "gone")?.name).toBe("demo");
  expect(preferredRealm(realms.slice(0, 1), null)?.name).toBe("master");
  expect(preferredRealm([], null)).toBeUndefined();
});
