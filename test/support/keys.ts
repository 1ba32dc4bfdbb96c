import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { focusedName, isFocusSeen, reach } from "./keyboard.ts";

/** Keys that lead to one thing within a pane. */
const MOST_KEYS = 100;
/** The menu, the work and what stands beside it. */
const MOST_PANES = 3;

/** Whether the focus is in the same pane of the window. */
const isInPane = (target: Element): boolean =>
  document.activeElement?.closest("nav, main, aside") === target.closest("nav, main, aside");

/** Somebody without a mouse: after each key the focus has to be somewhere, and to be seen. */
export function aKeyboard(page: Page) {
  const { keyboard } = page;
  const focused = () => focusedName(page);
  const seesFocus = (after: string): Promise<void> =>
    expect.poll(() => isFocusSeen(page), { message: `the focus after ${after}` }).toBe("seen");
  const press = async (key: string) => {
    await keyboard.press(key);
    await seesFocus(key);
  };
  const reachIt = async (target: Locator) => {
    await target.waitFor({ state: "attached" }); // a radio button is drawn by its label
    for (let panes = 0; panes < MOST_PANES && !(await target.evaluate(isInPane)); panes += 1) await press("F6");
    await reach(page, target, MOST_KEYS);
    await seesFocus(`going to ${target}`);
  };
  return {
    focused,
    seesFocus,
    press,
    /** Goes there by F6 and Tab, and presses the key. */
    async go(target: Locator, key: string): Promise<void> {
      await reachIt(target);
      await press(key);
    },
    /** In place of what stands there; into a list of choices the beginning of one. */
    async type(target: Locator, text: string): Promise<void> {
      await reachIt(target);
      const isList = await target.evaluate((element) => element instanceof HTMLSelectElement);
      if (!isList) await keyboard.press("Control+a");
      await keyboard.type(text);
    },
    /** By the palette, where the whole name comes first. */
    async open(name: string, there: Locator): Promise<void> {
      await keyboard.press("Control+k");
      await page.getByRole("textbox", { name: "Search and commands" }).waitFor();
      await keyboard.type(name);
      const line = page.locator("[data-action][data-selected]");
      await expect.poll(() => line.textContent()).toMatch(new RegExp(`^${name}`));
      await keyboard.press("Enter");
      await there.waitFor();
      await seesFocus(`opening ${name}`);
    },
    /** Tabs are one stop of Tab; among them the arrows. */
    async goToTab(name: string): Promise<void> {
      const tab = page.getByRole("tab", { name, exact: true });
      await reachIt(page.getByRole("tab", { selected: true }));
      for (let presses = 0; presses < 6 && (await tab.getAttribute("aria-selected")) !== "true"; presses += 1)
        await press("ArrowRight");
      expect(await focused()).toBe(name);
    },
    async paste(text: string): Promise<void> {
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
      await keyboard.press("Control+v");
    },
  };
}
