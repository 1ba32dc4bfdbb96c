/** Gives the focus to an element that the present change is about to draw: what had it is gone then. */
export const focusSoon = (id: string): void => {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
};
