import type { Page } from "playwright-core";
import { expect } from "vitest";
import { aConsole } from "./a-console.ts";
import { saveBar } from "./outcome.ts";

const CLIENT = "billing-service";
const ROLE = "invoice-writer";
/** The plus sign is what goes wrong where a secret is not form-encoded. */
const SECRET = "night+shift";

const newClient = { clientId: CLIENT, secret: SECRET, serviceAccountsEnabled: true, fullScopeAllowed: false };

const goTo = (page: Page, screen: string) =>
  page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: screen, exact: true }).click();

const save = async (page: Page) => {
  await page.keyboard.press("Control+s");
  await saveBar(page)
    .getByText(/^Saved/)
    .first()
    .waitFor();
};

/** As Ctrl+V outside of a field does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/**
 * The whole way of somebody who asks why: a client set up, its call refused for how its secret was encoded, the cause read and
 * mended; a role that is missing, the chain to it read and mended; the resource reached, the token revoked, the resource closed.
 */
export async function walkTheStory(page: Page): Promise<void> {
  await setUpClient(page);
  await setUpResource(page);
  await readWhyTheSecretIsRefused(page);
  await mendTheRole(page);
  await reachAndRevoke(page);
  await seeItDrawn(page);
}

/** From JSON that somebody has; then, on its page, a role of its own and itself as an audience. */
async function setUpClient(page: Page): Promise<void> {
  await goTo(page, "Clients");
  await page.getByRole("button", { name: "New client" }).waitFor();
  await paste(page, JSON.stringify(newClient));
  await page.getByText("1 realm would change").waitFor();
  await page.getByRole("button", { name: /^Import/ }).click();
  await page
    .getByText(/imported|done/i)
    .first()
    .waitFor();
  await goTo(page, "Clients");
  await page.getByRole("link", { name: CLIENT, exact: true }).click();
  await page.getByRole("heading", { name: CLIENT, exact: true }).waitFor();
  await page.getByLabel("New role name").fill(ROLE);
  await page.getByRole("button", { name: "Create and assign" }).click();
  const mappers = page.getByRole("region", { name: "Mappers", exact: true });
  await mappers.getByRole("button", { name: "Audience", exact: true }).click();
  await mappers.getByLabel("Included Custom Audience").fill(CLIENT);
  await save(page);
}

/** It asks for the role, and asks the issuer at each call, so that a revocation counts at once. */
async function setUpResource(page: Page): Promise<void> {
  await goTo(page, "Resource server");
  await page.getByRole("switch", { name: "Switched on" }).check();
  await page.getByText("Introspection", { exact: true }).click();
  await page.getByRole("combobox", { name: "It asks as" }).selectOption(CLIENT);
  await page.getByRole("combobox", { name: "Realm role to ask for" }).fill(ROLE);
  await page.keyboard.press("Enter");
  await save(page);
}

/** The curl line has the secret as it is: curl does not encode it, so the server reads a space where the plus stands. */
async function readWhyTheSecretIsRefused(page: Page): Promise<void> {
  const shown = aConsole(page);
  const issuer = await page.getByTitle("Issuer").textContent();
  await goTo(page, "Console");
  await shown.request.getByText("grant_type=client_credentials").waitFor();
  await paste(
    page,
    `curl -u '${CLIENT}:${SECRET}' -d grant_type=client_credentials ${issuer}/protocol/openid-connect/token`,
  );
  await expect.poll(() => page.getByRole("combobox", { name: "Client", exact: true }).inputValue()).toBe(CLIENT);
  await shown.send("401");
  await shown.exchange.getByText("unauthorized_client", { exact: true }).first().waitFor();
  await shown.exchange
    .getByText(/the right secret, decoded once too often.*form-encoded first/)
    .first()
    .waitFor();
  await shown.choose("Client Secret", "Stored");
  await shown.send("200");
}

/** The service account holds the role, but nothing lets it through: one press, Save, and it is in the next token. */
async function mendTheRole(page: Page): Promise<void> {
  const shown = aConsole(page);
  await callResource(page, "403");
  await shown.steps.getByRole("button", { name: /^2\. Token/ }).click();
  await shown.tab("Token");
  const leftOut = shown.exchange.getByRole("region", { name: "Left out of the token" });
  await leftOut.getByRole("button", { name: new RegExp(ROLE) }).click();
  await leftOut.getByText("Nothing lets it through").waitFor();
  await leftOut
    .getByRole("button", { name: new RegExp(`${ROLE}.*through|through.*${ROLE}`) })
    .last()
    .click();
  await saveBar(page)
    .getByText(/1 change/)
    .waitFor();
  expect(page.url()).toMatch(/client-scopes$/);
  await save(page);
  await goTo(page, "Console");
  await shown.send("200");
  const roles = shown.exchange.getByRole("list", { name: "realm_access.roles" });
  await roles.getByRole("button", { name: ROLE }).waitFor();
  await shown.tab("Story");
}

async function reachAndRevoke(page: Page): Promise<void> {
  const { next, steps, exchange } = aConsole(page);
  await callResource(page, "200");
  await next.getByRole("button", { name: "Revoke", exact: true }).click();
  await steps.getByRole("button", { name: /Revoke 200$/ }).waitFor();
  await callResource(page, "401");
  await exchange.getByText("invalid_token", { exact: true }).first().waitFor();
}

/** The form stays open once it is, with the address last called. */
async function callResource(page: Page, status: string): Promise<void> {
  const { next, exchange, steps } = aConsole(page);
  const before = await steps.getByRole("listitem").count();
  const address = next.getByLabel("Address of the resource");
  if (!(await address.isVisible())) await next.getByRole("button", { name: "Call the resource …" }).click();
  expect(await address.inputValue()).toMatch(/\/resource\/demo$/);
  await next.getByRole("button", { name: "Call it", exact: true }).click();
  await expect.poll(() => steps.getByRole("listitem").count()).toBeGreaterThan(before);
  await exchange.getByRole("status").first().getByText(status, { exact: true }).waitFor();
}

async function seeItDrawn(page: Page): Promise<void> {
  const { exchange, tab } = aConsole(page);
  await tab("Sequence");
  const drawn = exchange.getByRole("region", { name: "Sequence of the story" });
  const told = await drawn.getByRole("listitem").allTextContents();
  const inShort = /^(\w+) .*? to (\w+) .*?: (\w+) \S*\/(\w+); (\d+(?: (?:in)?active)?).*$/;
  expect(told.map((line) => line.replace(inShort, "$1 to $2: $3 $4 $5"))).toEqual([
    "Client to Authorization: POST token 401",
    "Client to Authorization: POST token 200",
    "Client to Resource: GET demo 403",
    "Resource to Authorization: POST introspect 200 active",
    "Client to Authorization: POST token 200",
    "Client to Resource: GET demo 200",
    "Resource to Authorization: POST introspect 200 active",
    "Client to Authorization: POST revoke 200",
    "Client to Resource: GET demo 401",
    "Resource to Authorization: POST introspect 200 inactive",
  ]);
  const words = await drawn.locator("svg text").allTextContents();
  for (const said of ["Client", "Authorization server", "Resource server", CLIENT]) expect(words).toContain(said);
  expect(words.filter((word) => /^40[13]/.test(word))).toHaveLength(3);
}
