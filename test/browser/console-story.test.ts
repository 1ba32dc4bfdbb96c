import { afterAll, beforeEach, expect, test } from "vitest";
import { aPeer, closePeers, http } from "../doors/a-peer.ts";
import { aConsole } from "../support/a-console.ts";
import { openForAll } from "../support/with-admin.ts";

const app = await openForAll();
const { page } = app;
const shown = aConsole(page);
afterAll(closePeers);
beforeEach(() => app.visit("#/demo/clients"));

const goOn = async (name: string, verdict: string) => {
  await shown.next.getByRole("button", { name, exact: true }).click();
  await shown.steps.getByRole("button", { name: new RegExp(`${name} ${verdict}$`) }).waitFor();
};

test("one goes on from an answer: the steps stand as a list, each to be opened again, and are drawn as they went", async () => {
  const id = (await app.admin.clients.find({ clientId: "orders-service" }))[0]?.id ?? "";
  await app.admin.clients.update(
    { id },
    { clientId: "orders-service", attributes: { "client_credentials.use_refresh_token": "true" } },
  );
  await app.admin.clients.addProtocolMapper(
    { id },
    {
      name: "own audience",
      protocol: "openid-connect",
      protocolMapper: "oidc-audience-mapper",
      config: { "included.client.audience": "orders-service", "access.token.claim": "true" },
    },
  );
  await shown.open("orders-service");
  await page.getByRole("checkbox", { name: "openid", exact: true }).check();
  await shown.send("200");
  await goOn("Introspect", "200 active");
  await goOn("Userinfo", "200");
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe("Userinfo"); // the next one is a key away
  await goOn("Refresh", "200");
  await goOn("Revoke", "200");
  await goOn("Introspect", "200 inactive");
  await goOn("Log out", "204");

  await shown.steps.getByRole("button", { name: /^1\. Token/ }).click();
  await shown.tab("Token");
  await shown.exchange.getByRole("region", { name: "Refresh token" }).waitFor();

  await shown.tab("Sequence");
  const drawn = shown.exchange.getByRole("region", { name: "Sequence of the story" });
  const told = await drawn.getByRole("list").getByRole("listitem").allTextContents();
  expect(told.map((line) => line.replace(/^.*: /, "").replaceAll("/realms/demo/protocol/openid-connect", ""))).toEqual([
    "POST /token; 200",
    "POST /token/introspect; 200 active",
    "GET /userinfo; 200",
    "POST /token; 200",
    "POST /revoke; 200",
    "POST /token/introspect; 200 inactive",
    "POST /logout; 204",
  ]);
  expect(await drawn.locator("svg text").allTextContents()).toEqual(
    expect.arrayContaining(["POST …/token/introspect"]),
  );

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await drawn.getByRole("button", { name: "Copy as Mermaid" }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^sequenceDiagram\n {2}participant p0 as Client orders-service\n/);
});

test("two answers are compared in meaning: nothing at first, then the scope that was asked for more", async () => {
  await shown.open("orders-service");
  await shown.steps.getByRole("button", { name: "New story" }).click();
  await shown.send("200");
  await shown.send("200");
  await shown.tab("Compare");
  await shown.exchange.getByText("No difference in meaning").waitFor();
  await page.getByRole("checkbox", { name: "inventory-write", exact: true }).check();
  await shown.send("200");
  await shown.exchange.getByRole("heading", { name: /differences? in meaning/ }).waitFor();
  await shown.exchange.getByText("inventory-write").first().waitFor();
  await shown.tab("Story");
});

test("a request is saved under a name without its secret, opened again, removed and taken back", async () => {
  await shown.open("reports-service");
  await shown.choose("Client Secret", "Typed");
  await page.getByLabel("Secret to send").fill("typed by hand");
  await page.getByLabel("Other scope words").fill("openid");
  await shown.unfold(/^Saved/);
  await page.getByLabel("Name for this request").fill("night report");
  await page.keyboard.press("Enter");
  await shown.request
    .getByText(/variable/i)
    .first()
    .waitFor();
  await shown.choose("Client Secret", "Stored");
  await shown.request.getByRole("button", { name: "Save request" }).click();
  await shown.request.getByText("night report saved.").waitFor();

  await page.getByLabel("Other scope words").fill("");
  await shown.request.getByRole("button", { name: "Open night report" }).click();
  await expect.poll(() => page.getByLabel("Other scope words").inputValue()).toBe("openid");

  await shown.request.getByRole("button", { name: "Remove night report" }).click();
  await shown.request.getByText("No request has a name yet.").waitFor();
  await shown.request.getByRole("button", { name: "Undo" }).click();
  await shown.request.getByRole("button", { name: "Open night report" }).waitFor();
});

