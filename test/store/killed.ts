import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { expect } from "vitest";
import { aFolder, aSetting, clientIdsOf, storeOf } from "./a-workspace.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const savingProcess = fileURLToPath(new URL("./saving-process.ts", import.meta.url));

/** Bundles the saving process, everything in it, as one file that plain Node runs. */
async function buildSavingProcess(folder: string): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: "error",
    define: { __filename: "import.meta.filename" },
    ssr: { noExternal: true },
    build: {
      ssr: savingProcess,
      outDir: folder,
      target: "node18",
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: "saving-process.mjs" } },
    },
  });
  return join(folder, "saving-process.mjs");
}

/** Lets the process save for a random while after its first acknowledged save, then kills it. Resolves with the last number acknowledged. */
async function runAndKill(script: string, folder: string, first: number): Promise<number> {
  const child = spawn(process.execPath, [script, folder, String(first)], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  let last = first - 1;
  const lines = createInterface(child.stdout);
  lines.on("line", (line) => {
    if (last < first) setTimeout(() => child.kill("SIGKILL"), Math.random() * 40);
    last = Math.max(last, Number(line));
  });
  const [, signal] = await exited;
  expect([signal, complaints]).toEqual(["SIGKILL", ""]);
  return last;
}

/** Every kill is followed by an opening that finds all that was acknowledged, with nothing to take over by hand or to mend. */
export async function expectKillsToLoseNothing(kills: number): Promise<void> {
  const script = await buildSavingProcess(await aFolder());
  const { folder, open, warnings } = await aSetting();
  const acknowledged: number[] = [];
  let first = 0;
  for (let kill = 0; kill < kills; kill++) {
    const last = await runAndKill(script, folder, first);
    for (let number = first; number <= last; number++) acknowledged.push(number);
    const workspace = await open();
    const store = storeOf(workspace, "demo");
    const saved = new Set(clientIdsOf(store.read().document));
    expect(acknowledged.filter((number) => !saved.has(`client-${number}`))).toEqual([]);
    expect(store.read().revision).toBe(saved.size + 1); // the making of the realm, and one change for each client
    expect([workspace.notices(), warnings]).toEqual([[], []]);
    expect(await readdir(join(folder, "realms"))).toEqual(["demo.json"]);
    await workspace.close();
    first = Math.max(...[...saved].map((clientId) => Number(clientId.slice("client-".length)))) + 1;
  }
  expect(acknowledged.length).toBeGreaterThan(kills);
}
