import { expect, test } from "vitest";
import { tabTo } from "../support/keyboard.ts";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page } = all;
const [client] = await all.admin.clients.find({ clientId: "orders-service" });
await all.visit(`#/demo/clients/${client?.id}`);
await page.getByRole("heading", { name: "orders-service", exact: true }).waitFor();

const ask = (term: string) => page.getByRole("button", { name: `${term}: what is that?` });
const tooltip = () => page.getByRole("tooltip");

test("a term is explained with its reference while it is pointed at", async () => {
  await ask("Full scope allowed").hover();
  await tooltip().getByText("Role scope mappings").waitFor();
  await page.mouse.move(0, 0);
  await tooltip().waitFor({ state: "detached" });
});

test("a term is explained while it has the focus, Escape puts that away, and Tab goes on to the next field", async () => {
  await page.getByRole("switch", { name: "Client authentication" }).focus();
  await tabTo(page, "Client authentication: what is that?", 1);
  await tooltip().getByText("RFC 6749 §2.1").waitFor();
  const described = await ask("Client authentication").getAttribute("aria-describedby");
  expect(await tooltip().getAttribute("id")).toBe(described);
  await page.keyboard.press("Escape");
  await tooltip().waitFor({ state: "detached" });
  expect(await ask("Client authentication").evaluate((button) => document.activeElement === button)).toBe(true);
  await tabTo(page, "Service account roles", 1);
});

test("pressing copies the reference and leads nowhere", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const before = page.url();
  await ask("Client Authenticator").focus();
  await page.keyboard.press("Enter");
  await tooltip().getByText("Reference copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("RFC 7523 §2.2");
  expect(page.url()).toBe(before);
});
