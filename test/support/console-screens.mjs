// The Console in its states, for the gallery and for the tests that look at all screens.

const visit = (page, hash) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

const request = (page) => page.getByRole("region", { name: "Request" });
const openTab = (page, name) => page.getByRole("tab", { name }).click();
const backToStory = (page) => openTab(page, "Story");

async function openConsole(page, clientId) {
  await visit(page, "#/demo/clients");
  await page.getByRole("link", { name: clientId, exact: true }).click();
  await page.getByRole("heading", { name: clientId, exact: true }).waitFor();
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Console" }).click();
  await page.getByText("grant_type=client_credentials").first().waitFor();
}

async function openElsewhere(page) {
  await visit(page, "#/demo/console?elsewhere");
  await page.getByLabel("Issuer", { exact: true }).waitFor();
}

async function send(page) {
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("tab", { name: "Story" }).waitFor();
}

async function goOn(page, name) {
  await page.getByRole("region", { name: "Next" }).getByRole("button", { name }).click();
  await page.getByRole("navigation", { name: "Steps of this story" }).getByText(name).first().waitFor();
}

async function askAgain(page, what) {
  const list = page.getByRole("list", { name: "History" });
  if (!(await list.isVisible())) await request(page).getByRole("button", { name: "History", exact: true }).click();
  await list
    .getByRole("button", { name: new RegExp(`^Ask again ${what}`) })
    .first()
    .click();
}

const select = (page, name, option) => page.getByRole("combobox", { name, exact: true }).selectOption(option);

/** Signed by nobody here: what can be said from outside. */
const FOREIGN = [
  { alg: "RS256", typ: "JWT", kid: "2f1" },
  {
    iss: "https://sso.example.invalid/realms/shop",
    sub: "b1f0",
    aud: ["orders-api", "account"],
    azp: "orders",
    exp: 1_893_456_000,
    iat: 1_893_452_400,
    scope: "read write",
    realm_access: { roles: ["order-reader"] },
    x_cell: "eu-1",
  },
];
const foreignToken = `${FOREIGN.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.c2lnbmF0dXJl`;

