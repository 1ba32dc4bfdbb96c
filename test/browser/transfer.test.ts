import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tabTo } from "../support/keyboard.ts";
import { startBrowser } from "../support/served-app.mjs";
import { mainMenu, openTransfer } from "../support/transfer-window.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const aFile = (name: string, content: unknown) => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content, null, 2)),
});

const choose = (page: Page, ...files: ReturnType<typeof aFile>[]) =>
  page.getByLabel("Choose files", { exact: true }).setInputFiles(files);

const card = (page: Page, realm: string) => page.getByRole("region", { name: realm, exact: true });
const importButton = (page: Page) => page.getByRole("button", { name: "Import", exact: true });
const imported = (page: Page) => page.getByRole("region", { name: "Imported" });

const aClientFile = aFile("orders.json", {
  clientId: "orders-service",
  description: "From a file",
  serviceAccountsEnabled: true,
  secret: "from-the-file",
});

test("a client's file is looked at, refused as long as nobody says overwrite, taken in, and taken back", async () => {
  await using window = await openTransfer(browser);
  const { page, admin } = window;
  const [before] = await admin.clients.find({ clientId: "orders-service" });

  await choose(page, aClientFile);
  await card(page, "demo").getByText("Client orders-service is there already").waitFor();
  expect(await importButton(page).isDisabled()).toBe(true);

  await page.getByRole("radio", { name: "Overwrite" }).check();
  const table = page.getByRole("region", { name: "What would change demo" });
  const row = table.getByRole("row", { name: "description" });
  expect(await row.getByRole("cell").last().textContent()).toBe("From a file");
  await expect.poll(() => page.getByText("from-the-file").count()).toBe(0); // secrets are not shown

  await importButton(page).click();
  await imported(page).getByText("Realm demo was changed by orders.json").waitFor();
  const [after] = await admin.clients.find({ clientId: "orders-service" });
  expect(after).toMatchObject({ id: before?.id, description: "From a file", secret: "from-the-file" });

  await imported(page).getByRole("button", { name: "Undo the import into demo" }).click();
  await imported(page).getByText("Realm demo is as it was before.").waitFor();
  expect(await admin.clients.find({ clientId: "orders-service" })).toEqual([before]);
});

test("files dropped on another screen lead to the import, a realm that is new is created and can be opened", async () => {
  await using window = await openTransfer(browser);
  const { page } = window;
  await mainMenu(page, "Console");
  await page.getByRole("heading", { name: "Console" }).waitFor();
  const drag = await page.evaluateHandle(
    (text) => {
      const held = new DataTransfer();
      held.items.add(new File([text], "shop-realm.json"));
      return held;
    },
    JSON.stringify({ realm: "shop", enabled: true, clients: [{ clientId: "till" }] }),
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: drag });
  await page.getByText("Drop to import").waitFor();
  await page.dispatchEvent("body", "drop", { dataTransfer: drag });

  await card(page, "shop").getByText("Would be created").waitFor();
  expect(await page.getByText("Drop to import").count()).toBe(0);
  expect(await page.getByRole("radio", { name: "Overwrite" }).count()).toBe(0); // nothing is there to overwrite
  await importButton(page).click();
  await imported(page).getByRole("link", { name: "Open realm shop" }).click();
  await page.getByRole("link", { name: "till" }).waitFor();
});

test("a masked secret is asked for; told, it is the client's, and left empty, the one that is here stays", async () => {
  await using window = await openTransfer(browser);
  const { page, admin } = window;
  const secretOf = async (clientId: string) => (await admin.clients.find({ clientId }))[0]?.secret;
  const before = await secretOf("orders-service");
  const masked = ["orders-service", "new-service", "told-service"].map((clientId) => ({
    clientId,
    serviceAccountsEnabled: true,
    secret: "**********",
  }));

  await choose(page, aFile("clients.json", masked));
  await page.getByRole("radio", { name: "Overwrite" }).check();
  await page.getByText("Left empty: the one that is here stays.").waitFor();
  await page.getByLabel("told-service: Client secret").fill("t0ld");
  await mainMenu(page, "Clients"); // nothing is lost by leaving the screen
  await mainMenu(page, "Import / Export");
  expect(await page.getByLabel("told-service: Client secret").inputValue()).toBe("t0ld");
  await importButton(page).click();
  await imported(page).waitFor();

  expect(await secretOf("told-service")).toBe("t0ld");
  expect(await secretOf("orders-service")).toBe(before);
  expect(await secretOf("new-service")).toMatch(/^[0-9A-Za-z]{32,}$/);
});

test("what is wrong with a file stands at the file, with line and reason, and nothing is changed", async () => {
  await using window = await openTransfer(browser);
  const { page, admin } = window;
  const before = JSON.stringify(await admin.realms.export({ realm: "demo", exportClients: true }));
  const at = (name: string) => page.getByRole("listitem").filter({ hasText: name });

  await choose(page, aClientFile, aFile("broken.json", '{\n  "realm": "shop",\n  "clients": [}\n}'));
  await at("broken.json").getByText("line 3, column 15").waitFor();
  expect(await at("orders.json").getByText("Not taken in").count()).toBe(0);

  await choose(page, { ...aFile("latin-1.json", ""), buffer: Buffer.from('{"realm":"caf\xe9"}', "latin1") });
  await at("latin-1.json").getByText("This is no text in UTF-8").waitFor();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByText("Choose realm files, or drop them anywhere on this window").waitFor();
  expect(JSON.stringify(await admin.realms.export({ realm: "demo", exportClients: true }))).toBe(before);
});

test("the whole realm downloads with its secrets, the shareable one without, and neither shows any on the page", async () => {
  await using window = await openTransfer(browser, "Export");
  const { page, admin } = window;
  const secret = (await admin.clients.find({ clientId: "orders-service" }))[0]?.secret ?? "";
  expect(secret).not.toBe("");

  const whole = await download(page);
  expect(whole.name).toBe("demo-realm.json");
  expect(JSON.parse(whole.text).clients).toContainEqual(
    expect.objectContaining({ clientId: "orders-service", secret }),
  );

  await page.getByRole("radio", { name: "Shareable" }).check();
  await page.getByText("demo-shareable.json").waitFor();
  const shareable = await download(page);
  expect(shareable.name).toBe("demo-shareable.json");
  expect(shareable.text).toContain('"orders-service"');
  expect(shareable.text).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
});

async function download(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), "utf8") };
}

test("an import goes by keyboard alone, and the focus is never lost", async () => {
  await using window = await openTransfer(browser);
  const { page } = window;
  const { keyboard } = page;
  const dialog = page.waitForEvent("filechooser");
  await tabTo(page, "Choose files");
  await keyboard.press("Enter");
  await (await dialog).setFiles([aClientFile]);
  await page.getByRole("heading", { name: "To import" }).waitFor();
  await page.getByRole("radio", { name: "Fail import" }).waitFor();
  await tabTo(page, "Fail import", 4);
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await card(page, "demo").getByText("Would change").waitFor();
  await page.locator("button:enabled", { hasText: /^Import$/ }).waitFor();
  await tabTo(page, "Import", 12);
  await keyboard.press("Enter");
  await imported(page).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Imported");
  await page.getByRole("button", { name: "Undo the import into demo" }).waitFor();
  await tabTo(page, "Undo the import into demo", 3);
  await keyboard.press("Enter");
  await imported(page).getByText("Realm demo is as it was before.").waitFor();
  await tabTo(page, "Import more", 3);
  await keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Choose files");
});
