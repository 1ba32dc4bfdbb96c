import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tabThrough } from "../support/keyboard.ts";
import { openSignedOut, screens, signIn } from "../support/screens.mjs";
import { type Complaints, findAxeViolations, listenForComplaints, showTheme } from "../support/seen-screens.ts";
import { aWorkspaceFolder, startBrowser, startServe } from "../support/served-app.mjs";

const opened: AsyncDisposable[] = [];
let browser: Browser;
let signInUrl: string;
let page: Page;
let complaints: Complaints;

beforeAll(async () => {
  const workspace = await aWorkspaceFolder();
  const server = await startServe(workspace.path);
  signInUrl = server.signInUrl;
  browser = await startBrowser();
  opened.push(browser, server, workspace);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  complaints = await listenForComplaints(context);
  page = await context.newPage();
  await signIn(page, signInUrl);
});
afterAll(async () => {
  for (const one of opened) await one[Symbol.asyncDispose]();
});

describe.each(screens)("screen $name", ({ open, close, round = false }) => {
  const title = "axe finds nothing in light or dark, and no policy is violated";
  test(round ? `${title}; Tab comes to everything and to the end` : title, async () => {
    await open(page);
    try {
      await showTheme(page, "dark");
      expect(await findAxeViolations(page, "colours")).toEqual([]);
      await showTheme(page, "light");
      expect(await findAxeViolations(page)).toEqual([]);
      if (round) expect(await tabThrough(page)).toMatchObject({ missed: [], unseen: [], nameless: [] });
    } finally {
      await close?.(page);
    }
    expect(await complaints.take(page)).toEqual([]);
  });
});

test("axe finds nothing on the page of somebody who is not signed in", async () => {
  const context = await browser.newContext();
  const other = await context.newPage();
  await openSignedOut(other, signInUrl);
  for (const theme of ["light", "dark"] as const) {
    await showTheme(other, theme);
    expect(await findAxeViolations(other)).toEqual([]);
  }
  await context.close();
});
