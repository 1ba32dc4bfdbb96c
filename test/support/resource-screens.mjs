// The screen Resource server and the calls it got, for screens.mjs.

const menu = (page, name) =>
  page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name, exact: true }).click();

const heading = (page) => page.getByRole("heading", { name: "Resource server", exact: true });
const bar = (page) => page.getByRole("region", { name: "Unsaved changes" });
const calls = (page) => page.getByRole("list", { name: "Calls of the resource server" });

async function openResourceServer(page) {
  await menu(page, "Resource server");
  await heading(page).waitFor();
}

async function save(page) {
  await bar(page).getByRole("button", { name: "Save" }).click();
  await bar(page).getByText("Saved").waitFor();
}

async function discard(page) {
  await bar(page).getByRole("button", { name: "Discard" }).click();
  await bar(page).getByRole("button", { name: "Discard" }).waitFor({ state: "detached" });
}

/** Shows the token of a client to the resource server, from outside of the window. */
async function show(page, path, headers = {}) {
  await page.request.get(new URL(`/resource/demo${path}`, page.url()).href, { headers });
}

async function tokenOf(page) {
  const answer = await page.request.post(new URL("/realms/demo/protocol/openid-connect/token", page.url()).href, {
    form: { grant_type: "client_credentials", client_id: "product-sa-client", client_secret: "password" },
  });
  return (await answer.json()).access_token;
}

/** Switched on, asking for an audience that no token has, with three calls. */
async function openWithCalls(page) {
  await openResourceServer(page);
  await page.getByRole("switch", { name: "Switched on" }).check();
  await save(page);
  const authorization = `Bearer ${await tokenOf(page)}`;
  await show(page, "/orders", { authorization });
  await show(page, "/orders");
  await page.getByRole("combobox", { name: "Audience" }).fill("inventory-api");
  await page.keyboard.press("Tab");
  await save(page);
  await show(page, "/orders/7", { authorization });
  await calls(page)
    .getByRole("button", { name: /refused 401 product-sa-client/ })
    .first()
    .click();
  await calls(page).getByText("the audience names this resource server", { exact: true }).waitFor();
}

/** Back to how a new workspace has it. */
async function switchOff(page) {
  await page.getByRole("combobox", { name: "Audience" }).fill("");
  await page.keyboard.press("Tab");
  await page.getByRole("switch", { name: "Switched on" }).uncheck();
  await save(page);
}

/** @type {readonly import("./screens.mjs").Screen[]} */
export const resourceScreens = [
  { name: "resource-server-off", open: openResourceServer },
  {
    name: "resource-server-calls",
    narrow: true,
    round: true,
    open: openWithCalls,
    close: switchOff,
  },
  {
    name: "resource-server-approvals",
    narrow: true,
    open: async (page) => {
      await openResourceServer(page);
      for (const origin of ["https://sso.example.org", "https://keys.example.org:8443"]) {
        await page.getByLabel("Origin to approve").fill(origin);
        await page.keyboard.press("Enter");
        await page.getByRole("button", { name: `Remove ${origin}` }).waitFor();
      }
      await page.getByRole("button", { name: "Remove https://sso.example.org" }).click();
      await page.getByText("is not asked any more").scrollIntoViewIfNeeded();
    },
    close: (page) => page.getByRole("button", { name: "Remove https://keys.example.org:8443" }).click(),
  },
  {
    name: "resource-server-introspection",
    narrow: true,
    open: async (page) => {
      await openResourceServer(page);
      await page
        .getByRole("radiogroup", { name: "How it knows that a token is good" })
        .getByText("Introspection")
        .click();
      await page
        .getByLabel("It asks as")
        .selectOption("inventory-api")
        .catch(() => undefined);
      await page.getByRole("combobox", { name: "Scope to ask for" }).fill("email");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Do not ask for email" }).waitFor();
    },
    close: discard,
  },
];
