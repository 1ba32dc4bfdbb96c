/** What had the focus last, and all that it stood in; empty once a pointer has taken it somewhere. */
let path: readonly Element[] = [];

/** Time for whoever places the focus on purpose. */
const WAIT_MS = 120;
const PLACES = "section, form, fieldset, aside, nav, header, [role=region], [role=table], [role=grid], [role=group]";

const isOff = (element: Element): boolean => element.matches(":disabled") || element.closest("[inert]") !== null;

/** Where an element with the focus is taken away, moved or switched off, the focus stays near it, and is not lost to the window. */
export function keepFocus(page: Document): void {
  page.addEventListener("pointerdown", () => {
    path = [];
  });
  page.addEventListener("focusin", ({ target }) => {
    path = target instanceof Element ? withAncestors(target) : [];
  });
  new MutationObserver((changes) => {
    const [last] = path;
    if (last && changes.some((change) => takes(change, last))) window.setTimeout(() => restore(page, path), WAIT_MS);
  }).observe(page.body, { subtree: true, childList: true, attributeFilter: ["disabled"] });
}

const takes = ({ type, target, removedNodes }: MutationRecord, last: Element): boolean =>
  type === "attributes" ? target === last && isOff(last) : [...removedNodes].some((node) => node.contains(last));

function restore(page: Document, places: readonly Element[]): void {
  const [last, ...around] = places;
  if (!last || page.activeElement !== page.body) return;
  const place = last.isConnected && !isOff(last) ? last : around.find((one) => one.isConnected && one.matches(PLACES));
  if (!(place instanceof HTMLElement)) return;
  if (place !== last && !place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

function withAncestors(element: Element): readonly Element[] {
  const all: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) all.push(at);
  return all;
}

/** Time in which what a key did is drawn, an answer of the server included. */
const DRAWN_MS = 1_000;

/** Where what Enter, Space or a shortcut did makes the page longer above what has the focus, that stays in view. */
export function keepFocusInView(page: Document): void {
  let pressed: { readonly element: Element; readonly atMs: number } | null = null;
  const keyDown = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    const acts = key === "Enter" || key === " " || ctrlKey || metaKey; // other keys may be there to scroll
    const element = page.activeElement;
    pressed = acts && element && isInView(element) ? { element, atMs: performance.now() } : null;
  };
  page.addEventListener("keydown", keyDown, true);
  page.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: "nearest" }); // browsers show the caret's line alone
  });
  page.addEventListener("wheel", () => {
    pressed = null;
  });
  new MutationObserver(() => {
    if (pressed?.element !== page.activeElement || performance.now() - (pressed?.atMs ?? 0) > DRAWN_MS) return;
    if (pressed && !isInView(pressed.element)) pressed.element.scrollIntoView({ block: "nearest" });
  }).observe(page.body, { subtree: true, childList: true });
}

/** Within what scrolls it. */
function isInView(element: Element): boolean {
  let scroller = element.parentElement;
  while (scroller && !(scroller.scrollHeight > scroller.clientHeight && /auto|scroll/.test(overflowOf(scroller))))
    scroller = scroller.parentElement;
  if (!scroller) return true;
  const [own, view] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()];
  return own.top >= view.top && own.bottom <= view.bottom;
}

const overflowOf = (element: Element): string => getComputedStyle(element).overflowY;
