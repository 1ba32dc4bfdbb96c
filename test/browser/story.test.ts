import { expect, test } from "vitest";
import { signIn } from "../support/screens.mjs";
import { listenForComplaints } from "../support/seen-screens.ts";
import { aStartedWorkspace, startBrowser, startServe } from "../support/served-app.mjs";
import { walkTheStory } from "../support/story.ts";

test("the story in the browser: a 401 explained and mended, a missing role let through, the resource reached, the token revoked", async () => {
  await using workspace = await aStartedWorkspace();
  await using server = await startServe(workspace.path);
  await using browser = await startBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const complaints = await listenForComplaints(context);
  const page = await context.newPage();
  await signIn(page, server.signInUrl);
  await walkTheStory(page);
  expect(await complaints.take(page)).toEqual([]);
});
