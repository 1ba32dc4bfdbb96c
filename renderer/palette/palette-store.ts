import { createSpotlight } from "@mantine/spotlight";

/** The palette, and what opens it. */
export const [paletteStore, palette] = createSpotlight();

/**
 * Marks the first line, so that Enter takes it; one that a person has gone to stays marked when lines come above it. The library
 * does so only when a letter is typed, not when lines come later.
 */
export function markLine(list: HTMLElement): void {
  const lines = [...list.querySelectorAll("[data-action]")];
  const gone = paletteStore.getState().selected > 0 ? lines.findIndex((line) => line.matches("[data-selected]")) : 0;
  const selected = Math.max(gone, 0);
  for (const [index, line] of lines.entries()) {
    if (index === selected) line.setAttribute("data-selected", "true");
    else line.removeAttribute("data-selected");
  }
  paletteStore.setState((state) => ({ ...state, selected }));
}
