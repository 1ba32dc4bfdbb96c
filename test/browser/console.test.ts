import { afterAll, beforeEach, expect, test } from "vitest";
import { aPeer, closePeers, http } from "../doors/a-peer.ts";
import { aConsole } from "../support/a-console.ts";
import { paste } from "../support/story.ts";
import { openForAll } from "../support/with-admin.ts";

const app = await openForAll();
const { page } = app;
const shown = aConsole(page);
afterAll(closePeers);
beforeEach(() => app.visit("#/demo/clients"));

const decoded = (text: string | undefined) => JSON.parse(Buffer.from(text ?? "", "base64url").toString("utf8"));

test("the usual case is short: the client in view, Ctrl+Enter, and the answer with where its time went", async () => {
  await shown.open("orders-service");
  await page.keyboard.press("Control+Enter");
  await shown.status.getByText("200", { exact: true }).waitFor();
  await shown.exchange.getByRole("list", { name: "Where the time went" }).getByText("first byte").waitFor();
  await shown.tab("Token");
  await shown.exchange.getByText("Signature valid").waitFor();
  await shown.exchange.getByRole("region", { name: "Checks of a resource server" }).getByText("exp").first().waitFor();
});

test("the method is the one that the client's authenticator needs", async () => {
  const { id = "" } = await app.admin.clients.create({
    clientId: "signs",
    clientAuthenticatorType: "client-secret-jwt",
    serviceAccountsEnabled: true,
  });
  expect(id).not.toBe("");
  await shown.open("signs");
  const method = shown.request.getByRole("combobox", { name: "Authentication", exact: true });
  await expect.poll(() => method.inputValue()).toBe("client_secret_jwt");
  await shown.send("200");
});

test("members of an assertion are said anew or left out, and the check that fails is told", async () => {
  await shown.open("signs");
  await shown.unfold("Assertion");
  await page.getByLabel("Leave out jti").check();
  await shown.send("400");
  await shown.tab("Story");
  await shown.exchange
    .getByText(/has an id \(jti\)/)
    .first()
    .waitFor();
  await page.getByLabel("Leave out jti").uncheck();
  await shown.request.getByRole("button", { name: "Add a claim" }).click();
  await page.getByLabel("Name", { exact: true }).fill("team");
  await page.getByLabel("Value of team").fill("blue");
  await shown.send("200");
});

test("another issuer is called as its discovery document says, with parameters and headers of one's own", async () => {
  const seen: string[] = [];
  const token = await aPeer(http("200 OK", '{"access_token":"opaque","token_type":"Bearer"}'), seen);
  const document = { token_endpoint: `${token}/token`, token_endpoint_auth_methods_supported: ["private_key_jwt"] };
  const issuer = await aPeer(http("200 OK", JSON.stringify(document)));
  await app.visit("#/demo/console");
  await shown.choose("Target", "Another issuer");
  await page.getByLabel("Issuer", { exact: true }).fill(issuer);
  await page.keyboard.press("Enter");
  await shown.unfold("What the issuer says about itself");
  await shown.request.getByText(`${token}/token`).waitFor();
  await shown.request.getByText("The issuer does not name this method.").waitFor();
  await page.getByLabel("Client ID", { exact: true }).fill("orders");
  await page.getByLabel("Client Secret", { exact: true }).fill("p+ss");
  await shown.request.getByRole("button", { name: "Parameter", exact: true }).click();
  await page.getByLabel("Parameter 1: name").fill("resource");
  await page.getByLabel("Parameter 1: value").fill("https://api.example/");
  await shown.request.getByRole("button", { name: "Header", exact: true }).click();
  await page.getByLabel("Header 1: name").fill("X-Request-Id");
  await page.getByLabel("Header 1: value").fill("42");
  await shown.send("200");
  const [sent = ""] = seen;
  expect(sent).toContain("X-Request-Id: 42\r\n");
  expect(sent).toContain("resource=https%3A%2F%2Fapi.example%2F");
  expect(sent).toContain(`Authorization: Basic ${btoa("orders:p%2Bss")}`);
});

test("in the raw mode every byte is the person's, and the length can be corrected", async () => {
  const seen: string[] = [];
  const peer = await aPeer(http("200 OK", "{}"), seen);
  await shown.open("orders-service");
  await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
  const text = page.getByLabel("Request, byte for byte");
  await expect.poll(() => text.inputValue()).toContain("grant_type=client_credentials");
  await page.getByLabel("Send to").fill(peer);
  await text.fill(`${await text.inputValue()}&more=1`);
  await shown.request.getByRole("button", { name: "Correct it" }).click();
  await shown.send("200");
  expect(seen.join("")).toMatch(/Content-Length: 36\r\n\r\ngrant_type=client_credentials&more=1$/s);
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
  await shown.request.getByText("What will be sent").waitFor();
});

