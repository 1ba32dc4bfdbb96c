import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { prepareTestRuntime, sandboxFlags } from "./electron-runtime.mjs";

const root = resolve(import.meta.dirname, "../..");
const START_LIMIT_MS = 30_000;

/** The real app under test, driven through its window; leaving the block quits it. */
export interface DesktopApp extends AsyncDisposable {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** A fresh folder for `userData`: two apps with the same one are one app, by the single-instance lock. */
export async function aUserDataFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), "tokenbench-app-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

const environment = (userData: string) =>
  ({ ...process.env, TOKENBENCH_USER_DATA: userData }) as Record<string, string>;

/** A free port, unless the options name one. */
const withPort = (options: readonly string[]) => (options.includes("--port") ? options : ["--port", "0", ...options]);

/** Starts the built app (`npm run build` first) and waits for its window. */
export async function launchApp(userData: string, options: readonly string[] = []): Promise<DesktopApp> {
  const runtime = await prepareTestRuntime();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: ["--disable-gpu", ".", ...withPort(options)],
    cwd: root,
    env: environment(userData),
    timeout: START_LIMIT_MS,
  });
  const main = app.process(); // which cannot be asked for any more when it has ended
  const close = async () => {
    const { exitCode, signalCode } = main;
    if (exitCode === null && signalCode === null) await app.close();
  };
  return { app, page: await app.firstWindow(), [Symbol.asyncDispose]: close };
}

/** Starts the built app without driving it: a second start, one that is refused, or one whose words are to be read. */
export async function spawnApp(userData: string, options: readonly string[] = []): Promise<ChildProcess> {
  const { executable } = await prepareTestRuntime();
  const words = [...sandboxFlags(), "--disable-gpu", ".", ...withPort(options)];
  return spawn(executable, words, { cwd: root, env: environment(userData), stdio: ["ignore", "pipe", "pipe"] });
}
