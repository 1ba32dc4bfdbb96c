import type KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import type { Page } from "playwright-core";
import { afterAll } from "vitest";
import { anAdmin, bootstrap } from "./an-admin.ts";
import { signIn } from "./screens.mjs";
import { aStartedWorkspace, startBrowser, startServe } from "./served-app.mjs";

/** The window on a new workspace, and beside it what looks at the server from outside. */
export interface WithAdmin extends AsyncDisposable {
  readonly page: Page;
  readonly baseUrl: string;
  readonly workspace: string;
  /** What a program gets: the state of realm demo, past the window. */
  readonly admin: KeycloakAdminClient;
  readonly visit: (hash: string) => Promise<void>;
  /** The claims of a token that the client gets with its own secret. */
  readonly claimsOf: (id: string, clientId: string, scope?: string) => Promise<Readonly<Record<string, unknown>>>;
}

/** The client orders-service of the demo realm: its id and its secret. */
export async function findOrdersService({ admin }: WithAdmin) {
  const [{ id = "" } = {}] = await admin.clients.find({ clientId: "orders-service" });
  const { value = "" } = await admin.clients.getClientSecret({ id });
  return { id, secret: value };
}

/** One window for all tests of the file that asks for it, before its first test. */
export async function openForAll(): Promise<WithAdmin> {
  const opened = await openWithAdmin();
  afterAll(() => opened[Symbol.asyncDispose]());
  return opened;
}

async function openWithAdmin(): Promise<WithAdmin> {
  const workspace = await aStartedWorkspace();
  const server = await startServe(workspace.path, [], bootstrap);
  const browser = await startBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signIn(page, server.signInUrl);
  const admin = await anAdmin(server.baseUrl);
  return {
    page,
    baseUrl: server.baseUrl,
    workspace: workspace.path,
    admin,
    visit: (hash) =>
      page.evaluate((to) => {
        window.location.hash = to;
      }, hash),
    claimsOf: async (id, clientId, scope) => {
      const { value = "" } = await admin.clients.getClientSecret({ id });
      const response = await fetch(`${server.baseUrl}/realms/demo/protocol/openid-connect/token`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${clientId}:${value}`)}` },
        body: new URLSearchParams({ grant_type: "client_credentials", ...(scope !== undefined && { scope }) }),
      });
      const { access_token: jwt = "" } = (await response.json()) as { access_token?: string };
      return JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8") || "{}");
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.kill();
      await workspace[Symbol.asyncDispose]();
    },
  };
}
