import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ElectronApplication } from "playwright-core";
import { expect, test } from "vitest";
import { administrator, anAdmin, bootstrap } from "../support/an-admin.ts";
import { aUserDataFolder, launchApp } from "../support/desktop-app.ts";
import { aWorkspaceFolder, startServe } from "../support/served-app.mjs";
import { mainMenu } from "../support/transfer-window.ts";

/** Chooses an item of the menu File, as a person or its keys would. */
const chooseFromMenu = (app: ElectronApplication, label: string) =>
  app.evaluate(({ Menu }, wanted) => {
    const file = Menu.getApplicationMenu()?.items.find((item) => item.label === "&File");
    file?.submenu?.items.find((item) => item.label === wanted)?.click();
  }, label);

/** Answers the system's dialog, which no test can press. */
const answerDialog = (app: ElectronApplication, filePaths: readonly string[]) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...chosen] });
  }, filePaths);

/** Loads the page anew; resolves as soon as that has begun, while nobody listens there. */
const startReloading = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<void>((begun) => {
      page?.once("did-start-loading", () => begun());
      page?.reload();
    });
  });

test("what is chosen by File › Import arrives in the window, folders with their .json files, and is not lost while it loads", async () => {
  await using userData = await aUserDataFolder();
  const folder = join(userData.path, "realms-to-import");
  await mkdir(join(folder, "inner"), { recursive: true });
  await writeFile(join(folder, "inner", "shop-realm.json"), JSON.stringify({ realm: "shop", enabled: true }));
  await writeFile(join(folder, "notes.txt"), "not for us");
  await writeFile(join(userData.path, "café.json"), JSON.stringify({ realm: "café", enabled: true }));
  await using desktop = await launchApp(userData.path);
  const { app, page } = desktop;

  await answerDialog(app, [folder, join(userData.path, "café.json")]);
  await page.getByRole("heading", { name: "Clients", exact: true }).waitFor();
  await startReloading(app);
  await chooseFromMenu(app, "&Import…");
  for (const [realm, file] of [
    ["shop", "realms-to-import/inner/shop-realm.json"],
    ["café", "café.json"],
  ] as const) {
    const card = page.getByRole("region", { name: realm, exact: true });
    await card.getByText("Would be created").waitFor();
    await card.getByText(file).waitFor();
  }
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "Open realm shop" }).click();
  await page.getByRole("button", { name: "Realm: shop" }).waitFor();
});

test("File › Export leads to the export of the realm that is open, and its file goes where the person says", async () => {
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);
  const { app, page } = desktop;
  const saved = join(userData.path, "saved.json");
  await app.evaluate(({ session }, path) => {
    session.defaultSession.on("will-download", (_event, item) => item.setSavePath(path));
  }, saved);

  await chooseFromMenu(app, "&Export…");
  await page.getByRole("button", { name: "Download" }).click();
  await page.getByText("demo-realm.json was handed over.").waitFor();
  const text = () => readFile(saved, "utf8").catch(() => "");
  await expect.poll(async () => (await text()).trimEnd().endsWith("}")).toBe(true);
  expect(JSON.parse(await text())).toMatchObject({ realm: "demo" });
});

test("the window pushes a realm to a live server, and pulls one from it, on the oldest runtime too", async () => {
  await using workspace = await aWorkspaceFolder();
  await using live = await startServe(workspace.path, [], bootstrap);
  const there = await anAdmin(live.baseUrl);
  await there.realms.create({ realm: "shop", enabled: true, clients: [{ clientId: "till" }] });
  const [client] = await there.clients.find({ clientId: "orders-service" });
  await there.clients.del({ id: client?.id ?? "" });
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);
  const { page } = desktop;
  await mainMenu(page, "Import / Export");
  await page.getByRole("navigation", { name: "Ways to move a realm" }).getByRole("link", { name: "Keycloak" }).click();
  await page.getByLabel("URL").fill(live.baseUrl);
  await page.getByLabel("Username").fill(administrator.username);
  await page.getByLabel("Password", { exact: true }).fill(administrator.password);

  const push = page.getByRole("region", { name: "Push", exact: true });
  await push.getByRole("button", { name: "Plan the push" }).click();
  await push.getByText("Create client orders-service").waitFor();
  await push.getByRole("button", { name: /^Push \d+ changes?$/ }).click();
  await push.getByText(/^Pushed: \d+ changes? made there\.$/).waitFor();
  expect(await there.clients.find({ clientId: "orders-service" })).toHaveLength(1);

  await page.getByLabel("Realm there").fill("shop");
  await page.getByRole("region", { name: "Pull", exact: true }).getByRole("button", { name: "Pull" }).click();
  await page.getByRole("region", { name: "shop", exact: true }).getByText("Would be created").waitFor();
});
