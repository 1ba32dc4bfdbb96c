import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aUserDataFolder, launchApp, spawnApp } from "../support/desktop-app.ts";

/** The address that the app prints when its server is up. */
function findBaseUrl(app: ChildProcess): Promise<string> {
  let written = "";
  return new Promise((found) => {
    app.stdout?.on("data", (data) => {
      written += String(data);
      const baseUrl = /answers at (http:\S+)/.exec(written)?.[1];
      if (baseUrl) found(baseUrl);
    });
  });
}

test("the window opens at the app's own address, knows its platform and nothing of Node", async () => {
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);
  const { page } = desktop;

  expect(page.url()).toMatch(/^app:\/\/ui\//);
  const seen = await page.evaluate(() => ({
    bridge: Reflect.get(globalThis, "tokenbench"),
    node: ["require", "process", "module"].filter((name) => name in globalThis),
    secure: isSecureContext,
  }));
  expect(seen.bridge).toMatchObject({ platform: process.platform, versions: { electron: expect.any(String) } });
  expect(seen.node).toEqual([]);
  expect(seen.secure).toBe(true);
});

test("View › Presenter View shows the window to a room, and takes it back", async () => {
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);
  const { app, page } = desktop;
  await page.getByRole("heading", { name: "Clients", exact: true }).waitFor();
  const choose = () =>
    app.evaluate(({ Menu }) => {
      const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === "&View");
      view?.submenu?.items.find(({ label }) => label === "&Presenter View")?.click();
    });
  const shownToRoom = () => page.evaluate(() => document.documentElement.dataset["presenter"]);
  await choose();
  await expect.poll(shownToRoom).toBe("on");
  await choose();
  await expect.poll(shownToRoom).toBe(undefined);
});

test("the page shows under its content security policy without a violation, and a script of somebody else does not run", async () => {
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);
  const { page } = desktop;
  await page.addInitScript(() => {
    Reflect.set(globalThis, "violations", []);
    addEventListener("securitypolicyviolation", (event) =>
      Reflect.get(globalThis, "violations").push(event.blockedURI),
    );
  });

  await page.reload();
  await page.locator("#root > *").first().waitFor({ state: "attached" });
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  const violations = () => page.evaluate(() => Reflect.get(globalThis, "violations"));
  expect(await violations()).toEqual([]);

  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.intruded = true";
    document.body.append(script);
  });
  await expect.poll(violations).toEqual(["inline"]);
  expect(await page.evaluate(() => Reflect.get(globalThis, "intruded"))).toBeUndefined();
});

test("the page neither leaves its address nor opens another window", async () => {
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);
  const { app, page } = desktop;
  const address = page.url();

  expect(await page.evaluate(() => open("http://127.0.0.1:9/") === null)).toBe(true);
  await page.evaluate(() => location.assign("http://127.0.0.1:9/"));
  expect(await page.evaluate(async () => (await fetch("/no-such-file.js")).status)).toBe(404);
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
});

test("the window comes back where it was", async () => {
  await using userData = await aUserDataFolder();
  const first = await launchApp(userData.path);
  const bounds = { x: 40, y: 50, width: 900, height: 700 };
  const window = await first.app.browserWindow(first.page);
  await window.evaluate((it, to) => it.setBounds(to), bounds);
  await expect.poll(() => window.evaluate((it) => it.getBounds())).toEqual(bounds);
  await first.app.close();
  expect(JSON.parse(await readFile(join(userData.path, "window.json"), "utf8"))).toEqual({ bounds, maximised: false });

  await using second = await launchApp(userData.path);
  const reopened = await second.app.browserWindow(second.page);
  await expect.poll(() => reopened.evaluate((it) => it.getBounds())).toEqual(bounds);
});

test("a second start brings the first window to the front and ends", async () => {
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);

  const second = await spawnApp(userData.path);
  expect(await once(second, "exit")).toEqual([0, null]);
  expect(desktop.app.windows()).toHaveLength(1);
});

test("SIGTERM ends the app and frees its port", async () => {
  await using userData = await aUserDataFolder();
  const app = await spawnApp(userData.path);
  const baseUrl = await findBaseUrl(app);
  expect((await fetch(baseUrl, { redirect: "manual" })).status).toBeLessThan(500);

  const exited = once(app, "exit");
  app.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  await expect(fetch(baseUrl)).rejects.toThrow();
});

test("a workspace in use is refused in one sentence, not with a stack trace", async () => {
  await using userData = await aUserDataFolder();
  await using other = await aUserDataFolder();
  await using _holder = await launchApp(userData.path);

  const refused = await spawnApp(other.path, ["--workspace", join(userData.path, "workspace")]);
  let errors = "";
  refused.stderr?.on("data", (data) => {
    errors += String(data);
  });
  await expect.poll(() => errors, { timeout: 30_000 }).toMatch(/workspace/i);
  expect(errors).not.toMatch(/^\s+at /m);
  refused.kill("SIGKILL"); // the message stays on the screen until a person closes it
  await once(refused, "exit");
});
