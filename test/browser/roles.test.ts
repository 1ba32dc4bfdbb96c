import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page, admin } = all;

const openList = async () => {
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Realm roles" }).click();
  await page.getByRole("heading", { name: "Realm roles", exact: true }).waitFor();
};
const openRole = async (name: string) => {
  await openList();
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
};
const saveAll = async () => {
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
};
const findRole = (name: string) => admin.roles.findOneByName({ name });
const membersOf = async (name: string) => {
  const { id = "" } = (await findRole(name)) ?? {};
  return (await admin.roles.getCompositeRoles({ id })).map((role) => role.name).sort();
};

test("a name and Enter make a realm role and lead to its page; a client role is made of the client chosen", async () => {
  await openList();
  await page.getByRole("button", { name: "Create role" }).click();
  await page.keyboard.type("auditor");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "auditor", exact: true }).waitFor();
  expect(await findRole("auditor")).toMatchObject({ clientRole: false, composite: false });

  await openList();
  await page.getByRole("button", { name: "Create role" }).click();
  await page.getByLabel("Role name").fill("auditor");
  await page.getByText("There is a role “auditor” there already").waitFor();
  await page.getByLabel("Kind of role").selectOption({ label: "Client role of inventory-api" });
  await page.getByLabel("Description").fill("Counts");
  await page.keyboard.press("Enter");
  await page.getByText("role of inventory-api", { exact: true }).waitFor();
  const { id = "" } = (await admin.clients.find({ clientId: "inventory-api" }))[0] ?? {};
  expect(await admin.clients.findRole({ id, roleName: "auditor" })).toMatchObject({ description: "Counts" });
});

test("the list finds by name and client, and shows realm roles and client roles apart or together", async () => {
  await openList();
  expect(await page.getByRole("link", { name: "write", exact: true }).count()).toBe(0);
  await page.getByText("Client roles", { exact: true }).click();
  await page.getByRole("link", { name: "write", exact: true }).waitFor();
  await page.getByText("All", { exact: true }).click();
  await page.getByLabel("Search roles").fill("inventory wri");
  await page.getByRole("link", { name: "order-reader", exact: true }).waitFor({ state: "detached" });
  await page.getByRole("row", { name: /write.*composite 1 role.*1 service account/ }).waitFor();
  await page.getByLabel("Search roles").fill("");
});

test("before a role goes the list says who loses it, and brings it back afterwards", async () => {
  await openList();
  await page.getByRole("button", { name: "Delete role order-reader" }).click();
  await page.getByText("It goes from 1 composite role").waitFor();
  await page.getByRole("button", { name: "Delete role", exact: true }).click();
  await page.getByText("Role order-reader deleted").waitFor();
  expect(await membersOf("order-manager")).toEqual(["order-writer"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "order-reader", exact: true }).waitFor();
  expect(await membersOf("order-manager")).toEqual(["order-reader", "order-writer"]);
});

test("name, description, attributes and associated roles go into one draft and one Save, and can be taken back", async () => {
  await openRole("order-manager");
  await page.getByLabel("Role name").fill("order-chief");
  await page.getByLabel("Description").fill("Leads");
  await page.getByLabel("New attribute key").fill("cost-centre");
  await page.getByLabel("New attribute value").fill("4711");
  await page.keyboard.press("Enter");
  const below = page.getByRole("region", { name: "Brings along" });
  await below.getByRole("combobox", { name: "Add an associated role" }).fill("inventory-api · wri");
  await page.getByRole("option", { name: "inventory-api · write" }).click();
  await below.getByRole("link", { name: "read", exact: true }).waitFor(); // what the new one brings along itself
  await below.getByRole("button", { name: "Remove order-writer from order-chief" }).click();
  await saveBar(page).getByText("5 changes").waitFor();
  await saveAll();
  expect(await findRole("order-manager")).toBeNull();
  const chief = await findRole("order-chief");
  expect(chief).toMatchObject({ description: "Leads", attributes: { "cost-centre": ["4711"] } });
  expect(await membersOf("order-chief")).toEqual(["order-reader", "write"]);

  await saveBar(page).getByRole("button", { name: "Undo" }).click();
  await saveBar(page).getByText("Taken back").waitFor();
  expect(await membersOf("order-manager")).toEqual(["order-reader", "order-writer"]);
});

test("a role is put into a composite from its own page, and a circle is drawn to its end and said to be one", async () => {
  await openRole("order-reader");
  const above = page.getByRole("region", { name: "Is part of" });
  await above.getByRole("link", { name: "order-manager", exact: true }).waitFor();
  await above.getByRole("combobox", { name: "Add it to a composite role" }).fill("user");
  await page.keyboard.press("Enter");
  await saveAll();
  expect(await membersOf("user")).toEqual(["order-reader"]);

  const below = page.getByRole("region", { name: "Brings along" });
  await below.getByRole("combobox", { name: "Add an associated role" }).fill("user");
  await page.keyboard.press("Enter");
  await below.getByText("comes back to itself").waitFor();
  await saveBar(page).getByRole("button", { name: "Discard" }).click();
});

test("the page says who has the role and through which composite, and what lets it through", async () => {
  await openRole("order-reader");
  const holder = page.getByRole("region", { name: "Users in role" }).getByRole("row", { name: /orders-service/ });
  await holder.getByRole("link", { name: "through order-manager" }).waitFor();
  await page.getByText("Nothing lets this role through").waitFor();
  const { id = "" } = (await admin.clientScopes.find()).find(({ name }) => name === "inventory-read") ?? {};
  const role = await findRole("order-reader");
  await admin.clientScopes.addRealmScopeMappings({ id }, [{ id: role?.id ?? "", name: "order-reader" }]);
  const gate = page.getByRole("region", { name: "Scopes" }).getByRole("row", { name: /inventory-read/ });
  await gate.getByText("let through directly").waitFor();
  await gate.getByRole("link", { name: "inventory-read" }).click();
  await page.getByRole("heading", { name: "inventory-read", exact: true }).waitFor();
  expect(
    await page.getByRole("checkbox", { name: "Let role order-reader through by inventory-read" }).isChecked(),
  ).toBe(true);
});

test("the default role of the realm says why it stays", async () => {
  await openList();
  await page.getByRole("switch", { name: /Show built-in roles/ }).click();
  await page.getByRole("link", { name: "default-roles-demo", exact: true }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).first().click();
  await page.getByText("default-roles-demo is default role of the realm and cannot be removed.").waitFor();
  expect(await page.getByRole("button", { name: "Delete role", exact: true }).count()).toBe(0);
  await page.keyboard.press("Escape");
});
