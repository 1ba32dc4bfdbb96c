import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack } from "../../packaging/pack.mjs";
import { aUserDataFolder } from "../support/desktop-app.ts";
import { sandboxFlags } from "../support/electron-runtime.mjs";
import { doTheMainJob } from "../support/outcome.ts";

const executable = resolve(import.meta.dirname, "../../release/linux-unpacked/tokenbench");

beforeAll(() => pack(["dir"]).then(() => undefined), 300_000);

interface PackagedApp extends AsyncDisposable {
  readonly page: Page;
  readonly child: ChildProcess;
}

/** The package refuses Node's debugger, which Playwright's own launcher needs; Chromium's port is still there. */
async function startPackage(userData: string, words: readonly string[] = []): Promise<PackagedApp> {
  const flags = [...sandboxFlags(), "--disable-gpu", "--remote-debugging-port=0", "--port", "0"];
  const child = spawn(executable, [...flags, ...words], {
    env: { ...process.env, TOKENBENCH_USER_DATA: userData },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = once(child, "exit");
  const address = await new Promise<string>((found, failed) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += String(chunk);
      const url = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (url) found(url);
    });
    child.once("exit", () => failed(new Error(said)));
  });
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const [context] = browser.contexts();
  if (!context) throw new Error("The package has no window");
  const page = context.pages()[0] ?? (await context.waitForEvent("page"));
  const dispose = async () => {
    await browser.close();
    child.kill();
    await exited;
  };
  return { page, child, [Symbol.asyncDispose]: dispose };
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "packaged-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the packaged app does the main job", async () => {
  await using userData = await aUserDataFolder();
  await using app = await startPackage(userData.path);
  expect(await app.page.evaluate(() => window.location.protocol)).toBe("app:");
  await doTheMainJob(app.page);
});

test("opened with a realm file the packaged app shows what it would bring", async () => {
  await using userData = await aUserDataFolder();
  const file = join(folder, "shop.json");
  await writeFile(file, JSON.stringify({ realm: "shop", enabled: true, clients: [{ clientId: "orders" }] }));
  await using app = await startPackage(userData.path, [file]);
  await app.page.getByRole("heading", { name: "To import" }).waitFor();
  await app.page.getByText("1 client from shop.json").waitFor();
});

test.each(["ELECTRON_RUN_AS_NODE", "NODE_OPTIONS"])(
  "%s does not turn the packaged app into something else",
  async (name) => {
    await using userData = await aUserDataFolder();
    const env = {
      ...process.env,
      TOKENBENCH_USER_DATA: userData.path,
      [name]: name === "NODE_OPTIONS" ? "--version" : "1",
    };
    const child = spawn(executable, [...sandboxFlags(), "--disable-gpu", "--port", "0"], {
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    child.kill();
    await once(child, "exit");
    expect(String(said)).toContain("Tokenbench answers at");
  },
);