test("a machine without a network calls the server on it all the same", async () => {
  await shown.open("reports-service");
  await page.evaluate(() => window.dispatchEvent(new Event("offline"))); // what Chromium says as the last network goes
  await page.keyboard.press("Control+Enter");
  await shown.status.getByText("200", { exact: true }).waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
});

test("the focus goes to the raw request only where the person has not taken it elsewhere meanwhile", async () => {
  await shown.open("orders-service");
  await page.evaluate(() => {
    const takeAtOnce = new MutationObserver(() => {
      const label = [...document.querySelectorAll("label")].find(({ textContent }) => textContent === "Send to");
      if (label?.control) takeAtOnce.disconnect();
      label?.control?.focus();
    });
    takeAtOnce.observe(document.body, { subtree: true, childList: true });
  });
  await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
  const sendTo = page.getByLabel("Send to");
  await sendTo.waitFor();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(await sendTo.evaluate((field) => field === document.activeElement)).toBe(true);
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
});

test("a call that gets no answer is cancelled, and the person is told", async () => {
  const seen: string[] = [];
  const silent = await aPeer("", seen);
  await shown.open("reports-service");
  await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
  await page.getByLabel("Send to").fill(silent);
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => seen.length).toBe(1);
  await shown.request.getByRole("button", { name: "Cancel" }).click();
  await shown.request.getByText("The call was cancelled").waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Send");
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
});

test("a call is copied for another program without its secret, and what it needs is said", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await shown.open("orders-service");
  await shown.request.getByRole("button", { name: "Copy as" }).click();
  await page.getByRole("menuitem", { name: "Python" }).click();
  await shown.request.getByText("CLIENT_SECRET from the environment").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("urllib.request");
  expect(copied).toContain('os.environ["CLIENT_SECRET"]');
});

test("a curl line pasted outside of a field fills the form of the client that it is for", async () => {
  await shown.open("reports-service");
  const url = `${app.baseUrl}/realms/demo/protocol/openid-connect/token`;
  await paste(page, `curl -k -u 'orders-service:wr+ng' -d grant_type=client_credentials -d scope=openid ${url}`);
  await expect
    .poll(() => page.getByRole("combobox", { name: "Client", exact: true }).inputValue())
    .toBe("orders-service");
  expect(await page.getByLabel("Other scope words").inputValue()).toBe("openid");
  await shown.send("401");
  await shown.request.getByText("Taken from curl.").waitFor();
  await shown.choose("Client Secret", "Stored");
});

test("what is no client_credentials request opens in the raw mode, an error is explained, and nonsense is refused", async () => {
  await shown.open("orders-service");
  await paste(page, `curl ${app.baseUrl}/realms/demo`);
  await expect
    .poll(() => page.getByLabel("Request, byte for byte").inputValue())
    .toContain("GET /realms/demo HTTP/1.1");
  await shown.send("200");
  await paste(page, '{"error":"invalid_client","error_description":"Bad"}');
  await shown.exchange.getByText("Pasted error").waitFor();
  await shown.exchange.getByRole("button", { name: "Back to the exchange" }).click();
  await shown.request.getByRole("button", { name: "Paste", exact: true }).click();
  await page.getByLabel("Paste it here").fill("what is this");
  await shown.request.getByRole("button", { name: "Open", exact: true }).click();
  await shown.request.getByRole("status").filter({ hasText: /./ }).first().waitFor();
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
});

test("a pasted token of a realm here is read, verified, and told how it came to be", async () => {
  const id = (await app.admin.clients.find({ clientId: "orders-service" }))[0]?.id ?? "";
  const { value = "" } = await app.admin.clients.getClientSecret({ id });
  const response = await fetch(`${app.baseUrl}/realms/demo/protocol/openid-connect/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`orders-service:${value}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: jwt } = (await response.json()) as { access_token: string };
  await shown.open("orders-service");
  await paste(page, jwt);
  const token = shown.exchange.getByRole("region", { name: "Token", exact: true });
  await token.getByText("Signature valid").waitFor();
  await token.getByRole("button", { name: `jti ${decoded(jwt.split(".")[1]).jti}` }).waitFor();
  await shown.exchange.getByRole("button", { name: "Back to the exchange" }).click();
});

test("a pasted token sends nothing to the address it names, until the button that says whom it asks is pressed", async () => {
  const seen: string[] = [];
  const issuer = await aPeer(http("200 OK", "{}"), seen);
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  await shown.open("orders-service");
  await paste(page, `${encoded({ alg: "RS256" })}.${encoded({ iss: issuer })}.AAAA`);
  const token = shown.exchange.getByRole("region", { name: "Token", exact: true });
  await token.getByText("Nobody was asked for keys").first().waitFor();
  expect(seen).toEqual([]);
  await shown.exchange.getByRole("button", { name: `Ask ${issuer} for its keys` }).press("Enter");
  await token.getByText("The issuer's discovery document names no jwks_uri").first().waitFor();
  expect(seen).toHaveLength(1);
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
  await shown.send("200"); // what was pasted gives way to the answer
});
