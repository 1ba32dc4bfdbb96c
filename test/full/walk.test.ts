import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";

test("the job T1 to T15 takes no task more than half of the clicks it takes in Keycloak's console, and no dialog", () => {
  const walk = resolve(import.meta.dirname, "../walk/walk.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [walk], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  expect(stdout).toMatch(/\nT1-T15: \d+ clicks, \d+ fields, 0 dialogs, \d+ screens\n$/);
});
