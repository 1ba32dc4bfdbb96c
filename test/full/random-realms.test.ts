import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type CaseReport, runRecordedCases } from "../support/recorded-cases.ts";

/**
 * Realms made by chance (`test/random-realms/generate.mjs`), so that none of them was tuned for, and what a real Keycloak
 * 26.7 answered over them. Nothing is excepted: recorded anew over other starts, Keycloak answered the same, down to the
 * order of members, because the realms state the ids of all their roles (`built-in-roles.mjs`).
 */
const here = join(import.meta.dirname, "../random-realms");
const realms = readdirSync(join(here, "realms")).map((file) => file.replace(".json", ""));

let report: readonly CaseReport[] = [];

beforeAll(async () => {
  const files = realms.map((name) => join(here, "realms", `${name}.json`));
  report = await runRecordedCases(here, files);
}, 120_000);

test("there are at least 32 realms", () => expect(realms.length).toBeGreaterThanOrEqual(32));

test.each(realms)("every client of %s is answered as Keycloak answers it", (realm) => {
  const cases = report.filter((each) => each.file === `${realm}.mjs`);
  expect(cases.length).toBeGreaterThan(5);
  expect(cases.filter(({ problems }) => problems.length > 0)).toEqual([]);
});
