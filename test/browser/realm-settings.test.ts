import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page } = all;

const realm = () => all.admin.realms.findOne({ realm: "demo" });
const open = async (section: string, name = "demo") => {
  await all.visit(`#/${name}/realm-settings/${section}`);
  await page.getByRole("heading", { name: "Realm settings" }).waitFor();
};
const save = async () => {
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
};
const realmMenu = async (name: string) => {
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
};

test("General: Display name, Frontend URL, Require SSL; endpoints stand ready to be copied", async () => {
  await open("general");
  await page.getByLabel("Display name").fill("Demonstration");
  await page.getByLabel("Frontend URL").fill("https://id.example");
  await page.getByLabel("Require SSL").selectOption("None");
  await save();
  expect(await realm()).toMatchObject({
    displayName: "Demonstration",
    sslRequired: "none",
    attributes: { frontendUrl: "https://id.example" },
  });
  await page.getByText(`${all.baseUrl}/realms/demo/protocol/openid-connect/certs`).waitFor();
});

test("Tokens: a token lives as long as the realm says from then on", async () => {
  await open("tokens");
  await page.getByLabel("Access Token Lifespan: number").fill("2");
  await page.getByRole("switch", { name: "Revoke Refresh Token" }).click();
  await page.getByLabel("Refresh Token Max Reuse").fill("1");
  await saveBar(page).getByText("Access Token Lifespan 5 minutes → 2 minutes").waitFor();
  await save();
  expect(await realm()).toMatchObject({ accessTokenLifespan: 120, revokeRefreshToken: true, refreshTokenMaxReuse: 1 });
  const [reports] = await all.admin.clients.find({ clientId: "reports-service" });
  const claims = await all.claimsOf(reports?.id ?? "", "reports-service");
  expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(120);
});

test("Sessions: times in units, inherited or of their own; what contradicts is refused at its field", async () => {
  await open("sessions");
  await page.getByLabel("SSO Session Idle: number", { exact: true }).fill("45");
  const own = page.getByRole("group", { name: "Client Session Idle" });
  await own.getByLabel("Client Session Idle: number").fill("50");
  await page.keyboard.press("Control+s");
  await own.getByText("Client Session Idle Timeout cannot be greater than Realm SSO Idle Timeout.").waitFor();
  await own.getByLabel("Client Session Idle: number").fill("10");
  await save();
  expect(await realm()).toMatchObject({ ssoSessionIdleTimeout: 2700, clientSessionIdleTimeout: 600 });
  await own.getByRole("radio", { name: /^Inherits from SSO Session Idle/ }).check();
  await save();
  expect(await realm()).toMatchObject({ clientSessionIdleTimeout: 0 });
});

test("Events: what the Admin API keeps, for how long, and which types", async () => {
  await open("events");
  await page.getByRole("switch", { name: "Save events" }).click();
  await page.getByRole("group", { name: "Expiration" }).getByLabel("Expiration: number").fill("7");
  await page.getByRole("button", { name: /^Event types saved/ }).click();
  await page.getByLabel("Search event types").fill("client login");
  await page.getByRole("checkbox", { name: "CLIENT_LOGIN", exact: true }).uncheck();
  await save();
  const saved = await realm();
  expect(saved).toMatchObject({ eventsEnabled: true, eventsExpiration: 7 * 86_400 });
  expect(saved?.enabledEventTypes).not.toContain("CLIENT_LOGIN");
  expect(saved?.enabledEventTypes).toContain("CLIENT_LOGIN_ERROR");
});

test("Defaults: new clients get the scopes, new service accounts the roles", async () => {
  await open("defaults");
  await page.getByRole("radiogroup", { name: "Assigned type of inventory-write" }).getByText("Optional").click();
  await page.getByLabel("Find a role to add").fill("order-reader");
  await page.getByRole("checkbox", { name: "Default role order-reader" }).check();
  await saveBar(page).getByText("default role order-reader added").waitFor();
  await save();
  const { id } = await all.admin.clients.create({ clientId: "a-new-one", serviceAccountsEnabled: true });
  expect((await all.admin.clients.listOptionalClientScopes({ id })).map(({ name }) => name)).toContain(
    "inventory-write",
  );
  const claims = await all.claimsOf(id, "a-new-one");
  expect((claims["realm_access"] as { roles: string[] }).roles).toContain("order-reader");
});

test("all that a Save changed comes back with Undo", async () => {
  await open("general");
  await page.getByLabel("Display name").fill("Another");
  await save();
  await saveBar(page).getByRole("button", { name: "Undo" }).click();
  await saveBar(page).getByText("Taken back").waitFor();
  expect((await realm())?.displayName).toBe("Demonstration");
});

test("a realm is made, copied, renamed and deleted from the window, and brought back", async () => {
  await page.getByRole("button", { name: "Realm: demo" }).click();
  await page.getByRole("button", { name: "Create realm" }).click();
  await page.getByRole("form", { name: "New realm" }).getByRole("textbox").fill("shop");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Realm: shop" }).waitFor();
  expect((await all.admin.realms.findOne({ realm: "shop" }))?.enabled).toBe(true);

  await open("general", "shop");
  await realmMenu("Rename");
  await page.getByRole("textbox", { name: "New realm name" }).fill("market");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Realm: market" }).waitFor();

  await page.getByText("Realm shop is market now").waitFor();
  await realmMenu("Copy realm");
  await page.getByRole("textbox", { name: "Name of the copy" }).fill("market-2");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Realm: market-2" }).waitFor();

  await open("general", "market-2");
  await realmMenu("Delete");
  await page.getByText(/With it go \d+ clients/).waitFor();
  await page.getByRole("button", { name: "Delete realm" }).click();
  await page.getByText("Realm market-2 deleted").waitFor();
  expect(await all.admin.realms.findOne({ realm: "market-2" })).toBeFalsy();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await page.getByText("Realm market-2 is back as it was").waitFor();
  expect(await all.admin.realms.findOne({ realm: "market-2" })).toBeTruthy();
});

test("the list of realms is searched as one types; Enter stays on the kind of screen one is on", async () => {
  await all.visit("#/demo/history");
  await page.getByRole("button", { name: "Realm: demo" }).click();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Realm: demo");
  await page.keyboard.press("Enter");
  await page.getByLabel("Search realms").fill("market-");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Realm: market-2" }).waitFor();
  expect(page.url()).toContain("#/market-2/history");
});
