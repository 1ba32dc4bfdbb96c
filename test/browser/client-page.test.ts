import { createPrivateKey } from "node:crypto";
import { decodeJwt, SignJWT } from "jose";
import { beforeEach, expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const { page, admin, baseUrl } = await openForAll();
await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
let clientId = "";
let count = 0;

/** Each test has a client of its own, and begins on its page. */
beforeEach(async () => {
  clientId = `job-${++count}`;
  const { id } = await admin.clients.create({ clientId, secret: "s3cret", serviceAccountsEnabled: true });
  await openClient(id);
});

async function openClient(id: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/demo/clients/${id}`);
  await page.getByRole("heading", { name: clientId, exact: true }).waitFor();
  await preview().getByText(clientId).first().waitFor();
}

const preview = () => page.getByRole("complementary", { name: "Token preview" });
const section = (name: string) => page.getByRole("region", { name, exact: true });

async function stored() {
  const [client] = await admin.clients.find({ clientId });
  if (!client?.id) throw new Error(`There is no client ${clientId}`);
  return { ...client, id: client.id };
}

async function save(): Promise<void> {
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
}

const tokenUrl = () => `${baseUrl}/realms/demo/protocol/openid-connect/token`;

async function ask(form: Record<string, string> = {}): Promise<{ status: number; answer: Record<string, unknown> }> {
  const secret = "client_assertion" in form ? {} : { client_id: clientId, client_secret: "s3cret" };
  const body = new URLSearchParams({ grant_type: "client_credentials", ...secret, ...form });
  const response = await fetch(tokenUrl(), { method: "POST", body });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

const focusedLabel = () =>
  page.evaluate(() =>
    document.activeElement instanceof HTMLInputElement ? document.activeElement.labels?.[0]?.textContent : "",
  );

async function claims() {
  const { answer } = await ask();
  return decodeJwt(String(answer["access_token"]));
}

test("two mappers are made with four clicks and three fields, and the token has what their samples said", async () => {
  const mappers = section("Mappers");
  await mappers.getByRole("button", { name: "Audience", exact: true }).click();
  await mappers.getByLabel("Included Custom Audience").fill("https://orders.example");
  await mappers.getByRole("button", { name: "Hardcoded claim", exact: true }).click();
  await expect.poll(focusedLabel).toMatch(/^Token Claim Name/); // so that typing needs no click
  await mappers.getByLabel("Token Claim Name").fill("tier");
  await mappers.getByLabel("Claim value").fill("gold");
  await mappers.getByRole("button", { name: /tier = gold/ }).waitFor();
  await mappers.getByRole("button", { name: /aud = https:\/\/orders\.example/ }).waitFor();
  await save();
  expect(await claims()).toMatchObject({ tier: "gold", aud: expect.arrayContaining(["https://orders.example"]) });
  const { id } = await stored();
  const kept = await admin.clients.listProtocolMappers({ id });
  expect(kept.map(({ name }) => name).sort()).toEqual(["Audience", "Hardcoded claim"]);
});

test("a mapper type is found by typing, changed in place and deleted with a way back", async () => {
  const mappers = section("Mappers");
  await mappers.getByRole("button", { name: "Configure a new mapper" }).click();
  await page.keyboard.type("hardcoded cl");
  await page.keyboard.press("Enter");
  await mappers.getByText("Token Claim Name is needed").waitFor();
  await mappers.getByLabel("Token Claim Name").fill("level");
  await mappers.getByLabel("Claim value").fill("7");
  await mappers.getByLabel("Claim JSON Type").selectOption("int");
  await save();
  expect((await claims())["level"]).toBe(7);

  await mappers.getByLabel("Claim value").fill("8");
  await mappers.getByLabel("Name", { exact: true }).fill("its level");
  await save();
  expect((await claims())["level"]).toBe(8);

  await mappers.getByRole("button", { name: "Delete mapper its level" }).click();
  await mappers.getByRole("button", { name: "Keep mapper its level" }).press("Enter");
  await saveBar(page).getByText("Saved").waitFor(); // nothing is left to save
  await mappers.getByRole("button", { name: "Delete mapper its level" }).click();
  await page.keyboard.press("Control+s");
  await mappers.getByText("No mappers yet").waitFor();
  expect(await claims()).not.toHaveProperty("level");
});

test("roles of a client are made, described, renamed and deleted in their rows", async () => {
  const roles = section("Roles");
  await roles.getByLabel("New client role").fill("clerk");
  await page.keyboard.press("Enter");
  await roles.getByLabel("Description of role clerk").fill("May look");
  await save();
  const { id } = await stored();
  expect(await admin.clients.findRole({ id, roleName: "clerk" })).toMatchObject({ description: "May look" });

  await roles.getByLabel("Name of role clerk").fill("head-clerk");
  await save();
  expect((await admin.clients.listRoles({ id })).map(({ name }) => name)).toEqual(["head-clerk"]);

  await page.getByRole("checkbox", { name: "Assign role head-clerk" }).check();
  await save();
  await roles.getByText("1 service account").waitFor();
  await roles.getByRole("button", { name: "Delete role head-clerk" }).click();
  await roles.getByText("Save takes it from 1 service account.").waitFor();
  await page.keyboard.press("Control+s");
  await roles.getByText("No roles of its own").waitFor();
  expect(await admin.clients.listRoles({ id })).toEqual([]);
});

test("only the allowed method of sending the secret is accepted", async () => {
  await page.getByLabel("Allowed authentication method").selectOption("client_secret_basic");
  await save();
  expect((await ask()).status).toBe(401);
  await page.getByLabel("Allowed authentication method").selectOption("Any method");
  await save();
  expect((await ask()).status).toBe(200);
});

test("a key pair made on the page signs in, and its private half is shown once", async () => {
  const credentials = section("Credentials");
  await credentials.getByRole("combobox", { name: "Client Authenticator" }).click();
  await page.getByRole("option", { name: "Signed JWT", exact: true }).click();
  await save();
  await credentials.getByText("The realm has no key of this client").waitFor();
  await credentials.getByRole("combobox", { name: "Algorithm", exact: true }).selectOption("ES256");
  await credentials.getByRole("button", { name: "Generate", exact: true }).click();
  const pem = await credentials.getByLabel("Private key", { exact: true }).inputValue();
  await credentials.getByText(`CN=${clientId}`).waitFor();
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: "ES256" })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(`${baseUrl}/realms/demo`)
    .setIssuedAt()
    .setExpirationTime("1m")
    .setJti("one")
    .sign(createPrivateKey(pem));
  const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  expect((await ask({ client_assertion_type: type, client_assertion: assertion })).status).toBe(200);
  expect(JSON.stringify(await stored())).not.toContain("jwt.credential.private.key");

  await saveBar(page).getByRole("button", { name: "Undo" }).click();
  await credentials.getByText("The realm has no key of this client").waitFor();
});

test("advanced settings change the token as their help says", async () => {
  const advanced = section("Advanced");
  await advanced.getByRole("switch", { name: "Use lower-case bearer type in token responses" }).click();
  await advanced.getByRole("switch", { name: "Use at+jwt as access token header type" }).click();
  await advanced.getByLabel("Access token signature algorithm").selectOption("HS256");
  await save();
  const { answer } = await ask();
  const header = JSON.parse(Buffer.from(String(answer["access_token"]).split(".")[0] ?? "", "base64url").toString());
  expect(answer["token_type"]).toBe("bearer");
  expect(header).toMatchObject({ alg: "HS256", typ: "at+jwt" });
});

test("sessions show and end, and calls show with the check that failed", async () => {
  await page.getByRole("switch", { name: "Use refresh tokens for client credentials grant" }).click();
  await save();
  const { answer } = await ask();
  await ask({ client_secret: "wrong" });
  const sessions = section("Sessions");
  await sessions.getByRole("button", { name: /^Sign out the session/ }).click();
  await sessions.getByText("No sessions").waitFor();
  const refreshed = await ask({ grant_type: "refresh_token", refresh_token: String(answer["refresh_token"]) });
  expect(refreshed.answer["error"]).toBe("invalid_grant");

  const events = section("Events");
  await events
    .getByRole("button", { name: /refused 401/ })
    .first()
    .click();
  await events.getByText("unauthorized_client").first().waitFor();
});

test("the client is switched off in its head, copied as JSON without its secret, duplicated and deleted", async () => {
  await page.getByRole("switch", { name: "Enabled", exact: true }).click();
  await save();
  expect((await ask()).status).toBe(401);

  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Copy as JSON", exact: true }).click();
  await page.getByText("Copied", { exact: true }).waitFor();
  const json = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as Record<string, unknown>;
  expect(json).toMatchObject({ clientId, enabled: false });
  expect(json).not.toHaveProperty("secret");

  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `${clientId}-copy` }).waitFor();
  const [copy] = await admin.clients.find({ clientId: `${clientId}-copy` });
  expect(copy).toMatchObject({ enabled: false, serviceAccountsEnabled: true });
  expect(copy?.secret).not.toBe("s3cret");

  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByText("With it go its service account").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText(`Client ${clientId}-copy deleted`).waitFor();
  expect(await admin.clients.find({ clientId: `${clientId}-copy` })).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: `${clientId}-copy` }).waitFor();
});
