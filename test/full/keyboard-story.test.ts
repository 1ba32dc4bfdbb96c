import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { aConsole } from "../support/a-console.ts";
import { aKeyboard } from "../support/keys.ts";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const CLIENT = "billing-service";
const ROLE = "invoice-writer";
/** The plus sign is what goes wrong where a secret is not form-encoded. */
const SECRET = "night+shift";
const newClient = { clientId: CLIENT, secret: SECRET, serviceAccountsEnabled: true, fullScopeAllowed: false };

const app = await openForAll();
const { page } = app;
const keys = aKeyboard(page);
const shown = aConsole(page);
await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);

test("the story goes by keyboard alone, from the client to the closed resource, and the focus is always to be seen", async () => {
  await page.evaluate(() => {
    window.addEventListener("pointerdown", () => {
      document.body.dataset["pointed"] = "yes";
    });
  });
  await setUpClient();
  await setUpResource();
  await readWhyTheSecretIsRefused();
  await mendTheRole();
  await reachAndRevoke();
  await seeItDrawn();
  expect(await page.evaluate(() => document.body.dataset["pointed"])).toBeUndefined();
}, 180_000);

const save = async () => {
  await keys.press("Control+s");
  await saveBar(page)
    .getByText(/^Saved/)
    .first()
    .waitFor();
  await keys.seesFocus("Save");
};

/** The window opens on the clients. */
async function setUpClient(): Promise<void> {
  await keys.paste(JSON.stringify(newClient));
  await page.getByText("1 realm would change").waitFor();
  await keys.seesFocus("a pasted client");
  await keys.go(page.getByRole("button", { name: /^Import/ }), "Enter");
  await expect.poll(() => app.admin.clients.find({ clientId: CLIENT })).toHaveLength(1);
  await keys.seesFocus("Import");
  await keys.open(CLIENT, page.getByRole("heading", { name: CLIENT, exact: true }));
  await keys.type(page.getByLabel("New role name"), ROLE);
  await keys.press("Enter");
  await keys.go(mappers().getByRole("button", { name: "Audience", exact: true }), "Enter");
  await keys.type(mappers().getByLabel("Included Custom Audience"), CLIENT);
  await save();
}

const mappers = (): Locator => page.getByRole("region", { name: "Mappers", exact: true });

async function setUpResource(): Promise<void> {
  await keys.open("Resource server", page.getByRole("heading", { name: "Resource server", exact: true }));
  await keys.go(page.getByRole("switch", { name: "Switched on" }), "Space");
  await keys.go(page.getByRole("radio", { name: "Signature" }), "ArrowRight");
  await keys.type(page.getByRole("combobox", { name: "It asks as" }), CLIENT);
  await keys.type(page.getByRole("combobox", { name: "Realm role to ask for" }), ROLE);
  await keys.press("Enter");
  await page.getByRole("button", { name: `Do not ask for ${ROLE}` }).waitFor();
  await save();
}

async function readWhyTheSecretIsRefused(): Promise<void> {
  const issuer = `${app.baseUrl}/realms/demo`;
  await keys.open("Console", page.getByRole("heading", { name: "Console", exact: true }));
  await shown.request.getByText("grant_type=client_credentials").waitFor();
  await keys.paste(
    `curl -u '${CLIENT}:${SECRET}' -d grant_type=client_credentials ${issuer}/protocol/openid-connect/token`,
  );
  await expect.poll(() => page.getByRole("combobox", { name: "Client", exact: true }).inputValue()).toBe(CLIENT);
  await keys.seesFocus("a pasted curl line");
  await send("401");
  await shown.exchange
    .getByText(/the right secret, decoded once too often.*form-encoded first/)
    .first()
    .waitFor();
  await keys.type(shown.request.getByRole("combobox", { name: "Client Secret", exact: true }), "Stored");
  await send("200");
}

async function mendTheRole(): Promise<void> {
  await callResource("403");
  await keys.go(shown.steps.getByRole("button", { name: /^2\. Token/ }), "Enter");
  await keys.goToTab("Token");
  const leftOut = shown.exchange.getByRole("region", { name: "Left out of the token" });
  await keys.go(leftOut.getByRole("button", { name: new RegExp(ROLE) }), "Enter");
  await leftOut.getByText("Nothing lets it through").waitFor();
  await keys.go(leftOut.getByRole("button", { name: `Let ${ROLE} through` }), "Enter");
  await saveBar(page)
    .getByText(/1 change/)
    .waitFor();
  await keys.seesFocus("the mending button");
  await save();
  await keys.open("Console", page.getByRole("heading", { name: "Console", exact: true }));
  await send("200");
  const roles = shown.exchange.getByRole("list", { name: "realm_access.roles" });
  await roles.getByRole("button", { name: ROLE }).waitFor();
  await keys.goToTab("Story");
}

async function reachAndRevoke(): Promise<void> {
  await callResource("200");
  await keys.go(shown.next.getByRole("button", { name: "Revoke", exact: true }), "Enter");
  await shown.steps.getByRole("button", { name: /Revoke 200$/ }).waitFor();
  expect(await keys.focused()).toBe("Revoke");
  await callResource("401");
  await shown.exchange.getByText("invalid_token", { exact: true }).first().waitFor();
}

async function seeItDrawn(): Promise<void> {
  await keys.goToTab("Sequence");
  const drawn = shown.exchange.getByRole("region", { name: "Sequence of the story" });
  const verdicts = (await drawn.locator("svg text").allTextContents()).flatMap(
    (word) => /^\d{3}(?= )/.exec(word)?.[0] ?? [],
  );
  expect(verdicts.filter((status) => status !== "200")).toEqual(["401", "403", "401"]);
}

/** From wherever the focus is; it stays there. */
async function send(status: string): Promise<void> {
  const before = await keys.focused();
  await keys.press("Control+Enter");
  await shown.status.getByText(status, { exact: true }).waitFor();
  expect(await keys.focused()).toBe(before);
}

/** The form opens with the focus in its address, and stays open once it is. */
async function callResource(status: string): Promise<void> {
  const before = await shown.steps.getByRole("listitem").count();
  const address = shown.next.getByLabel("Address of the resource");
  if (await address.isVisible()) await keys.go(address, "Enter");
  else {
    await keys.go(shown.next.getByRole("button", { name: "Call the resource …" }), "Enter");
    await expect.poll(keys.focused).toBe("Address of the resource");
    await keys.press("Enter");
  }
  await expect.poll(() => shown.steps.getByRole("listitem").count()).toBeGreaterThan(before);
  await shown.status.getByText(status, { exact: true }).waitFor();
  await keys.seesFocus("Call it");
}
