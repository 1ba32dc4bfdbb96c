import { expect, test } from "vitest";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page } = all;

const hash = () => page.evaluate(() => window.location.hash);
const menu = (screen: string) =>
  page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: screen, exact: true });
const search = (label: string) => page.getByRole("searchbox", { name: label });
const names = () => page.getByRole("row").getByRole("link").allTextContents();

test("Back and a copied link bring the search, the filter and the order of the clients back", async () => {
  await menu("Clients").click();
  await search("Search clients").pressSequentially("s-service");
  await page.getByRole("button", { name: "Client ID" }).click();
  await expect.poll(names).toEqual(["reports-service", "orders-service"]);
  const address = await hash();
  expect(address).toBe("#/demo/clients?search=s-service&order=-clientId");

  await page.getByRole("link", { name: "orders-service", exact: true }).click();
  await page.getByRole("heading", { name: "orders-service", exact: true }).waitFor();
  await page.goBack();
  await expect.poll(names).toEqual(["reports-service", "orders-service"]);
  expect(await search("Search clients").inputValue()).toBe("s-service");

  await menu("Clients").click();
  await expect.poll(() => search("Search clients").inputValue()).toBe("");
  await page.evaluate((link) => {
    window.location.hash = link;
  }, address);
  await expect.poll(names).toEqual(["reports-service", "orders-service"]);
});

test("typing makes no step of its own for Back", async () => {
  await menu("Events").click();
  await menu("Client scopes").click();
  await search("Search client scopes").pressSequentially("rol");
  await page.getByRole("switch", { name: /built-in/ }).click();
  await expect.poll(names).toContain("roles");
  expect(await hash()).toBe("#/demo/client-scopes?built-in&search=rol");
  await page.goBack();
  await page.getByRole("heading", { name: "Events", exact: true }).waitFor();
  await page.goForward();
  await expect.poll(() => search("Search client scopes").inputValue()).toBe("rol");
  await expect.poll(names).toContain("roles");
});

test("the kind of roles and the panel of a new one have their address", async () => {
  await menu("Realm roles").click();
  await page.getByText("Client roles", { exact: true }).click();
  await expect.poll(hash).toBe("#/demo/roles?kind=client");
  await page.getByRole("button", { name: "Create role" }).first().click();
  await page.getByRole("form", { name: "New role" }).waitFor();
  await page.goBack();
  await expect.poll(() => page.getByRole("form", { name: "New role" }).count()).toBe(0);
  expect(await page.getByRole("radio", { name: "Client roles" }).isChecked()).toBe(true);
});

test("the search of sessions stands in its address", async () => {
  const [client] = await all.admin.clients.find({ clientId: "orders-service" });
  await all.admin.clients.update(
    { id: client?.id ?? "" },
    { ...client, attributes: { ...client?.attributes, "client_credentials.use_refresh_token": "true" } },
  );
  const { value } = await all.admin.clients.getClientSecret({ id: client?.id ?? "" });
  const form = { grant_type: "client_credentials", client_id: "orders-service", client_secret: value ?? "" };
  const tokenUrl = `${all.admin.baseUrl}/realms/demo/protocol/openid-connect/token`;
  expect((await fetch(tokenUrl, { method: "POST", body: new URLSearchParams(form) })).status).toBe(200);
  await menu("Sessions").click();
  await search("Search sessions").fill("orders");
  await expect.poll(hash).toBe("#/demo/sessions?search=orders");
  await page.goBack();
  await page.goForward();
  await expect.poll(() => search("Search sessions").inputValue()).toBe("orders");
});

test.each([
  ["Clients", "clients", "New client", "Client ID"],
  ["Client scopes", "client-scopes", "New client scope", "Name"],
  ["Realm roles", "roles", "Create role", "Role name"],
])("what is typed at once after a press in %s goes into the name of the new one", async (screen, path, make, field) => {
  const list = `**/workbench/realms/master/${path}`;
  let answer: (() => void) | undefined;
  await page.route(list, async (route) => {
    await new Promise<void>((asked) => {
      answer = asked;
    });
    await route.continue();
  });
  await all.visit(`#/master/${path}`);
  await expect.poll(() => answer).toBeDefined();
  await page.getByRole("heading", { name: screen, exact: true }).waitFor();
  expect(await page.getByRole("button", { name: make }).count()).toBe(0); // nothing could be typed yet
  answer?.();
  const focused = await page
    .getByRole("button", { name: make })
    .first()
    .evaluate(async (button: HTMLElement) => {
      button.click();
      await new Promise<void>(queueMicrotask);
      return (document.activeElement as HTMLInputElement).labels?.[0]?.textContent;
    });
  expect(focused).toBe(field);
});
