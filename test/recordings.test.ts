import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type CaseReport, runRecordedCases } from "./support/recorded-cases.ts";

/** Requests that a real Keycloak 26.7 was asked beyond those of `parity`, over a realm made for them (`make-lab.mjs`). */
const FILES = ["exchange", "signed", "mappers", "shapes", "proofs"];

let report: readonly CaseReport[] = [];

beforeAll(async () => {
  const realms = [
    "recordings/realms/lab.json",
    "recordings/realms/shapes.json",
    "recordings/realms/proofs.json",
    "parity/realms/parity.json",
  ];
  report = await runRecordedCases(
    join(import.meta.dirname, "recordings"),
    realms.map((path) => join(import.meta.dirname, path)),
  );
}, 60_000);

test.each(FILES)("every recorded case of %s is answered as Keycloak answers it", (file) => {
  const cases = report.filter((each) => each.file === `${file}.mjs`);
  expect(cases.length).toBeGreaterThan(5);
  expect(cases.filter(({ problems }) => problems.length > 0)).toEqual([]);
});
