import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anAdmin, bootstrap } from "../support/an-admin.ts";
import { signIn } from "../support/screens.mjs";
import { aStartedWorkspace, startBrowser, startServe } from "../support/served-app.mjs";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test("what a script makes, renames and deletes over the Admin API shows in the open window at once", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path, [], bootstrap);
  await using context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, server.signInUrl);
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Clients" }).click();

  const admin = await anAdmin(server.baseUrl);
  const { id } = await admin.clients.create({ clientId: "from-a-script", serviceAccountsEnabled: true });
  await page.getByRole("link", { name: "from-a-script", exact: true }).waitFor();

  await admin.clients.update({ id }, { clientId: "renamed-by-a-script" });
  await page.getByRole("link", { name: "renamed-by-a-script", exact: true }).waitFor();
  expect(await page.getByRole("link", { name: "from-a-script", exact: true }).count()).toBe(0);

  await admin.clients.del({ id });
  await page.getByRole("link", { name: "renamed-by-a-script", exact: true }).waitFor({ state: "detached" });
});

test("what a script makes before a window on a slow line follows changes shows in it too", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path, [], bootstrap);
  await using context = await browser.newContext();
  const page = await context.newPage();
  let followed = () => {};
  const slow = new Promise<void>((arrived) => {
    followed = arrived;
  });
  await page.route("**/workbench/changes", (route) => slow.then(() => route.continue()));
  await signIn(page, server.signInUrl);
  await page.getByRole("link", { name: "orders-service", exact: true }).waitFor();

  const admin = await anAdmin(server.baseUrl);
  await admin.clients.create({ clientId: "from-a-script", serviceAccountsEnabled: true });
  followed();
  await page.getByRole("link", { name: "from-a-script", exact: true }).waitFor();
});
