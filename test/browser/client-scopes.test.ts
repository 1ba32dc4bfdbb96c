import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page, admin } = all;

const openList = async () => {
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Client scopes" }).click();
  await page.getByRole("heading", { name: "Client scopes", exact: true }).waitFor();
};
const openScope = async (name: string) => {
  await openList();
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
};
const saveAll = async () => {
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
};
const findScope = async (name: string) => (await admin.clientScopes.find()).find((scope) => scope.name === name);
const ofNewClients = async () => ({
  default: (await admin.clientScopes.listDefaultClientScopes()).map(({ name }) => name),
  optional: (await admin.clientScopes.listDefaultOptionalClientScopes()).map(({ name }) => name),
});

test("a name and Enter make a client scope that is named in scope, and lead to its page", async () => {
  await openList();
  await page.getByRole("button", { name: "New client scope" }).click();
  await page.keyboard.type("orders");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "orders", exact: true }).waitFor();
  await saveBar(page).getByText("Client scope orders created").waitFor();
  expect(await findScope("orders")).toMatchObject({
    protocol: "openid-connect",
    attributes: { "include.in.token.scope": "true" },
  });

  await openList();
  await page.getByRole("button", { name: "New client scope" }).click();
  await page.keyboard.type("orders");
  await page.getByText("There is a client scope “orders” already").waitFor();
  await page.keyboard.press("Escape");
});

test("a row says how new clients get a client scope and whether scope names it; the list takes a change back", async () => {
  await openList();
  const row = page.getByRole("row", { name: /inventory-read/ });
  await row.getByText("Optional", { exact: true }).click();
  await page.getByText("inventory-read: Optional for new clients").waitFor();
  expect((await ofNewClients()).optional).toContain("inventory-read");
  await page.getByRole("switch", { name: "Include inventory-read in token scope" }).click();
  await page.getByText("inventory-read is not named in scope").waitFor();
  expect((await findScope("inventory-read"))?.attributes?.["include.in.token.scope"]).toBe("false");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(async () => (await findScope("inventory-read"))?.attributes?.["include.in.token.scope"])
    .toBe("true");
});

test("what is selected gets one assignment, and goes at once; before it goes the list says from whom, afterwards it comes back", async () => {
  for (const name of ["first-of-two", "second-of-two"])
    await admin.clientScopes.create({ name, protocol: "openid-connect" });
  const second = await findScope("second-of-two");
  const { id = "" } = (await admin.clients.find({ clientId: "orders-service" }))[0] ?? {};
  await admin.clients.addOptionalClientScope({ id, clientScopeId: second?.id ?? "" });
  await openList();
  await page.getByLabel("Search client scopes").fill("of-two");
  await page.getByRole("link", { name: "orders", exact: true }).waitFor({ state: "detached" });
  await page.getByRole("checkbox", { name: "Select all client scopes shown" }).check();
  const selected = page.getByRole("region", { name: "With what is selected" });
  await selected.getByRole("button", { name: "Default" }).click();
  await page.getByText("first-of-two, second-of-two: Default for new clients").waitFor();
  expect((await ofNewClients()).default).toEqual(expect.arrayContaining(["first-of-two", "second-of-two"]));

  await selected.getByRole("button", { name: "Delete" }).click();
  await page.getByText("1 client loses it").waitFor();
  await page.getByRole("button", { name: "Delete client scopes" }).click();
  await page.getByText("2 client scopes deleted").waitFor();
  expect(await findScope("first-of-two")).toBeUndefined();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await findScope("second-of-two"))?.name).toBe("second-of-two");
  expect((await admin.clients.listOptionalClientScopes({ id })).map(({ name }) => name)).toContain("second-of-two");
  await page.getByLabel("Search client scopes").fill("");
});

test("settings, a mapper, a role and a client go into one draft and one Save, and into the token", async () => {
  const { id } = await admin.clients.create({
    clientId: "billing",
    serviceAccountsEnabled: true,
    fullScopeAllowed: false,
  });
  const user = await admin.clients.getServiceAccountUser({ id });
  const role = await admin.roles.findOneByName({ name: "report-reader" });
  await admin.users.addRealmRoleMappings({
    id: user.id ?? "",
    roles: [{ id: role?.id ?? "", name: "report-reader" }],
  });
  await openScope("orders");
  await page.getByLabel("Description").fill("All about orders");
  await page.getByRole("button", { name: "Hardcoded claim", exact: true }).click();
  await page.getByLabel("Token Claim Name").fill("tier");
  await page.getByLabel("Claim value").fill("gold");
  await page.getByRole("checkbox", { name: "Let role report-reader through by orders" }).check();
  await page
    .getByRole("row", { name: /billing/ })
    .getByText("Optional", { exact: true })
    .click();
  await saveBar(page).getByText("4 changes").waitFor();
  await saveAll();

  const orders = await findScope("orders");
  expect(orders?.description).toBe("All about orders");
  const mapped = await admin.clientScopes.listRealmScopeMappings({ id: orders?.id ?? "" });
  expect(mapped.map(({ name }) => name)).toEqual(["report-reader"]);
  expect(await all.claimsOf(id, "billing", "orders")).toMatchObject({
    tier: "gold",
    realm_access: { roles: ["report-reader"] },
    scope: expect.stringContaining("orders"),
  });
  const preview = page.getByRole("complementary", { name: "Token preview" });
  await preview.getByRole("button", { name: /^tier/ }).waitFor();
  await page.getByRole("button", { name: /tier = gold/ }).waitFor();

  await saveBar(page).getByRole("button", { name: "Undo" }).click();
  await saveBar(page).getByText("Taken back").waitFor();
  expect((await findScope("orders"))?.description).toBeUndefined();
});

test("a client scope's page survives leaving with its draft, says that a name is taken, and deletes with Undo in the list", async () => {
  await openScope("orders");
  await page.getByLabel("Name", { exact: true }).fill("profile");
  await openScope("orders");
  await page.keyboard.press("Control+s");
  await page
    .getByText(/profile already exists/i)
    .first()
    .waitFor();
  await saveBar(page).getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).first().click();
  await page.getByRole("button", { name: "Delete client scope" }).click();
  await page.getByText("Client scope orders deleted").waitFor();
  expect(await findScope("orders")).toBeUndefined();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "orders", exact: true }).waitFor();
});

test("where the news of a deletion comes before its answer, the list is come to all the same", async () => {
  await openScope("orders");
  await page.getByRole("button", { name: "Delete", exact: true }).first().click();
  await page.route("**/edits", async (route) => {
    const response = await route.fetch();
    await page.getByText("There is no such client scope").waitFor();
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "Delete client scope" }).click();
  await page.getByText("Client scope orders deleted").waitFor();
  await page.unroute("**/edits");
});
