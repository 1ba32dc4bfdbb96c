import { beforeAll, expect, test } from "vitest";
import { type CaseReport, runAdminCases } from "../support/recorded-cases.ts";

/** What a real Keycloak answered through its Admin API. */
const FILES = [
  "01-realms",
  "02-clients",
  "03-client-keys",
  "04-mappers",
  "05-client-scopes",
  "06-roles",
  "07-scope-mappings",
  "08-users",
  "09-operations",
  "10-access",
];
const CASES = 129;

let report: readonly CaseReport[] = [];

beforeAll(async () => {
  report = await runAdminCases();
}, 180_000);

test.each(FILES)("every recorded case of %s is answered as Keycloak answers it", (file) => {
  const cases = report.filter((each) => each.file === `${file}.mjs`);
  expect(cases.length).toBeGreaterThan(3);
  expect(cases.filter(({ problems }) => problems.length > 0)).toEqual([]);
});

test("no recorded case is left out", () => expect(report).toHaveLength(CASES));