test("a variable takes a secret's place, and its value is nowhere to be seen", async () => {
  const id = (await app.admin.clients.find({ clientId: "reports-service" }))[0]?.id ?? "";
  const { value = "" } = await app.admin.clients.getClientSecret({ id });
  await shown.open("reports-service");
  await shown.choose("Client Secret", "Typed");
  await page.getByLabel("Secret to send").fill("{{report_secret}}");
  await shown.request.getByText(/report_secret has no value/).waitFor();
  await shown.unfold("Variables");
  await page.getByLabel("Variable", { exact: true }).fill("report_secret");
  await page.getByLabel("Value", { exact: true }).fill(value);
  await page.keyboard.press("Enter");
  await shown.request.getByText("report_secret is set.").waitFor();
  await shown.send("200");
  expect(await page.content()).not.toContain(value);
  await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
  const written = await page.getByLabel("Request, byte for byte").inputValue();
  expect(written).toContain("Authorization: Basic ••••••••");
  expect(written).not.toContain(btoa(`reports-service:${value}`));
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
  await shown.request.getByRole("button", { name: "Remove variable report_secret" }).click();
  await shown.request.getByText("No variable yet.").waitFor();
  await shown.choose("Client Secret", "Stored");
});

test.each([
  [
    "a key",
    { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" },
    /sends a DPoP proof by that key.*The Console sends none/,
  ],
  [
    "a certificate",
    { "x5t#S256": "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0" },
    /only over a connection with that certificate/,
  ],
])(
  "that a token is bound to %s, which is not shown, is said before a resource is called with it",
  async (_what, cnf, said) => {
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const token = `${encoded({ alg: "RS256" })}.${encoded({ cnf })}.AAAA`;
    const peer = await aPeer(http("200 OK", JSON.stringify({ access_token: token })));
    await shown.open("orders-service");
    await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
    await page.getByLabel("Send to").fill(peer);
    await shown.send("200");
    await shown.next.getByText(said).waitFor();
    await shown.request.getByRole("button", { name: "Back to the form" }).click();
    await shown.send("200");
    await shown.next.getByText(/bound to/).waitFor({ state: "detached" });
  },
);

test("a call that found no server is in the history with the reason, opened there and asked again", async () => {
  await app.visit("#/demo/console");
  await shown.choose("Target", "Another issuer");
  await page.getByLabel("Issuer", { exact: true }).fill("http://127.0.0.1:9/realms/gone");
  await page.getByLabel("Client ID", { exact: true }).fill("orders");
  await page.getByLabel("Client Secret", { exact: true }).fill("typed");
  await shown.request.getByRole("button", { name: "Send", exact: true }).click();
  await shown.unfold("History");
  const row = shown.request.getByRole("list", { name: "History" }).getByRole("listitem").first();
  await row.getByText(/no answer.*nothing listens at 127\.0\.0\.1:9/).waitFor();
  await row.getByRole("button", { name: /^Open/ }).click();
  await shown.exchange.getByRole("heading", { name: "Token: no answer" }).waitFor();
  await shown.exchange.getByText(/nothing listens at 127\.0\.0\.1:9/).waitFor();
  await page.getByLabel("Issuer", { exact: true }).fill("http://127.0.0.1:9/realms/other");
  await row.getByRole("button", { name: /^Ask again/ }).click({ delay: 120 }); // as long as a finger rests
  await expect
    .poll(() => page.getByLabel("Issuer", { exact: true }).inputValue())
    .toBe("http://127.0.0.1:9/realms/gone");
  await shown.request.getByText("Secrets and keys that were typed are not kept").waitFor();
  await shown.exchange.getByRole("button", { name: "Back to the exchange" }).click();
});

test("the history is searched, opened, asked again and cleared after a question", async () => {
  await shown.open("orders-service");
  await shown.send("200");
  await shown.unfold("History");
  const rows = shown.request.getByRole("list", { name: "History" }).getByRole("listitem");
  await rows.first().waitFor();
  await page.getByLabel("Search the history").fill("introspect inactive");
  await page.getByLabel("Search the history").fill("introspect");
  await expect.poll(async () => (await rows.allInnerTexts()).every((row) => row.includes("Introspect"))).toBe(true);
  await rows.first().getByRole("button", { name: /^Open/ }).click();
  await shown.exchange.getByText("RFC 7662", { exact: false }).first().waitFor();
  await shown.exchange.getByRole("button", { name: "Back to the exchange" }).click();

  await page.getByLabel("Search the history").fill("reports-service");
  await expect
    .poll(async () => (await rows.allInnerTexts()).every((row) => row.includes("reports-service")))
    .toBe(true);
  await rows
    .first()
    .getByRole("button", { name: /^Ask again/ })
    .click();
  await expect
    .poll(() => page.getByRole("combobox", { name: "Client", exact: true }).inputValue())
    .toBe("reports-service");

  await page.getByLabel("Search the history").fill("");
  await shown.request.getByRole("button", { name: "Clear history" }).click();
  await shown.request.getByRole("button", { name: "Clear it" }).click();
  await shown.request.getByText("Nothing sent yet.").waitFor();
});

const historyOf = () => shown.request.getByRole("list", { name: "History" }).getByRole("listitem");
const newest = (name: string) => historyOf().filter({ hasText: name }).first();
const again = (name: string) =>
  newest(name)
    .getByRole("button", { name: /^Ask again/ })
    .click();

test("a raw request of the history comes back into the raw mode, and what was masked in it is asked for", async () => {
  await shown.open("orders-service");
  await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
  const text = page.getByLabel("Request, byte for byte");
  const written = await text.inputValue();
  const address = await page.getByLabel("Send to").inputValue();
  await shown.send("200");
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
  await shown.unfold("History");
  await again("Raw request");
  await expect.poll(() => text.inputValue()).toBe(written.replace(/(?<=Authorization: ).*/, "••••••••"));
  expect(await page.getByLabel("Send to").inputValue()).toBe(address);
  expect(await page.getByRole("combobox", { name: "Client", exact: true }).inputValue()).toBe("orders-service");
  const note = shown.request.getByText(/stands where a secret was, which is not kept/);
  await note.waitFor();
  await text.fill(written);
  await note.waitFor({ state: "detached" });
  await shown.send("200");
  await shown.request.getByRole("button", { name: "Back to the form" }).click();

  const peer = await aPeer(http("200 OK", "{}"));
  await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
  await page.getByLabel("Send to").fill(peer);
  await text.fill("GET / HTTP/1.1\n\n");
  await shown.send("200");
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
  await again("Raw request");
  await page.getByLabel("Issuer", { exact: true }).waitFor(); // another server than this one
  await expect.poll(() => text.inputValue()).toBe("GET / HTTP/1.1\n\n");
  expect(await note.count()).toBe(0);
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
});

test("a step of the history is taken again: at the answer whose token it had, or after another token, since that is not kept", async () => {
  await shown.open("orders-service");
  await shown.unfold("History");
  if (await shown.steps.isVisible()) await shown.steps.getByRole("button", { name: "New story" }).click();
  await page.getByLabel("Other scope words").fill("openid");
  await shown.send("200");
  await goOn("Userinfo", "200");
  await goOn("Revoke", "200");
  await shown.next.getByRole("button", { name: "Call the resource …" }).click();
  await page.getByLabel("Address of the resource").fill(`${app.baseUrl}/resource/demo/again?page=2`);
  await shown.next.getByRole("combobox", { name: "Method" }).selectOption("PUT");
  await shown.next.getByRole("button", { name: "Call it", exact: true }).click();
  await shown.steps.getByRole("button", { name: /^4\. Resource/ }).waitFor();

  await shown.open("reports-service");
  await again("Userinfo");
  await expect.poll(() => shown.steps.getByRole("button", { name: /^1\./ }).getAttribute("aria-current")).toBe("step");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Userinfo");
  await shown.next.getByText("The token of this answer is the one that Userinfo was for.").waitFor();
  await page.keyboard.press("Enter");
  await shown.steps.getByRole("button", { name: /^5\. Userinfo/ }).waitFor();

  await page.getByLabel("Other scope words").fill("");
  await shown.steps.getByRole("button", { name: "New story" }).click(); // its tokens go with it
  await again("Resource");
  await shown.request
    .getByText("Its token is not kept. Send this request for another one, then take the step")
    .waitFor();
  await expect.poll(() => page.getByLabel("Other scope words").inputValue()).toMatch(/^openid/);
  await shown.send("200");
  expect(await page.getByLabel("Address of the resource").inputValue()).toMatch(/\/resource\/demo\/again\?page=2$/);
  expect(await shown.next.getByRole("combobox", { name: "Method" }).inputValue()).toBe("PUT");
  await shown.next.getByRole("button", { name: "Call it", exact: true }).click();
  await shown.steps.getByRole("button", { name: /^2\. Resource/ }).waitFor();
});
