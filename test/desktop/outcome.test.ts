import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { ElectronApplication, Page } from "playwright-core";
import { expect, test } from "vitest";
import { aUserDataFolder, launchApp } from "../support/desktop-app.ts";
import * as outcome from "../support/outcome.ts";

/** The end of a machine without power: nothing is written any more, nothing tidied up. */
async function killOutright(app: ElectronApplication): Promise<void> {
  const main = app.process();
  const ended = once(main, "exit");
  main.kill("SIGKILL");
  await ended;
}

/** A port that somebody else has. */
async function aTakenPort(): Promise<AsyncDisposable & { port: number }> {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      holder.close();
      await once(holder, "close");
    },
  };
}

const backgroundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the main job in the window: call the example, make a client with a role of its own, see the role in its token", async () => {
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);
  await outcome.doTheMainJob(desktop.page);
});

test("an app killed at the moment the Save bar says saved has lost nothing", async () => {
  await using userData = await aUserDataFolder();
  {
    await using desktop = await launchApp(userData.path);
    await outcome.saveOwnClient(desktop.page);
    await killOutright(desktop.app);
  }
  await using again = await launchApp(userData.path);
  await outcome.seeThatAllIsStillThere(again.page);
});

test("with its port taken the app takes the next free one and says so in the window", async () => {
  await using userData = await aUserDataFolder();
  await using taken = await aTakenPort();
  await using desktop = await launchApp(userData.path, ["--port", String(taken.port)]);
  const { page } = desktop;
  const notices = page.getByRole("region", { name: "Notices" });
  await notices.getByText(String(taken.port)).waitFor();

  const issuer = new URL((await page.getByTitle("Issuer").textContent()) ?? "");
  expect(Number(issuer.port)).not.toBe(taken.port);
  expect((await fetch(issuer)).status).toBe(200);

  await notices.getByRole("button", { name: "Dismiss" }).click();
  await notices.waitFor({ state: "detached" });
});

test("the dark theme, once chosen, is there again at the next start", async () => {
  await using userData = await aUserDataFolder();
  {
    await using desktop = await launchApp(userData.path);
    const { page } = desktop;
    await page.getByRole("button", { name: /^Theme/ }).click();
    await page.getByRole("menuitem", { name: "Light" }).click();
    await expect.poll(() => backgroundOf(page)).toBe("rgb(245, 246, 248)");
    await page.getByRole("button", { name: "Theme: Light" }).click();
    await page.getByRole("menuitem", { name: "Dark" }).click();
    await expect.poll(() => backgroundOf(page)).toBe("rgb(19, 21, 25)");
  }
  await using again = await launchApp(userData.path);
  await again.page.getByRole("button", { name: "Theme: Dark" }).waitFor();
  expect(await backgroundOf(again.page)).toBe("rgb(19, 21, 25)");
});
