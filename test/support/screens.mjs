// Every screen of the window and the way there: for the gallery, and for the tests that look at all of them.

import { consoleScreens } from "./console-screens.mjs";
import { eventScreens, historyScreens, realmSettingsScreens, sessionScreens } from "./realm-screens.mjs";
import { resourceScreens } from "./resource-screens.mjs";
import { clientScopeScreens, matrixScreens, roleScreens } from "./scope-screens.mjs";

/** A test that waits for longer has failed anyhow; a machine with much to do takes its time. */
const UNTIL_SHOWN_MS = 30_000;
const preview = (page) => page.getByRole("complementary", { name: "Token preview" });
const saveBar = (page) => page.getByRole("region", { name: "Unsaved changes" });

/** Goes to an address of the window without loading the page again, which would end the session. */
const visit = (page, hash) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

async function openClients(page) {
  await visit(page, "#/demo/clients");
  await page.getByRole("heading", { name: "Clients", exact: true }).waitFor();
  await page.getByRole("link", { name: "orders-service" }).waitFor();
}

async function openClient(page, clientId) {
  await openClients(page);
  await page.getByRole("link", { name: clientId, exact: true }).click();
  await page.getByRole("heading", { name: clientId, exact: true }).waitFor();
}

async function openClientWithToken(page, clientId) {
  await openClient(page, clientId);
  await preview(page).getByText(clientId).first().waitFor();
}

async function openSection(page, clientId, section) {
  await openClientWithToken(page, clientId);
  await page.getByRole("navigation", { name: "Jump to" }).getByRole("link", { name: section, exact: true }).click();
}

async function discard(page) {
  await saveBar(page).getByRole("button", { name: "Discard" }).click();
  await saveBar(page).getByRole("button", { name: "Discard" }).waitFor({ state: "detached" });
}

async function typeDraft(page) {
  await openClientWithToken(page, "orders-service");
  await page.getByLabel("Expires in: number").fill("2");
  await page.getByLabel("New role name").fill("night-shift");
  await page.getByRole("button", { name: "Create and assign" }).click();
  await page.getByRole("checkbox", { name: "Assign role order-manager" }).uncheck();
  await preview(page).getByText("changes against the saved client").waitFor();
}

/**
 * @typedef {object} Screen
 * @property {string} name
 * @property {(page: import("playwright-core").Page) => Promise<void>} open brings a signed-in page there
 * @property {(page: import("playwright-core").Page) => Promise<void>} [close] leaves nothing behind for the next one
 * @property {boolean} [narrow] also worth a look at 900×600
 * @property {boolean} [round] stands for its kind: `npm test` presses Tab all through it, the long rest through all
 * @property {boolean} [pictureOnly] another part of a page that is looked at whole elsewhere: `npm test` passes it by
 * @property {boolean} [transient] a menu that is gone with the next key
 */

