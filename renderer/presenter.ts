import { createMemoryStore } from "./memory-store.ts";

const STORAGE_KEY = "tokenbench.presenter";

const isStored = (): boolean => {
  try {
    return localStorage.getItem(STORAGE_KEY) === "on";
  } catch {
    return false;
  }
};

/** Whether the window is shown to a room: large type, one pane, nothing in it that should not be read off the wall. */
export const presenting = createMemoryStore<boolean>(isStored());

/** Stays as it is until somebody switches it back. */
export function togglePresenting(): void {
  presenting.write((on) => !on);
  try {
    localStorage.setItem(STORAGE_KEY, presenting.read() ? "on" : "off");
  } catch {
    // Storage that is full or forbidden costs only the memory of it.
  }
}

/** Puts the page into large type and out of it again, also when the window changes its size. */
export function followPresenting(page: HTMLElement): void {
  const apply = () => {
    if (presenting.read()) page.dataset["presenter"] = "on";
    else delete page.dataset["presenter"];
    scaleBreakpoints(presenting.read() ? typeScale() * ONE_PANE : 1);
  };
  presenting.subscribe(apply);
  window.addEventListener("resize", apply);
  apply();
}

const USUAL_TYPE_PX = 16;

/** How many times as large as usual the type is now. */
export const typeScale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TYPE_PX;

/** Large type alone leaves room for two narrow panes; a room is shown one. */
const ONE_PANE = 1.1;

/** The conditions of the rules for narrow windows, as they are written. */
const written = new Map<CSSMediaRule, string>();

/** Media queries do not know the size of the type (CSS Values §5.1.1: `rem` in them is the initial one), so large type moves them. */
function scaleBreakpoints(factor: number): void {
  for (const rule of [...document.styleSheets].flatMap(mediaRulesIn)) {
    const text = written.get(rule) ?? rule.media.mediaText;
    written.set(rule, text);
    rule.media.mediaText = text.replace(/([\d.]+)px/g, (_all, px: string) => `${Number(px) * factor}px`);
  }
}

const mediaRulesIn = (group: { readonly cssRules: CSSRuleList }): CSSMediaRule[] =>
  [...group.cssRules].flatMap((rule) => [
    ...(rule instanceof CSSMediaRule ? [rule] : []),
    ...(rule instanceof CSSGroupingRule ? mediaRulesIn(rule) : []),
  ]);