/** @type {readonly import("./screens.mjs").Screen[]} */
export const consoleScreens = [
  { name: "console-before-send", round: true, narrow: true, open: (page) => openConsole(page, "orders-service") },
  {
    name: "console-story",
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await send(page);
    },
  },
  {
    name: "console-raw",
    open: async (page) => {
      await openConsole(page, "orders-service");
      await openTab(page, "Raw");
    },
    close: backToStory,
  },
  {
    name: "console-token",
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await openTab(page, "Token");
      await page.getByText("Signature valid").waitFor();
    },
    close: backToStory,
  },
  {
    name: "console-three-tokens",
    open: async (page) => {
      await openConsole(page, "product-sa-client");
      await send(page);
      await openTab(page, "Token");
      await page.getByText("Signature valid").first().waitFor();
    },
    close: backToStory,
  },
  {
    name: "console-refused",
    narrow: true,
    open: async (page) => {
      await openConsole(page, "reports-service");
      await select(page, "Client Secret", "Typed");
      await page.getByLabel("Secret to send").fill("not-it");
      await send(page);
      await page.getByText("unauthorized_client").first().waitFor();
    },
    close: (page) => select(page, "Client Secret", "Stored"),
  },
  {
    name: "console-client-picker",
    transient: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await page.getByRole("combobox", { name: "Client", exact: true }).click();
      await page.getByRole("option", { name: "reports-service" }).waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "console-assertion",
    round: true,
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await select(page, "Authentication", "private_key_jwt");
      await request(page).getByRole("button", { name: "Assertion" }).click();
      await page.getByLabel("Value of aud").fill("https://elsewhere.example");
      await page.getByLabel("Leave out jti").check();
      await page.getByText("A private key is needed").waitFor();
    },
    close: (page) => select(page, "Authentication", "client_secret_basic"),
  },
  {
    name: "console-certificate",
    open: async (page) => {
      await openConsole(page, "orders-service");
      await select(page, "Authentication", "tls_client_auth");
      await page.getByLabel("Certificate (PEM)", { exact: true }).waitFor();
    },
    close: (page) => select(page, "Authentication", "client_secret_basic"),
  },
  {
    name: "console-rows",
    open: async (page) => {
      await openConsole(page, "inventory-api");
      await request(page).getByRole("button", { name: "Parameter", exact: true }).click();
      await page.getByLabel("Parameter 1: name").fill("resource");
      await page.getByLabel("Parameter 1: value").fill("https://orders.example");
      await request(page).getByRole("button", { name: "Header", exact: true }).click();
      await page.getByLabel("Header 1: name").fill("X-Request-Id");
    },
    close: async (page) => {
      await page.getByRole("button", { name: "Remove parameter 1" }).click();
      await page.getByRole("button", { name: "Remove header 1" }).click();
    },
  },
  {
    name: "console-copy-as",
    transient: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await page.getByRole("button", { name: "Copy as" }).click();
      await page.getByRole("menuitem", { name: "HTTPie" }).waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "console-byte-for-byte",
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await request(page).getByRole("button", { name: "Raw", exact: true }).click();
      const text = page.getByLabel("Request, byte for byte");
      await text.fill(`${await text.inputValue()}&more=1`);
      await page.getByText("Content-Length says").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Back to the form" }).click(),
  },
  {
    name: "console-elsewhere",
    narrow: true,
    open: async (page) => {
      await openElsewhere(page);
      await page.getByLabel("Issuer", { exact: true }).fill("https://sso.example.invalid/realms/shop");
      await page.getByLabel("Client ID", { exact: true }).fill("orders");
      await request(page).getByRole("button", { name: "Whom to trust" }).click();
      await page.getByLabel(/^Do not verify/).click();
      await page.getByText("Anybody between here and").waitFor();
    },
    close: (page) => page.getByLabel("Issuer", { exact: true }).fill(""),
  },
  {
    name: "console-next",
    round: true,
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await send(page);
      await goOn(page, "Introspect");
      await page.getByRole("button", { name: "Call the resource …" }).click();
      await page.getByLabel("Address of the resource").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Call the resource …" }).click(),
  },
  {
    name: "console-sequence",
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await send(page);
      await goOn(page, "Revoke");
      await goOn(page, "Introspect");
      await openTab(page, "Sequence");
      await page.getByRole("button", { name: "Copy as Mermaid" }).waitFor();
    },
    close: backToStory,
  },
  {
    name: "console-compare",
    open: async (page) => {
      await openConsole(page, "orders-service");
      await send(page);
      await openTab(page, "Compare");
      await page.getByRole("combobox", { name: "Compare with" }).selectOption("A pasted token");
      await page.getByLabel("The other token").fill(foreignToken);
      await page.getByText("differences in meaning").waitFor();
    },
    close: backToStory,
  },
  {
    name: "console-pasted-token",
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await page.getByRole("button", { name: "Paste", exact: true }).click();
      await page.getByLabel("Paste it here").fill(foreignToken);
      await page.getByRole("button", { name: "Open", exact: true }).click();
      await page.getByText("Signature not verified").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Back to the exchange" }).click(),
  },
  {
    name: "console-kept",
    round: true,
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await request(page)
        .getByRole("button", { name: /^Saved/ })
        .click();
      await page.getByLabel("Name for this request").fill("orders ok");
      await page.getByRole("button", { name: "Save request" }).click();
      await page.getByRole("button", { name: "Open orders ok" }).waitFor();
      await request(page).getByRole("button", { name: "History", exact: true }).click();
      await page.getByRole("list", { name: "History" }).getByRole("listitem").first().waitFor();
      await request(page).getByRole("button", { name: "Variables", exact: true }).click();
      await page.getByText("No variable yet.").waitFor();
    },
    close: async (page) => {
      await page.getByRole("button", { name: "Remove orders ok" }).click();
      await page.getByText("orders ok removed.").waitFor();
    },
  },
  {
    name: "console-raw-again",
    open: async (page) => {
      await openConsole(page, "orders-service");
      await request(page).getByRole("button", { name: "Raw", exact: true }).click();
      await send(page);
      await askAgain(page, "Raw request");
      await page.getByText("stands where a secret was").waitFor();
    },
    close: (page) => page.getByRole("button", { name: "Back to the form" }).click(),
  },
  {
    name: "console-step-again",
    narrow: true,
    open: async (page) => {
      await openConsole(page, "orders-service");
      await send(page);
      await goOn(page, "Introspect");
      await askAgain(page, "Introspect");
      await page.getByText("is the one that Introspect was for").waitFor();
    },
  },
  {
    name: "console-token-gone",
    open: async (page) => {
      await openConsole(page, "orders-service");
      await goOn(page, "Introspect");
      await page.getByRole("button", { name: "New story" }).click();
      await askAgain(page, "Introspect");
      await page.getByText("Its token is not kept").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "console-presenter",
    open: async (page) => {
      await openConsole(page, "orders-service");
      await send(page);
      await page.keyboard.press("F8");
    },
    close: (page) => page.keyboard.press("F8"),
  },
];
