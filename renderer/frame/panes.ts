const PANES = "nav:not(main nav), main, main aside";

/** F6 goes from pane to pane, Shift+F6 back: the menu, the work, what stands beside it. */
export function goToPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>(PANES)].filter((pane) => pane.checkVisibility());
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement)); // the innermost one
  const start = at < 0 && by < 0 ? 0 : at;
  const next = panes[(start + by + panes.length) % panes.length];
  if (!next) return;
  if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.focus();
}
