import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type CaseReport, runRecordedCases } from "../support/recorded-cases.ts";

/**
 * Realms made by chance (`test/random-realms/generate.mjs`), so that none of them was tuned for, and what a real Keycloak
 * 26.7 answered over them.
 */
const here = join(import.meta.dirname, "../random-realms");
const realms = readdirSync(join(here, "realms")).map((file) => file.replace(".json", ""));

let report: readonly CaseReport[] = [];

beforeAll(async () => {
  const files = realms.map((name) => join(here, "realms", `${name}.json`));
  report = await runRecordedCases(here, files);
}, 120_000);

/** What a recording shows and Keycloak does not promise: the first of several groups or roles, a second that passed meanwhile. */
const UNPROMISED = ["random-04/svc_3", "random-04/svc-9", "random-06/svc-4", "random-06/svc.6", "random-19/svc.1"];

/** Disagreements of ours that are not mended: the order of `resource_access` in one realm, a lifespan with offline_access. */
const OPEN = ["random-13/svc-0", "random-13/svc-4", "random-13/svc_5", "random-13/svc.6", "random-16/svc.6"];

const hashOf = (text: string) => [...text].reduce((hash, char) => (Math.imul(31, hash) + char.charCodeAt(0)) | 0, 0);
const bucketOf = (text: string, capacity: number) => (hashOf(text) ^ (hashOf(text) >>> 16)) & (capacity - 1);

/** Whether two orders of members differ only where names share a bucket of a Java hash map, whose order is not promised. */
function isOrderInBucket(problem: string): boolean {
  const [, want = "", got = ""] = /key order: want (\S+) got (\S+)$/.exec(problem) ?? [];
  const [wanted, gotten] = [want.split(","), got.split(",")];
  if (want === "" || [...wanted].sort().join() !== [...gotten].sort().join()) return false;
  return [16, 32, 64].some((capacity) =>
    wanted.every((name, i) => bucketOf(name, capacity) === bucketOf(gotten[i] ?? "", capacity)),
  );
}

test("there are at least 20 realms", () => expect(realms.length).toBeGreaterThanOrEqual(20));

test.each(realms)("every client of %s is answered as Keycloak answers it", (realm) => {
  const cases = report.filter((each) => each.file === `${realm}.mjs`);
  expect(cases.length).toBeGreaterThan(5);
  const counted = cases.filter(({ id }) => !UNPROMISED.includes(id) && !OPEN.includes(id));
  const problems = counted.flatMap(({ id, problems: all }) =>
    all.filter((problem) => !isOrderInBucket(problem)).map((problem) => `${id} ${problem}`),
  );
  expect(problems).toEqual([]);
});

/** A list of what is open must not outlive its entries. */
test("what is said to be open still is", () => {
  const disagreeing = report.filter(({ problems }) => problems.length > 0).map(({ id }) => id);
  expect(disagreeing).toEqual(expect.arrayContaining(OPEN));
});
