import { beforeEach, expect, test } from "vitest";
import { openForAll } from "../support/with-admin.ts";

const list = await openForAll();
const { page, admin } = list;
beforeEach(() => list.visit("#/demo/clients"));

test("clients are selected by keyboard, changed together, and the change is taken back", async () => {
  const isEnabled = async (clientId: string) => (await admin.clients.find({ clientId }))[0]?.enabled;
  await page.getByRole("checkbox", { name: "Select orders-service" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("2 clients selected").waitFor();
  await page.getByRole("button", { name: "Disable" }).click();
  await page.getByText("2 clients disabled").waitFor();
  expect([await isEnabled("orders-service"), await isEnabled("product-sa-client")]).toEqual([false, false]);

  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Taken back").waitFor();
  expect(await isEnabled("orders-service")).toBe(true);

  await page.keyboard.press("Control+a");
  await page.getByText("4 clients selected").waitFor();
  await page.getByRole("combobox", { name: "Client scope" }).click();
  await page.getByRole("option", { name: "phone", exact: true }).click();
  await page.getByRole("combobox", { name: "Assigned type" }).selectOption("Optional");
  await page.getByRole("button", { name: "Set client scope" }).click();
  await page.getByText("Client scope phone: Optional for 4 clients").waitFor();
  const [orders] = await admin.clients.find({ clientId: "orders-service" });
  expect(orders?.optionalClientScopes).toContain("phone");

  await page.getByRole("region", { name: "Selected clients" }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete clients" }).click();
  await page.getByText("4 clients deleted").waitFor();
  expect(await admin.clients.find({ clientId: "orders-service" })).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "orders-service" }).waitFor();
});

test("the list is ordered by a click on a heading", async () => {
  const first = () => page.getByRole("row").nth(1).getByRole("link").textContent();
  expect(await first()).toBe("inventory-api");
  await page.getByRole("button", { name: "Client ID" }).click();
  await expect.poll(first).toBe("reports-service");
});

test("a client's JSON pasted anywhere on the list goes to the screen that shows what it would do", async () => {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, '{"clientId":"pasted-service","serviceAccountsEnabled":true}');
  await page.getByRole("heading", { name: "Import / Export" }).waitFor();
  await page.getByText("pasted-service").first().waitFor();
});

test("what is pressed is clicked, though the page moves before the release; where the hand goes off, nothing is", async () => {
  const form = page.getByRole("form", { name: "New client" });
  const press = async (whileDown: () => Promise<unknown>) => {
    const { x = 0, y = 0 } = (await page.getByRole("button", { name: "New client" }).boundingBox()) ?? {};
    await page.mouse.move(x + 9, y + 9);
    await page.mouse.down();
    await whileDown();
    await page.mouse.up();
  };
  await press(() => page.mouse.move(9, 300));
  expect(await form.count()).toBe(0);
  await press(() =>
    page.evaluate(() => document.querySelector("main")?.insertAdjacentHTML("afterbegin", "<hr>".repeat(9))),
  );
  await form.waitFor();
  await form.getByRole("button", { name: "Cancel" }).click();
});