/** @type {readonly Screen[]} */
const clientList = [
  { name: "clients-welcome", open: openClients },
  {
    name: "clients-search",
    open: async (page) => {
      await openClients(page);
      await page.getByRole("button", { name: "Hide this" }).click();
      await page.getByLabel("Search clients").fill("report");
      await page.getByRole("link", { name: "orders-service" }).waitFor({ state: "detached" });
    },
    close: (page) => page.getByLabel("Search clients").fill(""),
  },
  {
    name: "clients-none-found",
    open: async (page) => {
      await openClients(page);
      await page.getByLabel("Search clients").fill("no such client");
      await page.getByRole("button", { name: "Clear the search" }).waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Clear the search" }).click(),
  },
  {
    name: "clients-built-in",
    round: true,
    open: async (page) => {
      await openClients(page);
      await page.getByRole("switch", { name: /Show built-in/ }).click();
      await page.getByRole("link", { name: "admin-cli" }).waitFor();
    },
    close: (page) => page.getByRole("switch", { name: /Show built-in/ }).click(),
  },
  {
    name: "clients-selected",
    round: true,
    narrow: true,
    open: async (page) => {
      await openClients(page);
      await page.getByRole("checkbox", { name: "Select orders-service" }).check();
      await page.getByRole("checkbox", { name: "Select inventory-api" }).check();
      await page.getByText("1 has no service account and is left out.").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Clear selection" }).click(),
  },
  {
    name: "clients-bulk-delete",
    open: async (page) => {
      await openClients(page);
      await page.getByRole("checkbox", { name: "Select inventory-api" }).check();
      await page.getByRole("region", { name: "Selected clients" }).getByRole("button", { name: "Delete" }).click();
      await page.getByText(/go with their clients/).waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Clear selection" }).click(),
  },
  {
    name: "new-client",
    narrow: true,
    open: async (page) => {
      await openClients(page);
      await page.getByRole("button", { name: "New client" }).click();
      await page.getByLabel("Client ID").fill("billing-service");
    },
    close: (page) => page.getByRole("button", { name: "Cancel" }).click(),
  },
  {
    name: "new-client-taken",
    round: true,
    open: async (page) => {
      await openClients(page);
      await page.getByRole("button", { name: "New client" }).click();
      await page.getByLabel("Client ID").fill("orders-service");
      await page.getByText("There is a client “orders-service” already").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Cancel" }).click(),
  },
];

/** @type {readonly Screen[]} */
const clientPage = [
  { name: "client-settings", narrow: true, open: (page) => openClientWithToken(page, "orders-service") },
  {
    name: "client-term",
    narrow: true,
    transient: true,
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await page.getByRole("button", { name: "Service account roles: what is that?" }).focus();
      await page.getByRole("tooltip").waitFor();
    },
    close: (page) => page.evaluate(() => document.activeElement?.blur()),
  },
  {
    name: "client-credentials",
    open: async (page) => {
      await openSection(page, "product-sa-client", "Credentials");
      await page.getByRole("button", { name: "Show", exact: true }).click();
    },
  },
  {
    name: "client-authenticator",
    narrow: true,
    open: async (page) => {
      await openSection(page, "product-sa-client", "Credentials");
      await page.getByRole("combobox", { name: "Client Authenticator" }).click();
    },
  },
  {
    name: "client-signs",
    open: async (page) => {
      await openSection(page, "product-sa-client", "Credentials");
      await page.getByRole("combobox", { name: "Client Authenticator" }).click();
      await page.getByRole("option", { name: "Signed JWT", exact: true }).click();
      await page.getByText("1 change").waitFor();
    },
    close: (page) => discard(page),
  },
  {
    name: "client-key-made",
    narrow: true,
    open: async (page) => {
      await openSection(page, "product-sa-client", "Credentials");
      await page.getByRole("combobox", { name: "Client Authenticator" }).click();
      await page.getByRole("option", { name: "Signed JWT", exact: true }).click();
      await page.getByLabel("Password for PKCS#12 (optional)").fill("not-shown");
      await page.getByRole("button", { name: "Generate", exact: true }).click();
      await page.getByText("The private key, this once:").waitFor();
    },
    close: async (page) => {
      await saveBar(page).getByRole("button", { name: "Discard" }).click();
      await saveBar(page).getByRole("button", { name: "Undo" }).click();
      await saveBar(page).getByText("Taken back").waitFor();
    },
  },
  {
    name: "client-x509",
    open: async (page) => {
      await openSection(page, "product-sa-client", "Credentials");
      await page.getByRole("combobox", { name: "Client Authenticator" }).click();
      await page.getByRole("option", { name: "X509 Certificate", exact: true }).click();
      await page.getByLabel("Subject DN").waitFor();
    },
    close: (page) => discard(page),
  },
  {
    name: "client-roles",
    round: true,
    open: async (page) => {
      await openSection(page, "inventory-api", "Roles");
      await page.getByLabel("New client role").fill("counter");
      await page.getByRole("button", { name: "Create role" }).click();
    },
    close: (page) => discard(page),
  },
  { name: "client-mappers", narrow: true, open: (page) => openSection(page, "orders-service", "Mappers") },
  {
    name: "client-mapper-types",
    round: true,
    open: async (page) => {
      await openSection(page, "orders-service", "Mappers");
      await page.getByRole("button", { name: "Configure a new mapper" }).click();
      await page.getByLabel("Find a mapper type").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Close" }).click(),
  },
  {
    name: "client-mapper-form",
    narrow: true,
    round: true,
    open: async (page) => {
      await openSection(page, "orders-service", "Mappers");
      await page.getByRole("button", { name: "Hardcoded claim", exact: true }).click();
      await page.getByLabel("Token Claim Name").fill("tier");
      await page.getByLabel("Claim value").fill("gold");
      await page.getByRole("button", { name: /tier = gold/ }).waitFor();
    },
    close: (page) => discard(page),
  },
  { name: "client-sessions-none", open: (page) => openSection(page, "orders-service", "Sessions") },
  { name: "client-advanced", narrow: true, open: (page) => openSection(page, "orders-service", "Advanced") },
  { name: "client-events", open: (page) => openSection(page, "orders-service", "Events") },
  {
    name: "client-actions",
    transient: true,
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await page.getByRole("button", { name: "Actions" }).click();
      await page.getByRole("menuitem", { name: "Duplicate" }).waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "client-duplicate",
    narrow: true,
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await page.getByRole("button", { name: "Actions" }).click();
      await page.getByRole("menuitem", { name: "Duplicate" }).click();
      await page.getByLabel("Client ID of the copy").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Cancel" }).click(),
  },
  {
    name: "client-delete",
    narrow: true,
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await page.getByRole("button", { name: "Actions" }).click();
      await page.getByRole("menuitem", { name: "Delete" }).click();
      await page.getByRole("button", { name: "Delete client" }).waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Keep it" }).click(),
  },
  {
    name: "client-service-account-roles",
    open: (page) => openSection(page, "reports-service", "Service account roles"),
  },
  { name: "client-scopes", open: (page) => openSection(page, "orders-service", "Client scopes") },
  {
    name: "client-scopes-full-scope-off",
    round: true,
    narrow: true,
    open: (page) => openSection(page, "reports-service", "Client scopes"),
  },
  { name: "client-draft", round: true, narrow: true, open: typeDraft, close: discard },
  {
    name: "client-draft-secret",
    open: async (page) => {
      await openSection(page, "orders-service", "Credentials");
      await page.getByRole("button", { name: "Regenerate" }).click();
    },
    close: discard,
  },
  {
    name: "client-cut-role",
    open: async (page) => {
      await openClientWithToken(page, "reports-service");
      await preview(page)
        .getByRole("button", { name: /report-reader/ })
        .click();
      await preview(page).getByText("Nothing lets it through").waitFor();
    },
  },
  {
    name: "client-claim-explained",
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await preview(page).getByRole("button", { name: /^exp / }).click();
      await preview(page)
        .getByRole("button", { name: /^warehouse / })
        .click();
      await preview(page)
        .getByRole("button", { name: /^order-reader/ })
        .click();
    },
  },
  {
    name: "client-refused-preview",
    round: true,
    narrow: true,
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await page.getByRole("switch", { name: "Client authentication" }).click();
      await preview(page).getByText("No token").waitFor();
    },
    close: discard,
  },
  {
    name: "client-save-refused",
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await page.getByLabel("Client ID").fill("reports-service");
      await page.keyboard.press("Control+s");
      await page.getByText("Not saved").or(page.locator(".mantine-InputWrapper-error")).first().waitFor();
    },
    close: discard,
  },
  {
    name: "client-without-service-account",
    open: async (page) => {
      await openClient(page, "inventory-api");
      await preview(page).getByText("No token").waitFor();
    },
  },
  {
    name: "client-missing",
    round: true,
    open: async (page) => {
      await visit(page, "#/demo/clients/no-such-client");
      await page.getByText("There is no such client").waitFor();
    },
  },
];

/** A file of the demo realm that leaves most of it out, adds something, and hides its secrets. */
const maskedRealm = JSON.stringify({
  realm: "demo",
  enabled: true,
  accessTokenLifespan: 120,
  ofAPlugIn: true,
  identityProviders: [{ alias: "github", providerId: "github", config: { clientSecret: "**********" } }],
  clients: ["product-sa-client", "a-client-whose-name-is-longer-than-any-column-would-like-it-to-be"].map(
    (clientId) => ({ clientId, serviceAccountsEnabled: true, secret: "**********" }),
  ),
});

const chooseFiles = (page, files) =>
  page
    .locator("input[type=file]")
    .first()
    .setInputFiles(
      Object.entries(files).map(([name, text]) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) })),
    );

