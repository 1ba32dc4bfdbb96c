// Builds what is stale: `node test/support/build.mjs` compares the times of sources and build, `--force` builds anyway.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "../..");
const stamp = join(root, "dist/.built");
const SOURCES = ["electron", "renderer", "src", "vite.config.ts", "package.json", "package-lock.json"];

/** The latest change in a file or folder; a folder's own time tells of files that were removed. */
function latestChangeMs(path) {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about) return 0;
  if (!about.isDirectory()) return about.mtimeMs;
  return Math.max(about.mtimeMs, ...readdirSync(path).map((name) => latestChangeMs(join(path, name))));
}

const isStale = () => {
  const builtAtMs = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  return builtAtMs === undefined || SOURCES.some((source) => latestChangeMs(join(root, source)) > builtAtMs);
};

/**
 * Builds all bundles into `dist/`, where a source is newer than the last whole build.
 * @param {{ force?: boolean }} [options]
 * @returns {string | undefined} where the build failed, what Vite said about it
 */
export function buildWhatIsStale({ force = false } = {}) {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  if (!existsSync(vite)) return "The project's packages are not installed. Run: npm ci";
  if (!force && !isStale()) return undefined;
  process.stderr.write("Building …\n");
  rmSync(stamp, { force: true });
  const startedAt = new Date();
  const options = { cwd: root, encoding: "utf8" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], options);
  if (status !== 0) return `${stdout}${stderr}`.trim() || "The build failed.";
  writeFileSync(stamp, "");
  utimesSync(stamp, startedAt, startedAt); // a source saved while the build ran counts as newer
  return undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problem = buildWhatIsStale({ force: process.argv.includes("--force") });
  if (problem) process.stderr.write(`${problem}\n`);
  process.exitCode = problem ? 1 : 0;
}
