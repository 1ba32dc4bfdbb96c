import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { reach } from "../support/keyboard.ts";
import type { createWalker } from "./walker.mjs";

/** Task by task, what must be true of the server when the person says that it is done. */
export type Outcomes = ReadonlyMap<string, () => Promise<void>>;

/** Keys that lead to one thing: what is further away has a shortcut, a skip link or the palette. */
const MOST_KEYS = 100;

/** The menu, the work and what stands beside it. */
const MOST_PANES = 3;

/** Whether the focus is in the same pane of the window. */
const isInPane = (target: Element): boolean =>
  document.activeElement?.closest("nav, main, aside") === target.closest("nav, main, aside");

/** The same person without a mouse: everything is reached by Tab, the palette and the keys of the window. */
export function createKeyboardWalker(page: Page, outcomes: Outcomes): ReturnType<typeof createWalker> {
  const { keyboard } = page;
  const press = async (key: string) => {
    await keyboard.press(key);
    await somethingHasFocus(page, key);
  };
  const go = async (target: Locator) => {
    await target.waitFor();
    for (let panes = 0; panes < MOST_PANES && !(await target.evaluate(isInPane)); panes += 1) await press("F6");
    await reach(page, target, MOST_KEYS);
  };
  const selected = page.locator("[data-action][data-selected]");
  return {
    tasks: [],
    async does(id: string, title: string, work: () => Promise<void>) {
      await work();
      await somethingHasFocus(page, title);
      await outcomes.get(id)?.();
    },
    sees() {},
    async click(target: Locator) {
      await go(target);
      const isTicked = await target.evaluate((element) => element.matches("input[type=checkbox], [role=switch]"));
      await press(isTicked ? "Space" : "Enter");
    },
    async open(screen: string) {
      await keyboard.press("Control+k");
      await page.getByRole("textbox", { name: "Search and commands" }).waitFor();
      await keyboard.type(screen);
      await expect
        .poll(async () => {
          const line = await selected.textContent();
          if (line !== screen) await keyboard.press("ArrowDown");
          return line;
        })
        .toBe(screen);
      await keyboard.press("Enter");
      await page.getByRole("heading", { name: screen, exact: true, level: 1 }).waitFor();
      await somethingHasFocus(page, screen);
    },
    press,
    async type(target: Locator, text: string) {
      await go(target);
      await keyboard.press("Control+a");
      await keyboard.type(text);
    },
  };
}

/** The focus may take a moment to come to what an action drew. */
const somethingHasFocus = (page: Page, after: string): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName), { message: `the focus after ${after}` })
    .not.toBe("BODY");
