import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as outcome from "../support/outcome.ts";
import { openSignedOut, signIn } from "../support/screens.mjs";
import { aStartedWorkspace, aWorkspaceFolder, startBrowser, startServe } from "../support/served-app.mjs";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** A window of its own, as a person who opens the browser anew has it. */
async function aPage(): Promise<AsyncDisposable & { page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  return { page: await context.newPage(), [Symbol.asyncDispose]: () => context.close() };
}

test("the main job in the browser: call the example, make a client with a role of its own, see the role in its token", async () => {
  await using workspace = await aWorkspaceFolder();
  await using server = await startServe(workspace.path);
  await using window = await aPage();
  const { page } = window;
  await signIn(page, server.signInUrl);
  await outcome.doTheMainJob(page);
});

test("a server killed at the moment the Save bar says saved has lost nothing", async () => {
  await using workspace = await aStartedWorkspace();
  {
    await using server = await startServe(workspace.path);
    await using window = await aPage();
    await signIn(window.page, server.signInUrl);
    await outcome.saveOwnClient(window.page);
    await server.kill();
  }
  await using again = await startServe(workspace.path);
  await using window = await aPage();
  await signIn(window.page, again.signInUrl);
  await outcome.seeThatAllIsStillThere(window.page);
});

test("the sign-in address signs in once; used again, the page says so and shows nothing of the realm", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path);
  await using first = await aPage();
  await signIn(first.page, server.signInUrl);
  expect(first.page.url()).not.toContain("code=");

  await using second = await aPage();
  await openSignedOut(second.page, server.signInUrl);
  await second.page.getByText("The sign-in address was used already or is too old.").waitFor();
  expect(await second.page.getByText("product-sa-client").count()).toBe(0);

  await first.page.getByRole("link", { name: "orders-service" }).click(); // the first one stays signed in
  await first.page.getByRole("heading", { name: "orders-service" }).waitFor();
});

test("a reload ends the session, and the page says how to come by a new address", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path);
  await using window = await aPage();
  const { page } = window;
  await signIn(page, server.signInUrl);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/bearer|code/i);

  await page.reload();
  await page.getByRole("heading", { name: "Signed out" }).waitFor();
  await page.getByText("Press Enter in the terminal that runs tokenbench serve.").waitFor();
  expect(await page.getByText("product-sa-client").count()).toBe(0);
});

test("a window that loses its server says so, and asks to sign in again when the server is back", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path);
  await using window = await aPage();
  const { page } = window;
  await signIn(page, server.signInUrl);
  await page.getByText("Server running").waitFor();
  await server.kill();
  await page.getByText("Server not reachable").waitFor();

  const { port } = new URL(server.baseUrl);
  await using _again = await startServe(workspace.path, ["--port", port]);
  await page.getByRole("heading", { name: "Signed out" }).waitFor(); // bearers live in the server's memory only
});
