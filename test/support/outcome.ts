import type { Page } from "playwright-core";
import { expect } from "vitest";

/** The client that the outcome makes, and the role it gets. */
const OWN_CLIENT = "billing-service";
const OWN_ROLE = "invoice-writer";

const MAIN_MENU = "Main menu";

const mainMenu = (page: Page, screen: "Clients" | "Console") =>
  page.getByRole("navigation", { name: MAIN_MENU }).getByRole("link", { name: screen }).click();

export const saveBar = (page: Page) => page.getByRole("region", { name: "Unsaved changes" });
const preview = (page: Page) => page.getByRole("complementary", { name: "Token preview" });
const exchange = (page: Page) => page.getByRole("region", { name: "Exchange" });
const accessToken = (page: Page) => page.getByRole("region", { name: "Access token" });

const rolesOf = (page: Page, claim: string) =>
  accessToken(page).getByRole("list", { name: claim }).getByRole("button").allInnerTexts();

/** The main job from end to end: the documented request, a client of one's own with a role of its own, the role in its token. */
export async function doTheMainJob(page: Page): Promise<void> {
  await seeRealmReadyToUse(page);
  await sendDocumentedRequest(page);
  await saveOwnClient(page);
  await sendAndSeeTheRole(page);
}

/** Makes the client with its role; resolves as soon as the window says that it is saved. */
export async function saveOwnClient(page: Page): Promise<void> {
  await makeOwnClient(page);
  await giveItARole(page);
  await save(page);
}

/** The first start: a realm is open, with clients in it, and the server runs. */
async function seeRealmReadyToUse(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Welcome. This realm is an example, ready to use" }).waitFor();
  await page.getByRole("button", { name: "Realm: demo" }).waitFor();
  await page.getByText("Server running").waitFor();
  for (const client of ["product-sa-client", "orders-service", "reports-service"])
    await page.getByRole("link", { name: client, exact: true }).waitFor();
}

/** Reads the documented request from the screen, sends it and reads the answer, decoded and verified. */
async function sendDocumentedRequest(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Send a token request" }).click();
  const request = page.getByRole("region", { name: "Request" });
  await request.getByText("grant_type=client_credentials").waitFor();
  const text = await request.locator("pre").textContent();
  expect(text?.replaceAll("\r", "")).toMatch(
    /^POST \/realms\/demo\/protocol\/openid-connect\/token HTTP\/1\.1\n(.+\n)*Authorization: Basic •+\n(.+\n)*\ngrant_type=client_credentials$/,
  );
  await sendAndOpenToken(page);
  await accessToken(page).getByRole("button", { name: "azp product-sa-client" }).waitFor();
  await accessToken(page)
    .getByRole("button", { name: /^exp in (1 minute|\d+ seconds)/ })
    .waitFor();
  expect(await rolesOf(page, "realm_access.roles")).toContain("user");
}

/** Sends what the Console shows and opens the decoded token, whose signature the window has verified. */
async function sendAndOpenToken(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await exchange(page).getByText("200", { exact: true }).waitFor();
  await exchange(page).getByRole("tab", { name: "Token" }).click();
  await accessToken(page).getByText("Signature valid").waitFor();
}

/** A public client first, so that both switches are seen to be off, and then switched on. */
async function makeOwnClient(page: Page): Promise<void> {
  await mainMenu(page, "Clients");
  await page.getByRole("button", { name: "New client" }).click();
  const form = page.getByRole("form", { name: "New client" });
  await form.getByLabel("Client ID").fill(OWN_CLIENT);
  await form.getByRole("switch", { name: "Client authentication" }).click();
  await form.getByRole("button", { name: "Create" }).click();
  await page.getByRole("heading", { name: OWN_CLIENT }).waitFor();
  await preview(page).getByText("No token: the request would be refused").waitFor();

  await page.getByRole("switch", { name: "Client authentication" }).click();
  await page.getByRole("switch", { name: "Service account roles" }).click();
}

/** Makes a role where it is assigned; the preview has it before anything is saved. */
async function giveItARole(page: Page): Promise<void> {
  await page.getByLabel("New role name").fill(OWN_ROLE);
  await page.getByRole("button", { name: "Create and assign" }).click();
  await preview(page).getByRole("button", { name: OWN_ROLE }).waitFor();
  await saveBar(page).getByText(`role ${OWN_ROLE} created and assigned`).waitFor();
}

/** Resolves as soon as the window says that it is saved. */
async function save(page: Page): Promise<void> {
  await saveBar(page).getByRole("button", { name: "Save" }).click();
  await saveBar(page).getByText("Saved").waitFor();
}

/** Sends from the client's page on and finds the role in the token that came back. */
async function sendAndSeeTheRole(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send it in Console" }).click();
  await sendAndOpenToken(page);
  await accessToken(page)
    .getByRole("button", { name: `azp ${OWN_CLIENT}` })
    .waitFor();
  expect(await rolesOf(page, "realm_access.roles")).toContain(OWN_ROLE);
}

/** After a new start: the client is listed, its settings and its role stand as saved, and a token has the role. */
export async function seeThatAllIsStillThere(page: Page): Promise<void> {
  await mainMenu(page, "Clients");
  await page.getByRole("link", { name: OWN_CLIENT, exact: true }).click();
  await page.getByRole("heading", { name: OWN_CLIENT }).waitFor();
  expect(await page.getByRole("switch", { name: "Client authentication" }).isChecked()).toBe(true);
  expect(await page.getByRole("switch", { name: "Service account roles" }).isChecked()).toBe(true);
  expect(await page.getByRole("checkbox", { name: `Assign role ${OWN_ROLE}` }).isChecked()).toBe(true);
  await preview(page).getByRole("button", { name: OWN_ROLE, exact: true }).waitFor();
  expect(await realmRolesOfRealCall(page)).toContain(OWN_ROLE);
  await sendAndSeeTheRole(page);
}

/** What a program gets that calls the address on the screen with the secret on the screen. */
async function realmRolesOfRealCall(page: Page): Promise<unknown> {
  await page.getByRole("button", { name: "Show", exact: true }).click();
  const secret = page.getByLabel("Client Secret");
  await expect.poll(() => secret.inputValue()).toMatch(/^[0-9A-Za-z]{32,}$/);
  const issuer = await page.getByTitle("Issuer").textContent();
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${OWN_CLIENT}:${await secret.inputValue()}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  expect(response.status).toBe(200);
  const { access_token: jwt } = (await response.json()) as { access_token: string };
  const claims = JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8"));
  return claims.realm_access.roles;
}
