import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ElectronApplication } from "playwright-core";
import { expect, test } from "vitest";
import { aUserDataFolder, launchApp } from "../support/desktop-app.ts";

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
  await page.evaluate(() => location.reload());
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
