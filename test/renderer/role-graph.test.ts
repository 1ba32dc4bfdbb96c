import { expect, test } from "vitest";
import { type RoleNode, toRoleGraph } from "../../renderer/screens/role/role-graph.ts";
import { aRole } from "./a-client-page.ts";

const inLines = (nodes: readonly RoleNode[], depth = 0): string[] =>
  nodes.flatMap(({ role, ends, below }) => [
    `${" ".repeat(depth)}${role.name}${ends ? ` (${ends})` : ""}`,
    ...inLines(below, depth + 1),
  ]);

const roles = [
  aRole("chief", { members: ["manager", "reader"] }),
  aRole("manager", { members: ["reader", "writer"] }),
  aRole("reader", { members: ["guest"] }),
  aRole("writer"),
  aRole("guest"),
];

test("members are drawn to the last one, each opened once", () => {
  expect(inLines(toRoleGraph(roles, "chief", "members").nodes)).toEqual([
    "manager",
    " reader",
    "  guest",
    " writer",
    "reader (again)",
  ]);
});

test("upwards the same roles are drawn from below", () => {
  expect(inLines(toRoleGraph(roles, "reader", "parents").nodes)).toEqual(["chief", "manager", " chief"]);
});

test("a circle ends where it comes back", () => {
  const circle = [aRole("a", { members: ["b"] }), aRole("b", { members: ["c"] }), aRole("c", { members: ["a", "b"] })];
  expect(inLines(toRoleGraph(circle, "a", "members").nodes)).toEqual(["b", " c", "  a (cycle)", "  b (cycle)"]);
});

test("a role that brings thousands along is drawn in part, and says so", () => {
  const many = Array.from({ length: 2000 }, (_, index) => aRole(`role-${index}`));
  const all = aRole("all", { members: many.map(({ id }) => id) });
  expect(toRoleGraph([all, ...many], "all", "members")).toMatchObject({ drawn: 300, cut: true });
});
