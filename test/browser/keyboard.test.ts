import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { focusTop, tabTo } from "../support/keyboard.ts";
import { saveBar } from "../support/outcome.ts";
import { signIn } from "../support/screens.mjs";
import { aStartedWorkspace, startBrowser, startServe } from "../support/served-app.mjs";

/** No more presses of Tab than this lead to the things one does all day. */
const FEW = 15;

/** By the link that is the first stop of all. */
async function skipToTheWork(page: Page): Promise<number> {
  const stops = await tabTo(page, "Skip to the work");
  await page.keyboard.press("Enter");
  return stops;
}

test("the main job goes by keyboard alone: a client, a role, Save, a token request and its token", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path);
  await using browser = await startBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signIn(page, server.signInUrl);
  const { keyboard } = page;

  expect((await skipToTheWork(page)) + (await tabTo(page, "New client"))).toBeLessThanOrEqual(FEW);
  await keyboard.press("Enter");
  await page.getByLabel("Client ID", { exact: true }).waitFor();
  await keyboard.type("night-service"); // the field has the focus
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "night-service" }).waitFor();

  await tabTo(page, "New role name");
  await keyboard.type("night-shift");
  await keyboard.press("Enter");
  await saveBar(page).getByText("role night-shift created and assigned").waitFor();
  await keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();

  await focusTop(page);
  const toSkipLink = (await skipToTheWork(page)) + (await tabTo(page, "Skip to Save"));
  await keyboard.press("Enter");
  const toUndo = await tabTo(page, "Undo");
  expect(toSkipLink + toUndo).toBeLessThanOrEqual(FEW);

  await tabTo(page, "Send it in Console");
  await keyboard.press("Enter");
  await page.getByRole("region", { name: "Request" }).getByText("grant_type=client_credentials").waitFor();
  await keyboard.press("Control+Enter");
  await page.getByRole("region", { name: "Exchange" }).getByText("200", { exact: true }).waitFor();

  await focusTop(page);
  await tabTo(page, "Story");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight"); // to Token
  const token = page.getByRole("region", { name: "Access token" });
  await token.getByText("Signature valid").waitFor();
  await tabTo(page, "night-shift");
  await keyboard.press("Enter");
  await token.getByText("The service account holds it through").waitFor();
});

test("another client is chosen in the Console by typing a part of its name", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path);
  await using browser = await startBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signIn(page, server.signInUrl);

  await tabTo(page, "Console");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Console" }).waitFor();
  await tabTo(page, "Client");
  await page.keyboard.type("report");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.getByRole("combobox", { name: "Client", exact: true }).inputValue())
    .toBe("reports-service");
  expect(await tabTo(page, "Authentication")).toBe(1);
});
