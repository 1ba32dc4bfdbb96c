import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page } = all;
const client = (await all.admin.clients.find({ clientId: "orders-service" }))[0]?.id ?? "";

const openClient = async () => {
  await all.visit(`#/demo/clients/${client}/settings`);
  await page.getByRole("heading", { name: "orders-service", exact: true }).waitFor();
};
const saved = () => all.admin.clients.findOne({ id: client });
const save = async () => {
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
};
const description = () => page.getByRole("textbox", { name: "Description", exact: true });
const name = () => page.getByRole("textbox", { name: "Name", exact: true });

test("a secret that was regenerated is the one from before after Undo (T11: two clicks, and a third to take it back)", async () => {
  const before = (await all.admin.clients.getClientSecret({ id: client })).value;
  await openClient();
  await page.getByRole("button", { name: "Regenerate" }).click();
  await page.getByText("Services that use the present one are refused").waitFor();
  await saveBar(page).getByRole("button", { name: "Save" }).click();
  await saveBar(page).getByText("Saved").waitFor();
  expect((await all.admin.clients.getClientSecret({ id: client })).value).not.toBe(before);
  await saveBar(page).getByRole("button", { name: "Undo" }).click();
  await saveBar(page).getByText("Taken back").waitFor();
  expect((await all.admin.clients.getClientSecret({ id: client })).value).toBe(before);
});

test("Ctrl+Z outside of fields takes the last own change back wherever one is, says so, and can be undone itself", async () => {
  await openClient();
  await description().fill("a first text");
  await save();
  await all.visit("#/demo/events");
  await page.getByRole("heading", { name: "Events", exact: true }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Undo that" }).waitFor();
  await page.getByText("Taken back: orders-service: Description").first().waitFor();
  expect((await saved())?.description).not.toBe("a first text");
  await page.getByRole("button", { name: "Undo that" }).click();
  await expect.poll(async () => (await saved())?.description).toBe("a first text");
});

test("Ctrl+Z goes on to the changes before, and Ctrl+Shift+Z comes back to each", async () => {
  await openClient();
  for (const text of ["one", "two", "three"]) {
    await description().fill(text);
    await save();
    await expect.poll(() => description().inputValue()).toBe(text);
  }
  await page.getByRole("heading", { name: "orders-service", exact: true }).click();
  const press = async (key: string, text: string) => {
    await page.keyboard.press(key);
    await expect.poll(() => description().inputValue()).toBe(text);
    expect((await saved())?.description).toBe(text);
  };
  await press("Control+z", "two");
  await press("Control+z", "one");
  await press("Control+z", "a first text");
  await saveBar(page).getByText("Taken back").waitFor();
  await press("Control+Shift+z", "one");
  await page.getByText("Made again: orders-service: Description").first().waitFor();
  await press("Control+Shift+z", "two");
  await press("Control+z", "one");
  await press("Control+z", "a first text");
});

test("Ctrl+Z in a field is the field's own", async () => {
  await openClient();
  await description().focus();
  await page.keyboard.type("!");
  await page.keyboard.press("Control+z");
  await expect.poll(() => description().inputValue()).toBe("a first text");
  expect((await saved())?.description).toBe("a first text");
});

test("Ctrl+Z does not take back what others have done", async () => {
  await page.getByRole("heading", { name: "orders-service", exact: true }).click();
  await all.admin.roles.create({ name: "made-by-a-script" });
  await page.keyboard.press("Control+z");
  await page.getByText("Nothing was taken back: others have changed the realm since").waitFor();
  expect(await all.admin.roles.findOneByName({ name: "made-by-a-script" })).toBeTruthy();
});

test("History tells who changed what, and goes back to an older state, saying what that takes back", async () => {
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "History" }).click();
  await page.getByRole("row", { name: /admin.*made-by-a-script/ }).waitFor();
  const row = page.getByRole("row", { name: /browser orders-service: .*Description/i }).last();
  await row.getByRole("button", { name: /^Restore/ }).click();
  await page.getByRole("listitem").filter({ hasText: "made-by-a-script" }).waitFor();
  await page.getByRole("button", { name: "Go back to it" }).click();
  await page.getByText("The realm is as it was").first().waitFor();
  expect(await all.admin.roles.findOneByName({ name: "made-by-a-script" })).toBeFalsy();
  expect((await saved())?.description).toBe("a first text");

  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect.poll(() => all.admin.roles.findOneByName({ name: "made-by-a-script" })).toBeTruthy();
});

test("of many changes the newest twenty are drawn, and the others when asked", async () => {
  const { id = "" } = (await all.admin.roles.findOneByName({ name: "offline_access" })) ?? {};
  for (let i = 1; i <= 25; i += 1)
    await all.admin.roles.updateById({ id }, { name: "offline_access", description: `text ${i}` });
  await all.visit("#/demo/history");
  const showing = page.getByText(/^Showing the last 20 of \d+ changes\./);
  await showing.waitFor();
  expect(await page.getByRole("row").count()).toBe(1 + 20);
  await page.getByRole("button", { name: "Show all" }).click();
  await showing.waitFor({ state: "detached" });
  expect(await page.getByRole("row").count()).toBeGreaterThan(1 + 25);
});

test("what others change elsewhere in the realm is no conflict: the draft goes on top", async () => {
  await openClient();
  await description().fill("mine");
  await all.admin.clients.update({ id: client }, { ...(await saved()), name: "Theirs" });
  await expect.poll(() => name().inputValue()).toBe("Theirs");
  await save();
  expect(await saved()).toMatchObject({ description: "mine", name: "Theirs" });
});

test("the same field changed elsewhere shows at the field and by name, and nothing is overwritten before it is settled", async () => {
  await openClient();
  await description().fill("what I want");
  await name().fill("My name");
  await all.admin.clients.update(
    { id: client },
    { ...(await saved()), description: "what they want", name: "Their name" },
  );
  await page.getByText("Changed meanwhile by others: now “what they want”").waitFor();
  await page.keyboard.press("Control+s");
  expect((await saved())?.description).toBe("what they want");

  await page.getByRole("button", { name: /^Keep mine: Description/ }).click();
  await page.getByRole("button", { name: /^Take theirs instead of: Name/ }).click();
  expect(await name().inputValue()).toBe("Their name");
  await save();
  expect(await saved()).toMatchObject({ description: "what I want", name: "Their name" });
});
