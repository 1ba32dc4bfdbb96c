import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../src/index.ts";

/** The recordings of a real Keycloak; the order of JSON members counts. */
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

const here = join(import.meta.dirname, "parity");
const run = promisify(execFile);

interface CaseReport {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly problems: readonly string[];
}

let report: readonly CaseReport[] = [];
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parity-"));
  for (const file of FILES) await symlink(join(here, "cases", `${file}.mjs`), join(folder, `${file}.mjs`));
  const out = join(tmpdir(), `parity-${process.pid}.json`);
  await using server = await startServer({ files: [join(here, "realms/parity.json")] });
  const options = [
    "--base",
    server.baseUrl,
    "--cases",
    folder,
    "--golden",
    join(here, "golden"),
    "--order",
    "--json",
    out,
  ];
  await run(process.execPath, [join(here, "run.mjs"), ...options]).catch(() => undefined); // the report tells what failed
  report = JSON.parse(await readFile(out, "utf8"));
  await rm(out);
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

test.each(FILES)("every recorded case of %s is answered as Keycloak answers it", (file) => {
  const cases = report.filter((each) => each.file === `${file}.mjs`);
  expect(cases.length).toBeGreaterThan(5);
  expect(cases.filter(({ problems }) => problems.length > 0)).toEqual([]);
});

test("no recorded case is left out", () => expect(report).toHaveLength(CASES));
