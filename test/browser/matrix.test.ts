import { beforeEach, expect, test } from "vitest";
import { tabTo } from "../support/keyboard.ts";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page, admin } = all;

let client = "";
let user = "";
let clientId = "";
let made = 0;
/** A service account of its own for each test, with Full scope allowed off. */
beforeEach(async () => {
  made += 1;
  clientId = `orders-${made}`;
  ({ id: client } = await admin.clients.create({ clientId, serviceAccountsEnabled: true, fullScopeAllowed: false }));
  user = (await admin.clients.getServiceAccountUser({ id: client })).id ?? "";
  await all.visit(`#/demo/roles-and-scopes?client=${client}`);
  await page.getByRole("grid", { name: `Roles and scopes of ${clientId}` }).waitFor();
});

const cell = (name: string) => page.getByRole("grid").getByRole("button", { name, exact: true });
const saveAll = async () => {
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
};
const heldRoles = async () => (await admin.users.listRealmRoleMappings({ id: user })).map(({ name }) => name);
const rolesInToken = async (scope?: string) => {
  const claims = await all.claimsOf(client, clientId, scope);
  return (claims["realm_access"] as { roles: string[] } | undefined)?.roles ?? [];
};

test("two cells and Save assign a role and let it through; it is in the token from then on", async () => {
  await cell("Assign role order-reader").click();
  await page.getByText("no scope lets it through").waitFor();
  await cell(`Let role order-reader through by ${clientId}-dedicated`).click();
  await saveAll();
  expect(await heldRoles()).toContain("order-reader");
  expect(await rolesInToken()).toContain("order-reader");
});

test("a composite's members show as held through it, and the row says why a role is cut and mends it", async () => {
  await cell("Assign role order-manager").click();
  await expect.poll(() => cell("Assign role order-writer").getAttribute("aria-pressed")).toBe("mixed");
  expect(await cell("Assign role order-writer").getAttribute("title")).toMatch(/^Held through order-manager\./);
  await cell("Let order-writer through").click();
  await saveAll();
  expect(await rolesInToken()).toEqual(["order-writer"]);
  await cell(`Let role order-writer through by ${clientId}-dedicated`).click();
  await saveAll();
  expect(await rolesInToken()).toEqual([]);
});

test("a new column and a cell make a client scope with a role mapping; asked for, it brings the role", async () => {
  await cell("Assign role report-reader").click();
  await page.getByRole("combobox", { name: "Add client scope" }).fill(`reports-${made}`);
  await page.keyboard.press("Enter");
  await cell(`Let role report-reader through by reports-${made}`).click();
  await cell(`report-reader: ask for reports-${made}`).click();
  await page.getByRole("rowheader", { name: "report-reader" }).waitFor();
  await expect.poll(() => page.getByRole("note", { name: "report-reader: in token" }).count()).toBe(1);
  await saveAll();
  expect(await rolesInToken()).toEqual([]);
  expect(await rolesInToken(`reports-${made}`)).toContain("report-reader");
  const claims = await all.claimsOf(client, clientId, `reports-${made}`);
  expect(claims["scope"]).toContain(`reports-${made}`);
});

test("the head of a column changes how the client has the scope, and a scope that is there is attached by its name", async () => {
  await page.getByRole("combobox", { name: "Add client scope" }).fill("inventory-re");
  await page.getByRole("option", { name: "inventory-read" }).click();
  await page.getByRole("button", { name: /^inventory-read: Optional/ }).click();
  await page.getByRole("menuitemradio", { name: "Default" }).click();
  await saveAll();
  const defaults = await admin.clients.listDefaultClientScopes({ id: client });
  expect(defaults.map(({ name }) => name)).toContain("inventory-read");
});

test("a role of the client's own is made in the row below, and is in scope without a mapping", async () => {
  await page.getByLabel("New role name").fill("clerk");
  await page.getByLabel("Kind of role").selectOption("client");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Create and assign" }).click();
  const own = cell(`Let role ${clientId} · clerk through by ${clientId}-dedicated`);
  expect(await own.getAttribute("aria-disabled")).toBe("true");
  expect(await own.getAttribute("title")).toMatch(/own role: always in scope/);
  await saveAll();
  const claims = await all.claimsOf(client, clientId);
  expect(claims["resource_access"]).toMatchObject({ [clientId]: { roles: ["clerk"] } });
});

test("a new role and a new client scope can be taken out again with all that hangs on them", async () => {
  await page.getByLabel("New role name").fill("passing");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Add client scope" }).fill("passing-too");
  await page.keyboard.press("Enter");
  await cell("Let role passing through by passing-too").click();
  await cell("Let role user through by passing-too").click();
  await saveBar(page).getByText("5 changes").waitFor();
  await cell("Remove new role passing").click();
  await page.getByRole("button", { name: /^passing-too: Optional/ }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await saveBar(page).getByText("No changes").waitFor();
});

test("Full scope allowed says what it would add, and adds it", async () => {
  await cell("Assign role order-reader").click();
  await page.getByText(/On, it would add .*order-reader/).waitFor();
  await page.getByRole("switch", { name: "Full scope allowed" }).click();
  await saveAll();
  expect(await rolesInToken()).toContain("order-reader");
});

test("arrow keys move between cells, Space switches one, and the whole grid is one stop of Tab", async () => {
  await page.getByRole("searchbox", { name: "Filter roles" }).fill("order-");
  await page.getByRole("rowheader", { name: "user", exact: true }).waitFor({ state: "detached" });
  await tabTo(page, "Assign role order-manager");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await saveBar(page).getByText("2 changes: role order-reader assigned, role order-reader let through").waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Home");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("order-writer");
  await page.keyboard.press("ArrowDown"); // the last row stays
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("order-writer");
  await saveAll();
  expect(await heldRoles()).toContain("order-reader");
});

test("the draft is the one of the client's page", async () => {
  await cell("Assign role user").click();
  await page.getByRole("link", { name: "Open the client" }).click();
  await saveBar(page).getByText("role user assigned").waitFor();
  expect(await page.getByRole("checkbox", { name: "Assign role user", exact: true }).isChecked()).toBe(true);
});

test("of 2,000 roles by 20 client scopes only what is in view is drawn, and keys go to the last", async () => {
  const realm = "wide";
  await admin.realms.create({
    realm,
    enabled: true,
    roles: { realm: Array.from({ length: 2000 }, (_, index) => ({ name: `role-${String(index).padStart(4, "0")}` })) },
    clientScopes: Array.from({ length: 20 }, (_, index) => ({ name: `scope-${index}`, protocol: "openid-connect" })),
    clients: [
      {
        id: "wide-client",
        clientId: "wide-client",
        serviceAccountsEnabled: true,
        fullScopeAllowed: false,
        defaultClientScopes: Array.from({ length: 20 }, (_, index) => `scope-${index}`),
      },
    ],
  });
  await all.visit(`#/${realm}/clients`);
  await page.getByRole("link", { name: "wide-client" }).waitFor();
  await all.visit(`#/${realm}/roles-and-scopes?client=wide-client`);
  await cell("Assign role role-0000").waitFor();
  expect(await page.getByRole("row").count()).toBeLessThan(60);
  await cell("Assign role role-0003").click();
  await saveBar(page).getByText("role role-0003 assigned").waitFor();
  await cell("Assign role role-0003").focus();
  await page.keyboard.press("Control+End");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-column"))).toBe("token");
  await page.keyboard.press("Home");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("role-1999");
});
