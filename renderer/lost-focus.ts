let moved = false;

if (typeof window !== "undefined")
  window.addEventListener("hashchange", () => {
    moved = true;
  });

/**
 * For the heading of a screen, as its `ref`: when the link that led here is gone, the focus would fall back to the top
 * of the window. Reading goes on at the heading. Not on the first load, where the top is the right place.
 */
export const takeLostFocus = (heading: HTMLElement | null): void => {
  if (moved && document.activeElement === document.body) heading?.focus({ preventScroll: true });
};

/** Where nothing has the focus, reading goes on at the heading. */
export function focusHeadingWhenLost(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>("main h1")?.focus();
}
