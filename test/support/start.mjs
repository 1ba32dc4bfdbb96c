// `npm start`: builds what is stale and opens the app. Where there is no display, or no Electron that starts, the same
// window is served to the browser instead, and the person is told why. Options are handed on: `npm start -- --workspace DIR`.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { buildWhatIsStale } from "./build.mjs";
import { hasDisplay } from "./display.mjs";
import { findOwnRuntime, prepareTestRuntime, sandboxFlags } from "./electron-runtime.mjs";

const root = resolve(import.meta.dirname, "../..");
const TEST_RUNTIME = "--test-runtime";
const options = process.argv.slice(2).filter((word) => word !== TEST_RUNTIME);
const say = (line) => process.stderr.write(`${line}\n`);

/** Ctrl+C reaches the child by itself (same terminal); this process only waits for it, so that its last words are seen. */
function waitFor(child) {
  for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((done) => {
    child.once("error", (error) => done({ code: 1, problem: error.message }));
    child.once("close", (code) => done({ code: code ?? 1, problem: undefined }));
  });
}

/** The line of a failed start that says most: a missing library, a refused sandbox. */
function reasonIn(errors) {
  const lines = errors.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.find((line) => /error while loading|FATAL|Missing X server|cannot open/i.test(line));
  return (telling ?? lines.at(-1) ?? "it ended at once")
    .replace(/^\[[^\]]*\]\s*/, "")
    .replace(/\.$/, "")
    .trim();
}

/**
 * Runs the app's window until it is closed.
 * @returns what kept Electron from starting, or the exit code of an app that did start
 */
async function openWindow(runtime) {
  const flags = sandboxFlags();
  if (flags.length > 0)
    say("Chromium's sandbox is not to be had here (root, or no user namespaces): the window runs without it.");
  const words = [...flags, ".", ...options];
  const child = spawn(runtime.executable, words, { cwd: root, stdio: ["inherit", "inherit", "pipe", "ipc"] });
  let started = false;
  let errors = "";
  child.once("message", () => {
    started = true; // from here on the app speaks for itself
    child.disconnect();
  });
  child.stderr.on("data", (data) => {
    if (started) process.stderr.write(data);
    else errors += String(data);
  });
  const { code, problem } = await waitFor(child);
  if (started) return { exitCode: code };
  return { problem: `Electron does not start here: ${problem ?? reasonIn(errors)}.` };
}

async function findRuntime() {
  if (process.argv.includes(TEST_RUNTIME)) return prepareTestRuntime(say);
  return findOwnRuntime(say);
}

/** Opens the window where that is possible; else says in one line why it is not. */
async function tryWindow() {
  if (!hasDisplay()) return { problem: "There is no display here (DISPLAY is not set)." };
  const runtime = await findRuntime().catch((error) => say(error.message));
  if (runtime) return openWindow(runtime);
  return {
    problem: "Electron's own runtime is not here and cannot be downloaded (to try again: npx install-electron --no).",
  };
}

async function serveInBrowser(problem) {
  say(problem);
  say("The same window is served to your browser instead: open the address below.");
  const command = [join(root, "dist/cli/tokenbench.mjs"), "serve", "--open", ...options];
  const { code } = await waitFor(spawn(process.execPath, command, { stdio: "inherit" }));
  return code;
}

const failedBuild = buildWhatIsStale();
if (failedBuild) {
  say(failedBuild);
  process.exit(1);
}
const { exitCode, problem } = await tryWindow();
process.exitCode = problem ? await serveInBrowser(problem) : exitCode;
