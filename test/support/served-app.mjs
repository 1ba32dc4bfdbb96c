// The built command and a browser to look at it with: for the browser tests and the gallery.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.mjs";

const command = resolve(import.meta.dirname, "../../dist/cli/tokenbench.mjs");
const START_LIMIT_MS = 40_000;

/** A fresh folder for a workspace; leaving the block removes it. */
export async function aWorkspaceFolder() {
  const path = await mkdtemp(join(tmpdir(), "tokenbench-workspace-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** @type {Promise<string> | undefined} */
let startedOnce;

/** A copy of what a first start leaves: it makes four RSA keys, which takes a second that few tests are about. */
export async function aStartedWorkspace() {
  startedOnce ??= startOnce();
  const workspace = await aWorkspaceFolder();
  await cp(await startedOnce, workspace.path, { recursive: true });
  return workspace;
}

async function startOnce() {
  const { path } = await aWorkspaceFolder();
  process.once("exit", () => rmSync(path, { recursive: true, force: true }));
  const server = await startServe(path);
  await server.stop();
  return path;
}

/**
 * Runs `tokenbench serve` on a free port and waits until it has printed its addresses; leaving the block kills it.
 * @param {string} workspace
 * @param {readonly string[]} [options]
 * @param {Record<string, string>} [env] added to this process's own
 */
export async function startServe(workspace, options = [], env = {}) {
  const words = [command, "serve", "--port", "0", "--workspace", workspace, ...options];
  const server = spawn(process.execPath, words, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const printed = await readUntilSignIn(server);
  const end = async (/** @type {NodeJS.Signals} */ signal) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };
  const kill = () => end("SIGKILL");
  return {
    baseUrl: /answers at (http:\S+)/.exec(printed)?.[1] ?? "",
    signInUrl: /^ +(http:\S+#code=\S+)$/m.exec(printed)?.[1] ?? "",
    /** As Ctrl+C does: what waits is written. */
    stop: () => end("SIGTERM"),
    /** Nothing is written any more, nothing tidied up. */
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

/** @param {import("node:child_process").ChildProcess} server @returns {Promise<string>} what it has printed */
function readUntilSignIn(server) {
  let printed = "";
  let errors = "";
  return new Promise((done, failed) => {
    const fail = (why) => failed(new Error(`tokenbench serve ${why}\n${printed}${errors}`));
    const limit = setTimeout(() => {
      server.kill("SIGKILL");
      fail("did not print its address");
    }, START_LIMIT_MS);
    server.stdout?.on("data", (data) => {
      printed += String(data);
      if (!/#code=\S+\n/.test(printed)) return;
      clearTimeout(limit);
      done(printed);
    });
    server.stderr?.on("data", (data) => {
      errors += String(data);
    });
    server.once("exit", (code) => {
      clearTimeout(limit);
      fail(`ended with code ${code}`);
    });
  });
}

const QUIET = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"];

/** The machine's own Chromium, without a window; leaving the block closes it. */
export async function startBrowser() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium found. Install the package chromium, or set CHROMIUM_PATH.");
  return chromium.launch({ executablePath, args: [...QUIET, "--disable-component-update"] });
}
