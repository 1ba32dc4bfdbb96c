import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type CaseReport, runRecordedCases } from "./support/recorded-cases.ts";

/** The recordings of a real Keycloak. */
const FILES = [
  "01-token",
  "02-client-authentication",
  "03-roles",
  "04-claims",
  "05-assertions",
  "06-life",
  "07-published",
  "08-bound-and-exchanged",
];
const CASES = 280;

let report: readonly CaseReport[] = [];

beforeAll(async () => {
  const folder = join(import.meta.dirname, "parity");
  report = await runRecordedCases(folder, [join(folder, "realms/parity.json")]);
}, 60_000);

test.each(FILES)("every recorded case of %s is answered as Keycloak answers it", (file) => {
  const cases = report.filter((each) => each.file === `${file}.mjs`);
  expect(cases.length).toBeGreaterThan(5);
  expect(cases.filter(({ problems }) => problems.length > 0)).toEqual([]);
});

test("no recorded case is left out", () => expect(report).toHaveLength(CASES));
