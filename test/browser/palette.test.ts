import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page } = all;

/** Types words into the palette and takes what is marked then. */
async function command(words: string, expected: string | RegExp): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "Search and commands" }).waitFor();
  await page.keyboard.type(words);
  await page.locator("[data-action][data-selected]").filter({ hasText: expected }).waitFor();
  await page.keyboard.press("Enter");
}

test("to go where one is already, on a new page, leads the focus to the heading", async () => {
  await command("clients", "Clients");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Clients");
});

test("what is typed at once after Ctrl+K is searched for, and Escape leads back to where one was", async () => {
  const before = page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Console" });
  await before.focus();
  const focused = await page.evaluate(async () => {
    const drawn = new Promise<void>((found) => {
      new MutationObserver((_changes, watching) => {
        if (!document.querySelector("[role=dialog] input")) return;
        watching.disconnect();
        found();
      }).observe(document.body, { subtree: true, childList: true });
    });
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "k", code: "KeyK", ctrlKey: true, bubbles: true }));
    await drawn;
    return document.activeElement?.getAttribute("aria-label");
  });
  expect(focused).toBe("Search and commands");
  await page.keyboard.press("Escape");
  await expect.poll(() => before.evaluate((link) => link === document.activeElement)).toBe(true);
});

test("a realm is made from the palette by its name alone", async () => {
  await command("create realm", "Create realm");
  const name = page.getByRole("textbox", { name: "Realm name" });
  await name.waitFor();
  await expect.poll(() => name.evaluate((input) => document.activeElement === input)).toBe(true);
  await page.keyboard.type("night");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Realm: night" }).waitFor();
  expect(await all.admin.realms.findOne({ realm: "night" })).toMatchObject({ realm: "night", enabled: true });
});

test("a screen whose whole name is typed comes before a client that has it in its description", async () => {
  await all.visit("#/demo/clients");
  await page.getByRole("link", { name: "inventory-api", exact: true }).waitFor();
  await command("resource server", /^Resource server$/);
  await page.getByRole("heading", { name: "Resource server", exact: true }).waitFor();
  await command("a resource server", /^inventory-api/);
  await page.getByRole("heading", { name: "inventory-api", exact: true }).waitFor();
});

test("what the head of a client's page offers, the palette offers too, and only there", async () => {
  const [client] = await all.admin.clients.find({ clientId: "orders-service" });
  await all.visit(`#/demo/clients/${client?.id}`);
  await page.getByRole("heading", { name: "orders-service", exact: true }).waitFor();
  await command("duplicate", /^Duplicate/);
  await page.getByRole("textbox", { name: /Client ID of the/ }).waitFor();
  await page.keyboard.press("Escape");
  await command("disable", /^Disable/);
  await saveBar(page).getByText("1 change").waitFor();
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
  expect((await all.admin.clients.find({ clientId: "orders-service" }))[0]?.enabled).toBe(false);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await all.admin.clients.find({ clientId: "orders-service" }))[0]?.enabled).toBe(true);

  await all.visit("#/demo/events");
  await page.getByRole("heading", { name: "Events", exact: true }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("duplicate");
  await page.getByText("Nothing is called that").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Search and commands" }).waitFor({ state: "detached" });
});

test("a role is deleted from the palette, after what breaks was said", async () => {
  await all.admin.roles.create({ name: "of-no-use" });
  const role = await all.admin.roles.findOneByName({ name: "of-no-use" });
  await all.visit(`#/demo/roles/${role?.id}`);
  await page.getByRole("heading", { name: "of-no-use", exact: true }).waitFor();
  await command("delete", /^Delete/);
  const panel = page.getByRole("region", { name: /^Delete/ });
  await expect.poll(() => panel.evaluate((all) => all.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(() => all.admin.roles.findOneByName({ name: "of-no-use" })).toBeFalsy();
});
