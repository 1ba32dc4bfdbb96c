import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { findOrdersService, openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page } = all;
const { id: client, secret } = await findOrdersService(all);

/** A call as some service makes it, none of the window's. */
const ask = (clientId: string, its: string, form: Readonly<Record<string, string>> = {}) =>
  fetch(`${all.baseUrl}/realms/demo/protocol/openid-connect/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${its}`)}`, "user-agent": "billing/4.2" },
    body: new URLSearchParams({ grant_type: "client_credentials", ...form }),
  });

const row = (name: RegExp) => page.getByRole("list", { name: "Line of time" }).getByRole("button", { name }).first();
const details = () => page.getByRole("complementary", { name: "Event" });
const count = () => page.getByRole("status").filter({ hasText: /\d+( or more)? events?$/ });

test("what a program sent is shown part by part, each with its meaning, and as it came, its secret masked", async () => {
  expect((await ask("orders-service", secret, { scope: "email" })).status).toBe(200);
  await all.visit("#/demo/events");
  await row(/accepted token orders-service/).click();
  const asked = details().getByRole("region", { name: "What was sent" });
  await asked.getByText("The client asks for itself: no person is involved").waitFor();
  await asked.getByText("RFC 6749 §4.4").waitFor();
  await asked.getByRole("button", { name: "As it came over the wire" }).click();
  await asked.getByText(/user-agent: billing\/4.2/).waitFor();
  await asked.getByText(/authorization: Basic ••••••••/).waitFor();
  expect(await page.content()).not.toContain(secret);
});

test("a call that a changed secret broke says which edit it was, and leads to it and to the setting", async () => {
  await all.visit(`#/demo/clients/${client}/credentials`);
  await page.getByRole("button", { name: "Regenerate" }).first().click();
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
  expect((await ask("orders-service", secret)).status).toBe(401);
  await all.visit("#/demo/events");
  await row(/refused 401 token orders-service/).click();
  await details()
    .getByText(/orders-service: Client Secret regenerated \d+ seconds? before this call/)
    .waitFor();
  await details().getByRole("link", { name: "Show the edit" }).click();
  await details().getByRole("heading", { name: "What changed" }).waitFor();
  await details().getByText("orders-service: Client Secret regenerated").waitFor();
  await page.goBack();
  await row(/refused 401 token orders-service/).click();
  await details().getByRole("link", { name: "Setting: Credentials" }).click();
  await page.getByLabel("Client Secret").first().waitFor();
  expect(page.url()).toMatch(/\/credentials$/);
});

test("calls are found by their cause, which stands in the address", async () => {
  for (const scope of ["a", "b"]) await ask("product-sa-client", "password", { scope });
  await all.visit("#/demo/events");
  const cause = "every requested scope is assigned to the client";
  const choice = page.getByRole("combobox", { name: "Cause" });
  await choice.locator("option", { hasText: `${cause} (2)` }).waitFor({ state: "attached" });
  await choice.selectOption({ label: `${cause} (2)` });
  await expect.poll(() => count().textContent()).toBe("2 events");
  expect(page.url()).toContain("cause=every+requested+scope");
  await all.visit("#/demo/clients");
  await page.getByRole("heading", { name: "Clients", exact: true }).waitFor();
  await page.goBack();
  await expect.poll(() => count().textContent()).toBe("2 events");
});

test("a role that was cut from a token leads to the setting that keeps it out", async () => {
  const [reports] = await all.admin.clients.find({ clientId: "reports-service" });
  const { value = "" } = await all.admin.clients.getClientSecret({ id: reports?.id ?? "" });
  await ask("reports-service", value);
  await all.visit("#/demo/events");
  await row(/accepted token reports-service/).click();
  await details().getByRole("button", { name: /cut$/ }).first().click();
  await details().getByRole("link", { name: "Open the setting" }).click();
  await page.getByRole("heading", { name: "reports-service", exact: true }).waitFor();
  expect(page.url()).toMatch(/\/client-scopes$/);
});
