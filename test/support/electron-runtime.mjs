// Finds an Electron to run on and says which one:
//  1. ELECTRON_OVERRIDE_DIST_PATH, where it is set;
//  2. Electron's own binary in node_modules/electron/dist, downloaded when missing;
//  3. for tests alone, the old runtime of fallback-runtime.mjs.
// `node test/support/electron-runtime.mjs` prepares the runtime of the tests and prints its folder.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { fallbackFolder, fetchFallbackRuntime } from "./fallback-runtime.mjs";

const DOWNLOAD_LIMIT_MS = 120_000;
const ASK_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;
const modules = resolve(import.meta.dirname, "../../node_modules");
const electronPackage = join(modules, "electron");
const failureMark = join(modules, ".cache/tokenbench/electron-download-failed");

/** @typedef {{ dist: string, executable: string, version: string, source: "override" | "electron" | "fallback" }} ElectronRuntime */

/** @returns {ElectronRuntime} */
function runtimeIn(dist, source, binary = "electron") {
  const version = readFileSync(join(dist, "version"), "utf8").trim().replace(/^v/, "");
  return { dist, executable: join(dist, binary), version, source };
}

function installedRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return runtimeIn(override, "override");
  const pathFile = join(electronPackage, "path.txt");
  const dist = join(electronPackage, "dist");
  if (!existsSync(pathFile) || !existsSync(join(dist, "version"))) return undefined;
  return runtimeIn(dist, "electron", readFileSync(pathFile, "utf8"));
}

/** One try a day: where a firewall swallows the request, each try costs its whole time limit. */
function download(note) {
  if (existsSync(failureMark) && Date.now() - statSync(failureMark).mtimeMs < ASK_AGAIN_AFTER_MS) return;
  note("Fetching Electron's own runtime (once) …");
  const options = { stdio: "ignore", timeout: DOWNLOAD_LIMIT_MS };
  const { status } = spawnSync(process.execPath, [join(electronPackage, "install.js")], options);
  if (status === 0) return rmSync(failureMark, { force: true });
  mkdirSync(dirname(failureMark), { recursive: true });
  writeFileSync(failureMark, "");
}

/**
 * Electron's own runtime, downloaded when it is missing.
 * @param {(line: string) => void} note
 * @returns {ElectronRuntime | undefined} undefined where it is not to be had
 */
export function findOwnRuntime(note) {
  if (!installedRuntime()) download(note);
  return installedRuntime();
}

/**
 * The runtime that tests use: Electron's own where it is to be had, else the fallback.
 * @param {(line: string) => void} [note]
 * @returns {Promise<ElectronRuntime>}
 */
export async function prepareTestRuntime(note = () => {}) {
  const installed = installedRuntime();
  if (installed) return installed;
  const prepared = existsSync(join(fallbackFolder, "version"));
  const own = prepared ? undefined : findOwnRuntime(note);
  if (own) return own;
  if (!prepared) {
    note("Unpacking the test runtime (once) …");
    await fetchFallbackRuntime();
  }
  return runtimeIn(fallbackFolder, "fallback");
}

/** Root needs none of the user namespaces that Chromium's sandbox is made of; containers often deny them to others. */
function canSandbox() {
  if (process.platform !== "linux") return true;
  if (process.getuid?.() === 0) return false;
  const { status, error } = spawnSync("unshare", ["--user", "true"], { stdio: "ignore" });
  return error !== undefined || status === 0;
}

/** Chromium starts without its sandbox only when told so. */
export const sandboxFlags = () => (canSandbox() ? [] : ["--no-sandbox"]);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const note = (line) => process.stderr.write(`${line}\n`);
  const runtime = await prepareTestRuntime(note);
  note(`Electron ${runtime.version} (${runtime.source})`);
  process.stdout.write(`${runtime.dist}\n`);
}
