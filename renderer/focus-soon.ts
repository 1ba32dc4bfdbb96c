/**
 * Gives the focus to an element that the present change is about to draw: what had it is gone then. Where the person
 * has taken it elsewhere by the time, it stays there, so that nothing typed lands in another field.
 */
export const focusSoon = (id: string): void => {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    const { activeElement, body } = document;
    if (activeElement === before || activeElement === body) document.getElementById(id)?.focus();
  });
};
