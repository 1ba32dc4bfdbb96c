import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tabThrough } from "./keyboard.ts";
import { type Screen, signIn } from "./screens.mjs";
import { type Complaints, findAxeViolations, listenForComplaints, showTheme } from "./seen-screens.ts";
import { aStartedWorkspace, startBrowser, startServe } from "./served-app.mjs";

/**
 * Opens each screen in turn: axe finds nothing, no policy is violated, and where one stands for its kind Tab goes all
 * round. The other themes and sizes: `npm run test:full`. Files run two at a time: several of middling length end
 * together, where one long one would leave a processor idle.
 */
export function lookAtScreens(screens: readonly Screen[]): void {
  const opened: AsyncDisposable[] = [];
  let page: Page;
  let complaints: Complaints;

  beforeAll(async () => {
    const workspace = await aStartedWorkspace();
    const server = await startServe(workspace.path);
    const browser = await startBrowser();
    opened.push(browser, server, workspace);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    complaints = await listenForComplaints(context);
    page = await context.newPage();
    await signIn(page, server.signInUrl);
    await showTheme(page, "light");
  });
  afterAll(async () => {
    for (const one of opened) await one[Symbol.asyncDispose]();
  });

  const wholePages = screens.filter(({ pictureOnly = false }) => !pictureOnly);
  describe.each(wholePages)("screen $name", ({ open, close, round = false }) => {
    test(`axe finds nothing, and no policy is violated${round ? "; Tab comes to everything and to the end" : ""}`, async () => {
      await open(page);
      try {
        expect(await findAxeViolations(page)).toEqual([]);
        if (round) expect(await tabThrough(page)).toMatchObject({ missed: [], unseen: [], nameless: [] });
      } finally {
        await close?.(page);
      }
      expect(await complaints.take(page)).toEqual([]);
    });
  });
}
