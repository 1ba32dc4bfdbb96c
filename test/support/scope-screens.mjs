// The screens of roles, client scopes and their matrix, for screens.mjs.

const saveBar = (page) => page.getByRole("region", { name: "Unsaved changes" });
const grid = (page) => page.getByRole("grid");

const menu = (page, name) =>
  page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name, exact: true }).click();

async function discard(page) {
  await saveBar(page).getByRole("button", { name: "Discard" }).click();
  await saveBar(page).getByRole("button", { name: "Discard" }).waitFor({ state: "detached" });
}

/** Opens the matrix of a client from its page. */
async function openMatrix(page, clientId) {
  await menu(page, "Clients");
  await page.getByRole("link", { name: clientId, exact: true }).click();
  await page.getByRole("heading", { name: clientId, exact: true }).waitFor();
  await menu(page, "Roles & Scopes");
  await grid(page).getByRole("rowheader", { name: "order-reader" }).waitFor();
  await page.getByText("no token").first().waitFor({ state: "detached" });
}

async function openMatrixWithoutToken(page, clientId) {
  await menu(page, "Clients");
  await page.getByRole("link", { name: clientId, exact: true }).click();
  await page.getByRole("heading", { name: clientId, exact: true }).waitFor();
  await menu(page, "Roles & Scopes");
  await page.getByRole("button", { name: "Switch Service account roles on" }).first().waitFor();
}

/** @type {readonly import("./screens.mjs").Screen[]} */
export const matrixScreens = [
  { name: "matrix", narrow: true, round: true, open: (page) => openMatrix(page, "orders-service") },
  {
    name: "matrix-full-scope-off",
    narrow: true,
    open: (page) => openMatrix(page, "reports-service"),
  },
  {
    name: "matrix-draft",
    narrow: true,
    open: async (page) => {
      await openMatrix(page, "reports-service");
      await page.getByRole("combobox", { name: "Add client scope" }).fill("reports");
      await page.keyboard.press("Enter");
      await grid(page).getByRole("button", { name: "Let role report-reader through by reports", exact: true }).click();
      await page.getByLabel("New role name").fill("night-shift");
      await page.getByRole("button", { name: "Create and assign" }).click();
      await saveBar(page).getByText("4 changes").waitFor();
    },
    close: discard,
  },
  {
    name: "matrix-built-in",
    round: true,
    open: async (page) => {
      await openMatrix(page, "orders-service");
      await page.getByRole("switch", { name: "Hide built-in" }).click();
      await page.getByRole("rowheader", { name: "offline_access" }).waitFor();
    },
  },
  {
    name: "matrix-scope-menu",
    transient: true,
    open: async (page) => {
      await openMatrix(page, "orders-service");
      await page.getByRole("button", { name: /^inventory-read: Default/ }).click();
      await page.getByRole("menuitemradio", { name: "Optional" }).waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  { name: "matrix-no-service-account", open: (page) => openMatrixWithoutToken(page, "inventory-api") },
];

async function openScopes(page) {
  await menu(page, "Client scopes");
  await page.getByRole("link", { name: "inventory-read", exact: true }).waitFor();
}

async function openScope(page, name, section) {
  await openScopes(page);
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  const jump = page.getByRole("navigation", { name: "Jump to" });
  if (section) await jump.getByRole("link", { name: section, exact: true }).click();
}

/** @type {readonly import("./screens.mjs").Screen[]} */
export const clientScopeScreens = [
  { name: "scopes", narrow: true, round: true, open: openScopes },
  {
    name: "scopes-new",
    narrow: true,
    open: async (page) => {
      await openScopes(page);
      await page.getByRole("button", { name: "New client scope" }).click();
      await page.getByLabel("Name", { exact: true }).fill("orders");
    },
    close: (page) => page.getByRole("button", { name: "Cancel" }).click(),
  },
  {
    name: "scopes-selected",
    open: async (page) => {
      await openScopes(page);
      await page.getByRole("checkbox", { name: "Select all client scopes shown" }).check();
      await page.getByText("2 selected").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Clear selection" }).click(),
  },
  {
    name: "scopes-delete",
    narrow: true,
    round: true,
    open: async (page) => {
      await openScopes(page);
      await page.getByRole("button", { name: "Delete inventory-read" }).click();
      await page.getByText("1 client loses it").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Keep" }).click(),
  },
  {
    name: "scopes-none-found",
    open: async (page) => {
      await openScopes(page);
      await page.getByLabel("Search client scopes").fill("no such scope");
      await page.getByRole("button", { name: "Clear the search" }).waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Clear the search" }).click(),
  },
  { name: "scope-settings", narrow: true, round: true, open: (page) => openScope(page, "inventory-read") },
  { name: "scope-mappers", open: (page) => openScope(page, "inventory-write", "Mappers") },
  {
    name: "scope-draft",
    narrow: true,
    open: async (page) => {
      await openScope(page, "inventory-read", "Scope");
      await page.getByRole("checkbox", { name: "Let role order-reader through by inventory-read" }).check();
      await saveBar(page).getByText("1 change").waitFor();
    },
    close: discard,
  },
  { name: "scope-used-by", open: (page) => openScope(page, "inventory-read", "Used by") },
];

async function openRoles(page) {
  await menu(page, "Realm roles");
  await page.getByRole("link", { name: "order-reader", exact: true }).waitFor();
}

async function openRole(page, name, section) {
  await openRoles(page);
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  const jump = page.getByRole("navigation", { name: "Jump to" });
  if (section) await jump.getByRole("link", { name: section, exact: true }).click();
}

/** @type {readonly import("./screens.mjs").Screen[]} */
export const roleScreens = [
  { name: "roles", narrow: true, round: true, open: openRoles },
  {
    name: "roles-of-clients",
    open: async (page) => {
      await openRoles(page);
      await page.getByRole("radiogroup", { name: "Which roles" }).getByText("All", { exact: true }).click();
      await page.getByRole("switch", { name: /Show built-in roles/ }).click();
      await page.getByRole("link", { name: "write", exact: true }).waitFor();
    },
    close: async (page) => {
      await page.getByRole("switch", { name: /Show built-in roles/ }).click();
      await page.getByRole("radiogroup", { name: "Which roles" }).getByText("Realm roles", { exact: true }).click();
    },
  },
  {
    name: "roles-new",
    narrow: true,
    open: async (page) => {
      await openRoles(page);
      await page.getByRole("button", { name: "Create role" }).click();
      await page.getByLabel("Role name").fill("order-auditor");
    },
    close: (page) => page.getByRole("button", { name: "Cancel" }).click(),
  },
  {
    name: "roles-delete",
    round: true,
    open: async (page) => {
      await openRoles(page);
      await page.getByRole("button", { name: "Delete role order-reader" }).click();
      await page.getByText("It goes from 1 composite role").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Keep" }).click(),
  },
  { name: "role-details", narrow: true, round: true, open: (page) => openRole(page, "order-manager") },
  {
    name: "role-graph",
    narrow: true,
    open: async (page) => {
      await openRole(page, "order-manager", "Associated roles");
      await page.getByRole("combobox", { name: "Add an associated role" }).fill("inventory-api · write");
      await page.keyboard.press("Enter");
      await saveBar(page).getByText("1 change").waitFor();
    },
    close: discard,
  },
  { name: "role-users", open: (page) => openRole(page, "order-reader", "Users in role") },
  {
    name: "role-missing",
    open: async (page) => {
      await page.evaluate(() => {
        window.location.hash = "#/demo/roles/no-such-role";
      });
      await page.getByText("There is no such role").waitFor();
    },
  },
];
