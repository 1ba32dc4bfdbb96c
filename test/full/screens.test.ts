import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tabThrough } from "../support/keyboard.ts";
import { screens, signIn } from "../support/screens.mjs";
import { type Complaints, findAxeViolations, listenForComplaints, showTheme } from "../support/seen-screens.ts";
import { aWorkspaceFolder, startBrowser, startServe } from "../support/served-app.mjs";

const sizes = [
  { of: "a large screen", width: 1920, height: 1080 },
  { of: "a small laptop", width: 1280, height: 800 },
  { of: "half a screen", width: 900, height: 600 },
  { of: "200 % zoom", width: 720, height: 450 },
];

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

describe.each(sizes)("on $of ($width×$height)", ({ width, height }) => {
  const opened: AsyncDisposable[] = [];
  let context: BrowserContext;
  let complaints: Complaints;
  let page: Page;

  beforeAll(async () => {
    const workspace = await aWorkspaceFolder();
    const server = await startServe(workspace.path);
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    opened.push(context, server, workspace);
    complaints = await listenForComplaints(context);
    page = await context.newPage();
    await signIn(page, server.signInUrl);
  });
  afterAll(async () => {
    for (const one of opened) await one[Symbol.asyncDispose]();
  });

  test.each(screens)("screen $name: axe, policy, every theme, Tab all through", async ({ open, close, transient }) => {
    await page.setViewportSize({ width: 1280, height: 800 }); // the ways to the screens are those of a wide window
    await open(page);
    await page.setViewportSize({ width, height });
    try {
      for (const theme of ["light", "dark"] as const) {
        await showTheme(page, theme, "more");
        expect(await findAxeViolations(page, "colours")).toEqual([]);
        await showTheme(page, theme);
        expect(await findAxeViolations(page)).toEqual([]);
      }
      if (!transient) expect(await tabThrough(page)).toMatchObject({ missed: [], unseen: [], nameless: [] });
    } finally {
      await page.setViewportSize({ width: 1280, height: 800 });
      await close?.(page);
    }
    expect(await complaints.take(page)).toEqual([]);
  });
});
