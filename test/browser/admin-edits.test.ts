import KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "../support/screens.mjs";
import { aWorkspaceFolder, startBrowser, startServe } from "../support/served-app.mjs";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const administrator = { username: "admin", password: "correct horse" };
const bootstrap = {
  KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
  KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
};

test("what a script makes, renames and deletes over the Admin API shows in the open window at once", async () => {
  await using workspace = await aWorkspaceFolder();
  await using server = await startServe(workspace.path, [], bootstrap);
  await using context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, server.signInUrl);
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Clients" }).click();

  const admin = new KeycloakAdminClient({ baseUrl: server.baseUrl, realmName: "master" });
  await admin.auth({ ...administrator, grantType: "password", clientId: "admin-cli" });
  admin.setConfig({ realmName: "demo" });
  const { id } = await admin.clients.create({ clientId: "from-a-script", serviceAccountsEnabled: true });
  await page.getByRole("link", { name: "from-a-script", exact: true }).waitFor();

  await admin.clients.update({ id }, { clientId: "renamed-by-a-script" });
  await page.getByRole("link", { name: "renamed-by-a-script", exact: true }).waitFor();
  expect(await page.getByRole("link", { name: "from-a-script", exact: true }).count()).toBe(0);

  await admin.clients.del({ id });
  await page.getByRole("link", { name: "renamed-by-a-script", exact: true }).waitFor({ state: "detached" });
});
