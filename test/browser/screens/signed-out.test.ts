import { expect, test } from "vitest";
import { openSignedOut, signIn } from "../../support/screens.mjs";
import { findAxeViolations, showTheme } from "../../support/seen-screens.ts";
import { aStartedWorkspace, startBrowser, startServe } from "../../support/served-app.mjs";

test("axe finds nothing on the page of somebody who is not signed in", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path);
  await using browser = await startBrowser();
  await signIn(await browser.newPage(), server.signInUrl);
  const page = await browser.newPage();
  await openSignedOut(page, server.signInUrl);
  for (const theme of ["light", "dark"] as const) {
    await showTheme(page, theme);
    expect(await findAxeViolations(page)).toEqual([]);
  }
});