async function openTransfer(page, section, ready) {
  await visit(page, `#/demo/transfer/${section}`);
  await page.getByRole("heading", { name: "Import / Export" }).waitFor();
  await ready.waitFor();
}

const openImport = (page) => openTransfer(page, "import", page.getByRole("button", { name: "Choose files" }));

async function openStaged(page) {
  await openImport(page);
  await chooseFiles(page, { "demo-realm.json": maskedRealm, "shop-realm.json": '{"realm":"shop","enabled":true}' });
  await page.getByText("Would be created", { exact: true }).waitFor();
}

const discardImport = (page) => page.getByRole("button", { name: "Discard" }).click();

/** @type {readonly Screen[]} */
const transfer = [
  { name: "import-empty", round: true, narrow: true, open: openImport },
  { name: "import-refused-policy", narrow: true, open: openStaged, close: discardImport },
  {
    name: "import-differences",
    round: true,
    narrow: true,
    open: async (page) => {
      await openStaged(page);
      await page.getByRole("radio", { name: "Overwrite" }).check();
      await page.getByRole("region", { name: "What would change demo" }).waitFor();
    },
    close: discardImport,
  },
  {
    name: "import-masked-secrets",
    open: async (page) => {
      await openStaged(page);
      await page.getByRole("radio", { name: "Overwrite" }).check();
      await page.getByLabel("product-sa-client: Client secret").fill("not-shown");
    },
    close: discardImport,
  },
  {
    name: "import-client",
    open: async (page) => {
      await openImport(page);
      await chooseFiles(page, { "billing.json": '{"clientId":"billing-service","serviceAccountsEnabled":true}' });
      await page.getByText("1 realm would change").waitFor();
    },
    close: discardImport,
  },
  {
    name: "import-bad-file",
    round: true,
    open: async (page) => {
      await openImport(page);
      await chooseFiles(page, { "broken.json": '{ "realm": "shop", }', "shop-realm.json": '{"realm":"shop"}' });
      await page.getByText("Not taken in").waitFor();
    },
    close: discardImport,
  },
  {
    name: "export",
    round: true,
    narrow: true,
    open: (page) => openTransfer(page, "export", page.getByRole("button", { name: "Download" })),
  },
  {
    name: "keycloak",
    round: true,
    narrow: true,
    open: (page) => openTransfer(page, "keycloak", page.getByRole("heading", { name: "Live Keycloak" })),
  },
  {
    name: "keycloak-incomplete",
    open: async (page) => {
      await openTransfer(page, "keycloak", page.getByRole("heading", { name: "Live Keycloak" }));
      await page.getByRole("button", { name: "Compare" }).click();
      await page.getByText("Needed").first().waitFor();
    },
  },
];

