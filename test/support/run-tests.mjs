// `npm test`: prepares the machine, builds, checks types and lint, runs the tests and ends with `N passed, N failed`.
// `node test/support/run-tests.mjs full` runs the named Vitest projects instead of the usual ones.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { buildWhatIsStale } from "./build.mjs";
import { prepareTestRuntime } from "./electron-runtime.mjs";
import { prepareSystemPackages } from "./system-packages.mjs";

const root = resolve(import.meta.dirname, "../..");
const resultsFile = join(root, "node_modules/.cache/tokenbench/test-results.json");
const projects = process.argv.length > 2 ? process.argv.slice(2) : ["unit", "doors", "cli", "browser", "desktop"];
const say = (line) => process.stderr.write(`${line}\n`);

const run = (file, ...words) =>
  spawnSync(process.execPath, [join(root, "node_modules", file), ...words], { cwd: root, stdio: "inherit" }).status ===
  0;

/** Everything the tests stand on. Nothing can be tested without it, so the first failure ends the run. */
async function prepare() {
  const problem = prepareSystemPackages() ?? buildWhatIsStale();
  if (problem) return problem;
  try {
    const runtime = await prepareTestRuntime(say);
    say(`Desktop tests run on Electron ${runtime.version} (${runtime.source}).`);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

function runVitest() {
  const chosen = projects.flatMap((name) => ["--project", name]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${resultsFile}`];
  return run("vitest/vitest.mjs", "run", ...chosen, ...reporters);
}

/** A file that failed before its first test, or a run that failed outside of any, counts as one failure. */
function countTests(succeeded) {
  const counts = { passed: 0, failed: 0 };
  try {
    const results = JSON.parse(readFileSync(resultsFile, "utf8"));
    const broken = results.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
    counts.passed = results.numPassedTests;
    counts.failed = results.numFailedTests + broken.length;
  } catch {}
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** @returns the steps that failed, by the command that shows the failure alone */
async function runAll() {
  const problem = await prepare();
  if (problem) {
    say(problem);
    return { failed: ["preparation"], counts: countTests(false) };
  }
  const failed = [];
  if (!run("typescript/bin/tsc", "-b")) failed.push("npx tsc -b");
  if (!run("@biomejs/biome/bin/biome", "check")) failed.push("npx biome check");
  const succeeded = runVitest();
  if (!succeeded) failed.push("npx vitest run");
  return { failed, counts: countTests(succeeded) };
}

mkdirSync(dirname(resultsFile), { recursive: true });
rmSync(resultsFile, { force: true });
const { failed, counts } = await runAll();
if (failed.length > 0) say(`Failed: ${failed.join(", ")}`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
