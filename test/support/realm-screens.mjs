// The screens of a realm as a whole, its events, sessions, settings and history, for screens.mjs.

const saveBar = (page) => page.getByRole("region", { name: "Unsaved changes" });

const menu = (page, name) =>
  page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name, exact: true }).click();

async function openEvents(page) {
  await menu(page, "Events");
  await page.getByRole("heading", { name: "Events", exact: true }).waitFor();
  await page
    .getByRole("button", { name: /orders-service/ })
    .first()
    .waitFor();
}

async function openEvent(page, name) {
  await openEvents(page);
  await page.getByRole("button", { name }).first().click();
  await page.getByRole("complementary", { name: "Event" }).getByRole("heading").first().waitFor();
}

const closeEvent = (page) => page.getByRole("button", { name: "Close", exact: true }).click();

/** The calls that are listed were made by the screens of the Console. @type {readonly import("./screens.mjs").Screen[]} */
export const eventScreens = [
  { name: "events", narrow: true, round: true, open: openEvents },
  {
    name: "events-refused",
    narrow: true,
    round: true,
    open: (page) => openEvent(page, /refused 401 token reports-service/),
    close: closeEvent,
  },
  {
    name: "events-token",
    open: async (page) => {
      await openEvent(page, /accepted token orders-service/);
      await page.getByRole("heading", { name: "The token that was issued" }).waitFor();
    },
    close: closeEvent,
  },
  { name: "events-edit", open: (page) => openEvent(page, /edit realm by/), close: closeEvent },
  {
    name: "events-none-found",
    open: async (page) => {
      await openEvents(page);
      await page.getByLabel("Search events").fill("no such event");
      await page.getByText("No event is like this").waitFor();
    },
    close: (page) => page.getByLabel("Search events").fill(""),
  },
];

async function openSessions(page) {
  await menu(page, "Sessions");
  await page.getByRole("cell", { name: "product-sa-client", exact: true }).first().waitFor();
}

/** @type {readonly import("./screens.mjs").Screen[]} */
export const sessionScreens = [
  { name: "sessions", narrow: true, round: true, open: openSessions },
  {
    name: "sessions-sign-out",
    open: async (page) => {
      await openSessions(page);
      await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
      await page.getByRole("button", { name: /^Sign out \d+ selected/ }).click();
      await page.getByText("This cannot be undone.").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Keep them" }).click(),
  },
];

async function openRealmSection(page, name) {
  await menu(page, "Realm settings");
  await page.getByRole("heading", { name: "Realm settings" }).waitFor();
  await page.getByRole("navigation", { name: "Jump to" }).getByRole("link", { name, exact: true }).click();
}

async function askAboutKey(page, action) {
  await openRealmSection(page, "Keys");
  await page.getByRole("button", { name: "Actions of rsa-generated" }).click();
  await page.getByRole("menuitem", { name: action }).click();
  await page.getByRole("button", { name: "Leave it as it is" }).waitFor();
}

const leaveKey = (page) => page.getByRole("button", { name: "Leave it as it is" }).click();

async function openRealmPanel(page, name) {
  await openRealmSection(page, "General");
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

const cancel = (page) => page.getByRole("button", { name: "Cancel" }).click();

/** @type {readonly import("./screens.mjs").Screen[]} */
export const realmSettingsScreens = [
  { name: "realm-settings", narrow: true, round: true, open: (page) => openRealmSection(page, "General") },
  { name: "realm-keys", pictureOnly: true, narrow: true, open: (page) => openRealmSection(page, "Keys") },
  {
    name: "realm-key-shown",
    open: async (page) => {
      await openRealmSection(page, "Keys");
      await page.getByRole("button", { name: "Show rsa-generated" }).click();
      await page.getByRole("heading", { name: "Public key" }).waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Show rsa-generated" }).click(),
  },
  { name: "realm-key-delete", narrow: true, open: (page) => askAboutKey(page, "Delete"), close: leaveKey },
  { name: "realm-key-rotate", pictureOnly: true, open: (page) => askAboutKey(page, "Rotate"), close: leaveKey },
  {
    name: "realm-key-add",
    narrow: true,
    open: async (page) => {
      await openRealmSection(page, "Keys");
      await page.getByRole("button", { name: "Add provider" }).click();
      await page.getByRole("combobox", { name: "Kind" }).selectOption("java-keystore");
      await page.getByLabel("Keystore Password").waitFor();
    },
    close: cancel,
  },
  {
    name: "realm-events-settings",
    pictureOnly: true,
    open: async (page) => {
      await openRealmSection(page, "Events");
      await page.getByRole("button", { name: /^Event types saved/ }).click();
    },
    close: (page) => page.getByRole("button", { name: /^Event types saved/ }).click(),
  },
  {
    name: "realm-sessions-settings",
    pictureOnly: true,
    narrow: true,
    open: (page) => openRealmSection(page, "Sessions"),
  },
  {
    name: "realm-draft",
    round: true,
    open: async (page) => {
      await openRealmSection(page, "Tokens");
      await page.getByLabel("Access Token Lifespan: number").fill("2");
      await page.getByRole("switch", { name: "Revoke Refresh Token" }).click();
      await saveBar(page).getByText("2 changes").waitFor();
    },
    close: async (page) => {
      await saveBar(page).getByRole("button", { name: "Discard" }).click();
      await saveBar(page).getByRole("button", { name: "Discard" }).waitFor({ state: "detached" });
    },
  },
  {
    name: "realm-defaults",
    pictureOnly: true,
    narrow: true,
    open: async (page) => {
      await openRealmSection(page, "Defaults");
      await page.getByLabel("Find a role to add").fill("order");
      await page.getByRole("checkbox", { name: "Default role order-reader" }).waitFor();
    },
    close: (page) => page.getByLabel("Find a role to add").fill(""),
  },
  { name: "realm-rename", pictureOnly: true, open: (page) => openRealmPanel(page, "Rename"), close: cancel },
  { name: "realm-delete", narrow: true, open: (page) => openRealmPanel(page, "Delete"), close: cancel },
];

/** @type {readonly import("./screens.mjs").Screen[]} */
export const historyScreens = [
  {
    name: "history",
    narrow: true,
    round: true,
    open: async (page) => {
      await menu(page, "History");
      await page.getByText("as it is now").waitFor();
    },
  },
  {
    name: "history-restore",
    open: async (page) => {
      await openRealmSection(page, "General");
      await page.getByLabel("Display name").fill("Demonstration");
      await page.keyboard.press("Control+s");
      await saveBar(page).getByText("Saved").waitFor();
      await menu(page, "History");
      await page
        .getByRole("button", { name: /^Restore/ })
        .last()
        .click();
      await page.getByText(/(is|are) taken back:$/).waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Keep the realm as it is" }).click(),
  },
];
