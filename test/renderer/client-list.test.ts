import { expect, test } from "vitest";
import { nothingSelected, withAll, withTick } from "../../renderer/list/selection.ts";
import { enableEdits, removeEdits, roleEdits } from "../../renderer/screens/clients/bulk-edits.ts";
import { inOrder, nextOrder, type Order } from "../../renderer/screens/clients/client-order.ts";
import { aSummary } from "./a-summary.ts";

const clients = ["a", "b", "c", "d"].map((id) => aSummary(id));

test("a tick with Shift reaches from the last one touched to this one, in both directions", () => {
  const first = withTick(clients, nothingSelected, "c", false);
  expect([...withTick(clients, first, "a", true).ids].sort()).toEqual(["a", "b", "c"]);
  const back = withTick(clients, withTick(clients, first, "d", false), "d", true);
  expect([...back.ids]).toEqual(["c"]);
});

test("a range whose beginning is filtered away is a single tick", () => {
  const first = withTick(clients, nothingSelected, "a", false);
  expect([...withTick(clients.slice(1), first, "d", true).ids]).toEqual(["a", "d"]);
});

test("all are selected, and all again clears", () => {
  const all = withAll(clients, nothingSelected);
  expect(all.ids.size).toBe(4);
  expect(withAll(clients, all)).toEqual(nothingSelected);
});

test.each<[string, Order, readonly string[]]>([
  ["by Client ID, numbers as numbers", { column: "clientId", down: false }, ["app-2", "app-10", "B"]],
  ["downwards", { column: "clientId", down: true }, ["B", "app-10", "app-2"]],
  ["what is on first", { column: "enabled", down: false }, ["app-10", "B", "app-2"]],
])("the list is ordered %s", (_how, order, expected) => {
  const list = [aSummary("app-10"), aSummary("B"), aSummary("app-2", { enabled: false })];
  expect(inOrder(list, order).map(({ clientId }) => clientId)).toEqual(expected);
});

test("a second click on a heading turns the order round", () => {
  const first = nextOrder({ column: "clientId", down: true }, "name");
  expect(first).toEqual({ column: "name", down: false });
  expect(nextOrder(first, "name").down).toBe(true);
});

test("a bulk change leaves out what it cannot or need not change", () => {
  const mixed = [aSummary("on"), aSummary("off", { enabled: false, serviceAccountsEnabled: false })];
  expect(enableEdits(mixed, true)).toEqual([{ type: "updateClient", client: "off", settings: { enabled: true } }]);
  expect(roleEdits(mixed, "role")).toEqual([{ type: "assignRole", client: "on", role: "role" }]);
  expect(removeEdits([aSummary("account", { builtIn: true })])).toEqual([]);
});
