/** What a press is meant for, whichever part of it is under the pointer. */
const PRESSABLE = "button, a[href], label, input[type=checkbox], input[type=radio], [role=option], [role=menuitem]";
/** A hand that goes further off than it trembles has changed its mind. */
const TREMBLE_PX = 4;

interface Press {
  readonly on: HTMLElement;
  readonly x: number;
  readonly y: number;
}

/**
 * A browser clicks only what was both pressed and released. A finger rests for a tenth of a second, and an answer that
 * comes meanwhile may move the page: what was pressed is clicked all the same, wherever it is by then.
 */
export function keepPresses(page: Document): void {
  let press: Press | null = null;
  page.addEventListener(
    "pointerdown",
    ({ target, button, clientX: x, clientY: y }) => {
      const on = target instanceof Element ? target.closest<HTMLElement>(PRESSABLE) : null;
      press = on && button === 0 ? { on, x, y } : null;
    },
    { capture: true },
  );
  page.addEventListener(
    "pointerup",
    ({ target, clientX, clientY }) => {
      if (press && !press.on.contains(target as Node) && Math.hypot(clientX - press.x, clientY - press.y) <= TREMBLE_PX)
        press.on.click();
      press = null;
    },
    { capture: true },
  );
}