/** @type {readonly Screen[]} */
const frame = [
  {
    name: "realm-menu",
    transient: true,
    open: async (page) => {
      await openClients(page);
      await page.getByRole("button", { name: "Realm: demo" }).click();
      await page.getByRole("link", { name: /master/ }).waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "realm-new",
    open: async (page) => {
      await openClients(page);
      await page.getByRole("button", { name: "Realm: demo" }).click();
      await page.getByRole("button", { name: "Create realm" }).click();
      await page.getByRole("textbox", { name: "Realm name" }).fill("master");
      await page.getByText("There is a realm “master” already").waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "theme-menu",
    transient: true,
    open: async (page) => {
      await openClients(page);
      await page.getByRole("button", { name: /^Theme/ }).click();
      await page.getByRole("menuitem", { name: "Dark" }).waitFor();
    },
    close: async (page) => {
      await page.keyboard.press("Escape"); // the focus goes back to the button …
      await page.evaluate(() => document.activeElement?.blur()); // … where it would show on the next picture
    },
  },
  {
    name: "palette",
    transient: true,
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await page.keyboard.press("Control+k");
      await page.getByLabel("Search and commands").last().fill("inv");
      await page.getByText("Client scope", { exact: false }).first().waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "palette-actions",
    transient: true,
    open: async (page) => {
      await openClientWithToken(page, "orders-service");
      await page.keyboard.press("Control+k");
      await page.locator("[data-action]").filter({ hasText: "Duplicate" }).waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "shortcuts",
    open: async (page) => {
      await openClients(page);
      await page.keyboard.press("?");
      await page.getByRole("heading", { name: "Keyboard shortcuts" }).waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "realm-missing",
    open: async (page) => {
      await visit(page, "#/no-such-realm/clients");
      await page.getByText("There is no realm “no-such-realm” here").waitFor();
    },
  },
];

/** In parts of about the same length, each for a new workspace and its demo realm; in a part none is in the way of the next. */
export const screenParts = {
  clients: [...clientList, ...clientPage.slice(0, 12)],
  client: clientPage.slice(12),
  roles: [...matrixScreens, ...clientScopeScreens, ...roleScreens],
  console: [...consoleScreens, ...resourceScreens, ...eventScreens, ...sessionScreens], // events of what the Console sent
  realm: [...realmSettingsScreens, ...historyScreens, ...transfer, ...frame],
};

/** All of them, which work in this order one after the other as well. */
export const screens = Object.values(screenParts).flat();

/** Signs a page in by the one-time address that `tokenbench serve` prints. */
export async function signIn(page, signInUrl) {
  page.setDefaultTimeout(UNTIL_SHOWN_MS);
  await page.goto(signInUrl);
  await page.getByRole("heading", { name: "Clients", exact: true }).waitFor();
}

/** What a browser shows without a sign-in address, and with one that was used up. Each needs a page of its own. */
export async function openSignedOut(page, address) {
  await page.goto(address);
  await page.getByRole("heading", { name: "Signed out" }).waitFor();
}
