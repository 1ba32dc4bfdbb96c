import KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import type { Browser, Page } from "playwright-core";
import { signIn } from "./screens.mjs";
import { aWorkspaceFolder, startServe } from "./served-app.mjs";

export const administrator = { username: "admin", password: "correct horse" };
export const bootstrap = {
  KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
  KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
};

export interface OpenWindow extends AsyncDisposable {
  readonly page: Page;
  readonly baseUrl: string;
  /** What a program gets: the realm's own state, past the window. */
  readonly admin: KeycloakAdminClient;
}

export async function anAdmin(baseUrl: string, realmName = "demo"): Promise<KeycloakAdminClient> {
  const admin = new KeycloakAdminClient({ baseUrl, realmName: "master" });
  await admin.auth({ ...administrator, grantType: "password", clientId: "admin-cli" });
  admin.setConfig({ realmName });
  return admin;
}

/** A server of its own, and its window on the screen Import / Export. */
export async function openTransfer(
  browser: Browser,
  section: "Import" | "Export" | "Keycloak" = "Import",
): Promise<OpenWindow> {
  const workspace = await aWorkspaceFolder();
  const server = await startServe(workspace.path, [], bootstrap);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await signIn(page, server.signInUrl);
  await mainMenu(page, "Import / Export");
  await page.getByRole("navigation", { name: "Ways to move a realm" }).getByRole("link", { name: section }).click();
  return {
    page,
    baseUrl: server.baseUrl,
    admin: await anAdmin(server.baseUrl),
    [Symbol.asyncDispose]: async () => {
      for (const opened of [context, server, workspace]) await opened[Symbol.asyncDispose]();
    },
  };
}

export const mainMenu = (page: Page, screen: string) =>
  page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: screen }).click();
