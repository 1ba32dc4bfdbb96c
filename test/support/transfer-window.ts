import type KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import type { Browser, Page } from "playwright-core";
import { anAdmin, bootstrap } from "./an-admin.ts";
import { signIn } from "./screens.mjs";
import { aStartedWorkspace, startServe } from "./served-app.mjs";

export interface OpenWindow extends AsyncDisposable {
  readonly page: Page;
  readonly baseUrl: string;
  /** What a program gets: the realm's own state, past the window. */
  readonly admin: KeycloakAdminClient;
}

/** A server of its own, and its window on the screen Import / Export. */
export async function openTransfer(
  browser: Browser,
  section: "Import" | "Export" | "Keycloak" = "Import",
): Promise<OpenWindow> {
  const workspace = await aStartedWorkspace();
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
