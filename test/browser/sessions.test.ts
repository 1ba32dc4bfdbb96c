import { expect, test } from "vitest";
import { openForAll } from "../support/with-admin.ts";

const credentials = { client_id: "product-sa-client", client_secret: "" };
const all = await openForAll();
const { page } = all;
const [found] = await all.admin.clients.find({ clientId: credentials.client_id });
const client = found?.id ?? "";
credentials.client_secret = (await all.admin.clients.getClientSecret({ id: client })).value ?? "";

const post = async (form: Readonly<Record<string, string>>) => {
  const url = `${all.baseUrl}/realms/demo/protocol/openid-connect/token`;
  const response = await fetch(url, { method: "POST", body: new URLSearchParams({ ...credentials, ...form }) });
  return { status: response.status, ...((await response.json()) as { refresh_token?: string }) };
};
const begin = async () => (await post({ grant_type: "client_credentials" })).refresh_token ?? "";
const refreshed = async (token: string) => (await post({ grant_type: "refresh_token", refresh_token: token })).status;
const rows = () =>
  page.getByRole("row").filter({ has: page.getByRole("cell", { name: "product-sa-client", exact: true }) });
const alive = async () => (await all.admin.clients.listSessions({ id: client })).length;

test("a realm without sessions says what begins one", async () => {
  await all.visit("#/demo/sessions");
  await page.getByText("No sessions", { exact: true }).waitFor();
});

test("one session is signed out, and its refresh token works no more; the others go on", async () => {
  const first = await begin();
  const second = await begin();
  await expect.poll(() => rows().count()).toBe(2);
  await rows()
    .nth(0)
    .getByRole("button", { name: /^Sign out/ })
    .click();
  await page.getByText("One session ends: their refresh tokens no longer work.").waitFor();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByText("One session ended").waitFor();
  expect(await alive()).toBe(1);
  expect((await Promise.all([refreshed(first), refreshed(second)])).sort()).toEqual([200, 400]);
});

test("several are found, ticked and signed out together", async () => {
  await begin();
  await begin();
  await expect.poll(() => rows().count()).toBe(3);
  await page.getByLabel("Search sessions").fill("no such client");
  await page.getByText("No session matches").waitFor();
  await page.getByLabel("Search sessions").fill("product regular");
  for (const nth of [0, 1]) await rows().nth(nth).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Sign out 2 selected" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByText("2 sessions ended").waitFor();
  expect(await alive()).toBe(1);
});

test("all are signed out at once, and Not before makes the tokens of until now worthless", async () => {
  await page.getByRole("button", { name: "Sign out all active sessions" }).click();
  await page.getByText("no token that was issued until now counts any more").waitFor();
  await page.getByRole("button", { name: "Sign out all active sessions" }).last().click();
  await page.getByText("No sessions", { exact: true }).waitFor();
  expect(await alive()).toBe(0);
  expect((await all.admin.realms.findOne({ realm: "demo" }))?.notBefore).toBeGreaterThan(0);
});
