import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { administrator, anAdmin, bootstrap } from "../support/an-admin.ts";
import { aWorkspaceFolder, startBrowser, startServe } from "../support/served-app.mjs";
import { openTransfer } from "../support/transfer-window.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** Another server of the same Admin API stands for the live Keycloak. */
async function aLiveKeycloak(): Promise<AsyncDisposable & { readonly baseUrl: string }> {
  const workspace = await aWorkspaceFolder();
  const server = await startServe(workspace.path, [], bootstrap);
  return {
    baseUrl: server.baseUrl,
    [Symbol.asyncDispose]: async () => {
      for (const opened of [server, workspace]) await opened[Symbol.asyncDispose]();
    },
  };
}

async function fillTarget(page: Page, url: string, password = administrator.password): Promise<void> {
  await page.getByLabel("URL").fill(url);
  await page.getByLabel("Username").fill(administrator.username);
  await page.getByLabel("Password", { exact: true }).fill(password);
}

const card = (page: Page, name: "Compare" | "Push" | "Pull") => page.getByRole("region", { name, exact: true });
const press = (page: Page, name: "Compare" | "Push" | "Pull", button: string | RegExp) =>
  card(page, name).getByRole("button", { name: button }).click();

test("a client that is made here is told by Compare, pushed step by step, and then there is no difference", async () => {
  await using live = await aLiveKeycloak();
  await using window = await openTransfer(browser, "Keycloak");
  const { page, admin } = window;
  const there = await anAdmin(live.baseUrl);
  await admin.clients.create({ clientId: "only-here", serviceAccountsEnabled: true, secret: "s3cret" });
  await fillTarget(page, live.baseUrl);

  await press(page, "Compare", "Compare");
  await card(page, "Compare").getByRole("row", { name: "Client only-here only here" }).waitFor();
  await card(page, "Push").getByRole("combobox", { name: "Only these clients" }).click();
  await page.getByRole("option", { name: "only-here" }).click();
  await page.keyboard.press("Escape");
  await press(page, "Push", "Plan the push");
  await card(page, "Push").getByText("Create client only-here").waitFor();
  expect(await there.clients.find({ clientId: "only-here" })).toEqual([]); // a plan changes nothing

  await press(page, "Push", /^Push \d+ changes?$/);
  await card(page, "Push")
    .getByText(/^Pushed: \d+ changes? made there\.$/)
    .waitFor();
  expect((await there.clients.find({ clientId: "only-here" }))[0]).toMatchObject({ secret: "s3cret" });
  await press(page, "Push", "Plan again");
  await card(page, "Push").getByText("Nothing to push").waitFor();
});

test("a realm that is pulled becomes an import, which is looked at first and then taken in", async () => {
  await using live = await aLiveKeycloak();
  await using window = await openTransfer(browser, "Keycloak");
  const { page, baseUrl } = window;
  const there = await anAdmin(live.baseUrl);
  await there.realms.create({ realm: "shop", enabled: true, clients: [{ clientId: "till" }] });
  await fillTarget(page, live.baseUrl);

  await page.getByLabel("Realm there").fill("shop");
  await press(page, "Pull", "Pull");
  await page.getByRole("region", { name: "shop", exact: true }).getByText("Would be created").waitFor();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "Open realm shop" }).waitFor();
  const here = await anAdmin(baseUrl, "shop");
  expect(await here.clients.find({ clientId: "till" })).toHaveLength(1);
});

test("a wrong password is told in words; the address is remembered, and what was typed beside it is not", async () => {
  await using live = await aLiveKeycloak();
  await using window = await openTransfer(browser, "Keycloak");
  const { page } = window;
  await fillTarget(page, live.baseUrl, "not it");
  await press(page, "Compare", "Compare");
  await card(page, "Compare").getByText("Failed").waitFor();
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).toContain(live.baseUrl);
  expect(stored).not.toMatch(/not it|"admin"/);
});
