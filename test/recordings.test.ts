import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { startServer } from "../src/index.ts";

/**
 * Requests that a real Keycloak 26.7 was asked beyond those of `parity`, over a realm made for them (`make-lab.mjs`); the
 * order of JSON members counts.
 */
const FILES = ["exchange", "signed", "mappers"];

const here = join(import.meta.dirname, "recordings");
const parity = join(import.meta.dirname, "parity");
const run = promisify(execFile);

interface CaseReport {
  readonly file: string;
  readonly id: string;
  readonly problems: readonly string[];
}

let report: readonly CaseReport[] = [];

beforeAll(async () => {
  const out = join(tmpdir(), `recordings-${process.pid}.json`);
  await using server = await startServer({
    files: [join(here, "realms/lab.json"), join(parity, "realms/parity.json")],
  });
  const folders = ["cases", "golden", "realms"].flatMap((name) => [`--${name}`, join(here, name)]);
  const options = ["--base", server.baseUrl, ...folders, "--order", "--json", out];
  await run(process.execPath, [join(parity, "run.mjs"), ...options]).catch(() => undefined); // the report tells what failed
  report = JSON.parse(await readFile(out, "utf8"));
  await rm(out);
}, 60_000);

test.each(FILES)("every recorded case of %s is answered as Keycloak answers it", (file) => {
  const cases = report.filter((each) => each.file === `${file}.mjs`);
  expect(cases.length).toBeGreaterThan(5);
  expect(cases.filter(({ problems }) => problems.length > 0)).toEqual([]);
});
