import type { Locator, Page } from "playwright-core";

/** What has the focus, by the name a screen reader says; empty where nothing has it. */
export const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return "";
    const labels = "labels" in focused ? (focused as HTMLInputElement).labels : null;
    const name = focused.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? focused.textContent;
    return name.replace(/\s+/g, " ").trim();
  });

/** "seen" where what has the focus is in view; else what has it and is not, or that nothing has it. */
export async function isFocusSeen(page: Page): Promise<string> {
  const stop = await page.evaluate(visitTabStop);
  if (stop === null) return "nothing has the focus";
  return stop.seen ? "seen" : `out of sight: ${stop.html}`;
}

/** Puts the focus back to the top of the page, as after loading. */
export const focusTop = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
  });

/** Presses Tab until something of this name has the focus; fails after `most` presses. @returns the presses needed */
export async function tabTo(page: Page, name: string | RegExp, most = 60): Promise<number> {
  const passed: string[] = [];
  for (let presses = 1; presses <= most; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await focusedName(page);
    if (typeof name === "string" ? focused === name : name.test(focused)) return presses;
    passed.push(focused);
  }
  throw new Error(`${name} was not reached with ${most} Tabs. Passed: ${passed.join(" | ")}`);
}

/**
 * Presses Tab, or Shift+Tab where it is behind, until the focus is on this element, or on the control that it is a part of; within a grid, which is one stop of
 * Tab, the arrows. Presses nothing where the focus is there already.
 */
export async function reach(page: Page, target: Locator, most: number): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses <= most; presses += 1) {
    const key = await target.evaluate(keyTowards);
    if (key === null) return;
    passed.push(await focusedName(page));
    await page.keyboard.press(key);
  }
  throw new Error(`${target} was not reached with ${most} keys. Passed: ${passed.join(" | ")}`);
}

export interface TabRound {
  /** Presses until the focus left the page at its end. */
  readonly presses: number;
  /** Elements that can have the focus and that Tab did not come to. */
  readonly missed: readonly string[];
  /** Elements that had the focus while they, or the part of them in view, were covered or outside of the window. */
  readonly unseen: readonly string[];
  /** Elements without a name for a screen reader. */
  readonly nameless: readonly string[];
}

const MOST_STOPS = 250;

/** Presses Tab from the top to the end of the page. Fails where the focus does not come to the end: a trap. */
export async function tabThrough(page: Page): Promise<TabRound> {
  await focusTop(page);
  await page.evaluate(markTabStops);
  const unseen: string[] = [];
  const nameless: string[] = [];
  for (let presses = 1; presses <= MOST_STOPS; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(visitTabStop);
    if (stop === null) return { presses, missed: await page.evaluate(unvisitedTabStops), unseen, nameless };
    if (!stop.seen) unseen.push(stop.html);
    if (!stop.named) nameless.push(stop.html);
  }
  throw new Error(
    `Tab does not come to the end of the page; after ${MOST_STOPS} presses it is at ${await focusedName(page)}`,
  );
}

// The functions below run inside the page.

/** Null where the focus is there. */
function keyTowards(target: Element): string | null {
  const focused = document.activeElement;
  if (!focused || focused === target || (focused.matches("a, button") && focused.contains(target))) return null;
  const isBehind = (focused.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const towards = isBehind && focused !== document.body ? "Shift+Tab" : "Tab";
  const grid = target.closest("[role=grid]");
  if (!grid?.contains(focused)) return towards;
  const [from, to] = [focused, target].map((element) => element.closest("[role=row] > *")?.getBoundingClientRect());
  if (!from || !to) return towards;
  if (Math.abs(from.top - to.top) > 2) return from.top < to.top ? "ArrowDown" : "ArrowUp";
  return from.left < to.left ? "ArrowRight" : "ArrowLeft";
}

function markTabStops(): void {
  const selector = "a[href], button, input, select, textarea, [tabindex='0']";
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    const group = element instanceof HTMLInputElement && element.type === "radio" ? element.name : "";
    const checked = group && document.querySelector(`input[type=radio][name="${group}"]:checked`);
    const skipped = element.matches(":disabled, [tabindex='-1']") || (checked && checked !== element);
    if (!skipped && element.checkVisibility()) element.dataset["tabStop"] = "waiting";
  }
}

/** Null where nothing has the focus: the end of the page. */
function visitTabStop(): { html: string; seen: boolean; named: boolean } | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return null;
  focused.dataset["tabStop"] = "visited";
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const hit = document.elementFromPoint(x, y);
  // Some inputs are drawn by what stands beside them.
  const drawnBy = "label, .mantine-SegmentedControl-control, .mantine-Switch-root, .mantine-Radio-root";
  const drawn = focused.closest(drawnBy) ?? focused;
  const seen = hit !== null && (drawn.contains(hit) || hit.contains(focused));
  const labels = "labels" in focused ? (focused as HTMLInputElement).labels : null;
  const names = [focused.getAttribute("aria-label"), focused.getAttribute("aria-labelledby"), focused.textContent];
  const named = [...names, labels?.[0]?.textContent].some((name) => name?.trim());
  return { html: focused.outerHTML.slice(0, 160), seen, named };
}

function unvisitedTabStops(): string[] {
  const marked = [...document.querySelectorAll<HTMLElement>("[data-tab-stop]")];
  const waiting = marked.filter((element) => element.dataset["tabStop"] === "waiting" && element.isConnected);
  for (const element of marked) delete element.dataset["tabStop"];
  return waiting.map((element) => element.outerHTML.slice(0, 160));
}
