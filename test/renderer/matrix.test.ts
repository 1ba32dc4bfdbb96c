import { expect, test } from "vitest";
import { type MatrixModel, toCell, toMatrix } from "../../renderer/screens/matrix/matrix-cells.ts";
import { type Column, toColumns } from "../../renderer/screens/matrix/matrix-columns.ts";
import { toTokenCell } from "../../renderer/screens/matrix/matrix-token.ts";
import type { ClientPage, RoleVerdict } from "../../src/contract/index.ts";
import { aClientPage, aClientScope, aRole } from "./a-client-page.ts";

const manager = aRole("manager", { members: ["reader"], includes: ["reader"] });
const reader = aRole("reader");
const orders = aClientScope("orders", { assignment: "optional", scopeMappings: ["manager"] });
const page = (stated: Parameters<typeof aClientPage>[0] = {}): ClientPage =>
  aClientPage({ roles: [manager, reader], clientScopes: [orders], ...stated });

const held: Column = { kind: "held", key: "held" };
const dedicated: Column = { kind: "dedicated", key: "dedicated" };
const ofOrders: Column = { kind: "scope", key: "orders", scope: orders };
const of = (now: ClientPage, before = now): MatrixModel => toMatrix(before, now);

test("a role that comes with an assigned composite is held through it, and can be assigned as well", () => {
  const cell = toCell(of(page({ assigned: ["manager"] })), held, reader);
  expect(cell).toMatchObject({ state: "through", changed: false, edit: { type: "assignRole", role: "reader" } });
  expect(cell.reason).toContain("Held through manager");
});

test("nothing can be assigned while there is no service account, and the cell says so", () => {
  const cell = toCell(of(page({ assigned: null })), held, reader);
  expect(cell.edit).toBeNull();
  expect(cell.reason).toContain("Service account roles is off");
});

test("a cell that differs from what is saved is marked, and pressing it takes the change back", () => {
  const cell = toCell(of(page({ scopeMappings: ["reader"] }), page()), dedicated, reader);
  expect(cell).toMatchObject({ state: "direct", changed: true, edit: { type: "removeScopeMapping", role: "reader" } });
});

test("a client's own role is in scope whatever is mapped", () => {
  const own = aRole("own", { owner: { id: page().client.id, clientId: page().client.clientId } });
  expect(toCell(of(page({ roles: [own] })), dedicated, own)).toMatchObject({ state: "own", edit: null });
});

test("a composite that a client scope lets through lets its members through", () => {
  expect(toCell(of(page()), ofOrders, reader)).toMatchObject({ state: "through" });
});

const cut: RoleVerdict = {
  roleId: "reader",
  name: "reader",
  inToken: false,
  heldThrough: [],
  inScopeThrough: null,
  reason: "cut",
  mends: [{ label: "Let reader through", edits: [] }],
};

test("a held role that an optional client scope lets through is not cut, only not asked for", () => {
  expect(toTokenCell(of(page()), reader, cut, true)).toMatchObject({
    state: "ask",
    action: { does: { ask: "orders" } },
  });
});

test("a held role that nothing lets through says so, with the mend of its verdict", () => {
  const other = page({ clientScopes: [] });
  expect(toTokenCell(of(other), reader, cut, true)).toMatchObject({
    state: "cut",
    action: { label: "Let reader through" },
  });
});

test("without a token nothing is said of it", () => {
  expect(toTokenCell(of(page()), reader, cut, false).state).toBe("unknown");
});

test("columns are the attached client scopes; built-in ones are hidden unless they let a role of one's own through", () => {
  const scopes = [
    aClientScope("email", { assignment: "default", builtIn: true }),
    aClientScope("profile", { assignment: "default", builtIn: true, scopeMappings: ["reader"] }),
    aClientScope("unattached"),
    orders,
  ];
  const all = page({ clientScopes: scopes });
  const keys = ({ columns }: ReturnType<typeof toColumns>) => columns.map(({ key }) => key);
  expect(keys(toColumns(all, all, true))).toEqual(["held", "dedicated", "profile", "orders", "token"]);
  expect(toColumns(all, all, true).hidden).toBe(1);
  expect(keys(toColumns(all, all, false))).toContain("email");
});

test("a column that the draft detaches stays until it is saved", () => {
  const detached = page({ clientScopes: [{ ...orders, assignment: "none" }] });
  expect(toColumns(page(), detached, true).columns).toHaveLength(4);
  expect(toColumns(detached, detached, true).columns).toHaveLength(3);
});
