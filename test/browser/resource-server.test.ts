import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page } = all;

async function tokenOf(scope?: string): Promise<string> {
  const answer = await fetch(`${all.baseUrl}/realms/demo/protocol/openid-connect/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("product-sa-client:password")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", ...(scope !== undefined && { scope }) }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
const ask = async (token?: string) =>
  (
    await fetch(
      `${all.baseUrl}/resource/demo/orders`,
      token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
    )
  ).status;

const calls = () => page.getByRole("list", { name: "Calls of the resource server" });
const call = (name: RegExp) => calls().getByRole("button", { name }).first();
const field = (name: string) => page.getByRole("combobox", { name });
const save = async () => {
  await saveBar(page).getByRole("button", { name: "Save" }).click();
  await saveBar(page).getByText("Saved").waitFor();
};

test("it is off, and its screen says what to do first; two clicks switch it on", async () => {
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Resource server" }).click();
  await page.getByText("It is switched off").waitFor();
  await page.getByRole("switch", { name: "Switched on" }).check();
  await save();
  await page.getByText("No call has come yet").waitFor();
  await page.getByRole("switch", { name: "Switched on" }).uncheck();
  await save();
  expect(await ask()).toBe(404);
  await call(/refused 404 no client not_found the resource server is switched on/).waitFor();
  await saveBar(page).getByRole("button", { name: "Undo" }).click();
  await page.getByText(`curl -i ${all.baseUrl}/resource/demo/orders`).waitFor();
  expect(await ask(await tokenOf())).toBe(200);
  expect(page.url()).toMatch(/#\/demo\/resource-server$/);
});

test("calls come in by themselves, each with its outcome; opened, one tells every check", async () => {
  await ask();
  await call(/refused 401 no client unauthorized/).waitFor();
  await call(/let in product-sa-client every check was passed/).click();
  await calls().getByText("the signature is the issuer's", { exact: true }).waitFor();
  await calls().getByText("the token has not expired", { exact: true }).waitFor();
});

test("a token for others is refused; the button in its check adds the audience, and the next token is let in", async () => {
  await field("Audience").fill("inventory-api");
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved: audience: inventory-api").waitFor();
  expect(await ask(await tokenOf())).toBe(401);
  await call(/refused 401 product-sa-client invalid_token the audience names this resource server/).click();
  await calls().getByRole("button", { name: "Add an audience mapper for inventory-api to product-sa-client" }).click();
  await saveBar(page)
    .getByText(/mapper audience inventory-api/)
    .waitFor();
  expect(page.url()).toMatch(/\/mappers$/);
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
  expect(await ask(await tokenOf())).toBe(200);
});

test("scopes and roles are picked by name, and all are asked for", async () => {
  await all.visit("#/demo/resource-server");
  await field("Scope to ask for").fill("phone");
  await page.keyboard.press("Enter");
  await field("Realm role to ask for").fill("no such role");
  await page.keyboard.press("Enter");
  await page.getByText("There is no role no such role").waitFor();
  await save();
  expect(await ask(await tokenOf())).toBe(403);
  await call(/refused 403 product-sa-client insufficient_scope the scope is in the token/).waitFor();
  await page.getByRole("button", { name: "Do not ask for phone" }).click();
  await save();
  expect(await ask(await tokenOf())).toBe(200);
});

test("what was saved last can be taken back", async () => {
  await saveBar(page).getByRole("button", { name: "Undo" }).click();
  await saveBar(page).getByText("Taken back").waitFor();
  await page.getByRole("button", { name: "Do not ask for phone" }).waitFor();
  expect(await ask(await tokenOf())).toBe(403);
  await page.getByRole("button", { name: "Do not ask for phone" }).click();
  await save();
});

test("by introspection, without a client the save is refused with the reason; with one, a revoked token is refused", async () => {
  await page.getByRole("radiogroup", { name: "How it knows that a token is good" }).getByText("Introspection").click();
  await saveBar(page).getByRole("button", { name: "Save" }).click();
  await page
    .getByRole("region", { name: "What it asks of a token" })
    .getByText("Pick the client that the resource server asks as")
    .waitFor();
  await page.getByLabel("It asks as").selectOption("product-sa-client");
  await save();
  expect(await ask(await tokenOf())).toBe(401);
  await call(/refused 401 product-sa-client invalid_token the issuer says that the token is active/).click();
  await calls()
    .getByRole("definition")
    .filter({ hasText: /active: false: the caller is in the token's audience/ })
    .waitFor();
});

test("a draft survives leaving the screen, until it is discarded", async () => {
  await page.getByLabel("Issuer").fill("https://idp.example/realms/x");
  await all.visit("#/demo/clients");
  await page.getByRole("heading", { name: "Clients", exact: true }).waitFor();
  await all.visit("#/demo/resource-server");
  expect(await page.getByLabel("Issuer").inputValue()).toBe("https://idp.example/realms/x");
  await saveBar(page).getByRole("button", { name: "Discard" }).click();
  expect(await page.getByLabel("Issuer").inputValue()).toBe("");
  expect(await field("Audience").inputValue()).toBe("inventory-api");
});

test("a call leads to itself among the events, with the request that came", async () => {
  await call(/refused 401 product-sa-client/).click();
  await page.getByRole("link", { name: "Open the call in Events" }).click();
  const details = page.getByRole("complementary", { name: "Event" });
  await details.getByRole("heading", { name: "What was sent" }).waitFor();
  await details.getByText("The access token is shown to a resource server").waitFor();
  await details.getByRole("button", { name: "As it came over the wire" }).click();
  await details.getByText("GET /resource/demo/orders").waitFor();
  await details.getByText("Authorization: Bearer ••••••••").waitFor();
});

test("an issuer that came with the workspace is asked only once the person lets it; the draft beside it stays", async () => {
  const refused = async () => {
    const answer = await fetch(`${all.baseUrl}/resource/master`, { headers: { authorization: "Bearer a.b.c" } });
    return [answer.status, ((await answer.json()) as { error: string }).error];
  };
  const file = join(all.workspace, "workbench.json");
  const settings = JSON.parse(await readFile(file, "utf8"));
  settings.resourceServers.master = { enabled: true, issuer: "https://idp.example/realms/x" };
  await writeFile(file, JSON.stringify(settings));
  await all.visit("#/demo/resource-server"); // a save reads the file anew
  await field("Audience").fill("");
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
  expect(await refused()).toEqual([503, "temporarily_unavailable"]);
  await all.visit("#/master/resource-server");
  await call(/refused 503 .* the issuer may be asked/).click();
  await calls()
    .getByRole("definition")
    .filter({ hasText: /nothing was sent: nobody has let this server ask https:\/\/idp\.example,/ })
    .waitFor();
  await field("Audience").fill("half typed");
  await page.getByText(/workbench.json names this issuer/).waitFor();
  await page.getByRole("button", { name: "Let it ask https://idp.example" }).press("Enter");
  await page.getByText(/workbench.json names this issuer/).waitFor({ state: "detached" });
  expect(await field("Audience").inputValue()).toBe("half typed");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("resource-issuer");
  expect(await refused()).toEqual([401, "invalid_token"]);
});

test("an approval is taken back, comes again with Undo, and one that workbench.json names waits for the person", async () => {
  const file = join(all.workspace, "workbench.json");
  const asked = async () =>
    (await fetch(`${all.baseUrl}/resource/master`, { headers: { authorization: "Bearer a.b.c" } })).status;
  await all.visit("#/master/resource-server");
  const approvals = page.getByRole("list", { name: "Whom this server may ask" });
  await page.getByRole("button", { name: "Remove https://idp.example" }).press("Enter");
  await page.getByText("https://idp.example is not asked any more.").waitFor();
  await page.getByText(/workbench.json names this issuer/).waitFor();
  expect(await asked()).toBe(503);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Undo");
  await page.keyboard.press("Enter");
  await approvals.getByText("https://idp.example").waitFor();
  expect(await asked()).toBe(401);

  await page.getByLabel("Origin to approve").fill("nowhere");
  await page.keyboard.press("Enter");
  await page.getByText("An address of http or https is needed").waitFor();
  await page.getByLabel("Origin to approve").fill("https://keys.example/jwks");
  await page.keyboard.press("Enter");
  await approvals.getByText("https://keys.example", { exact: true }).waitFor();

  const settings = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...settings, approvedOrigins: ["https://named.example"] }));
  await field("Audience").fill("another");
  await page.keyboard.press("Control+s"); // a save reads the file anew
  const named = approvals.getByRole("listitem").filter({ hasText: "https://named.example" });
  await named.getByText("named in workbench.json, not approved").waitFor();
  await named.getByRole("button", { name: "Approve" }).press("Enter");
  await approvals.getByRole("button", { name: "Remove https://named.example" }).waitFor();
});
