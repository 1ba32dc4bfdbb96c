import { readFileSync, writeFileSync } from "node:fs";
import { type BrowserWindow, type Rectangle, screen } from "electron";

/** Where the window stood when it was last closed, in device-independent pixels. */
export interface WindowState {
  readonly bounds: Partial<Rectangle> & Pick<Rectangle, "width" | "height">;
  readonly maximised: boolean;
}

const FIRST_TIME: WindowState = { bounds: { width: 1280, height: 820 }, maximised: false };

/** The state kept in `file`; the default where there is none, it is broken, or its display is gone. */
export function readWindowState(file: string): WindowState {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isWindowState(kept) && isOnADisplay(kept.bounds) ? kept : FIRST_TIME;
  } catch {
    return FIRST_TIME; // the first start, or a file cut short: the window's place is not worth a question
  }
}

/** Writes the window's place to `file` each time it is about to close. A failure costs only the place. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on("close", () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch {}
  });
}

function isWindowState(value: unknown): value is { bounds: Rectangle; maximised: boolean } {
  if (typeof value !== "object" || value === null) return false;
  const { bounds, maximised } = value as { bounds?: Partial<Rectangle>; maximised?: unknown };
  const numbers = [bounds?.x, bounds?.y, bounds?.width, bounds?.height];
  return typeof maximised === "boolean" && numbers.every(Number.isFinite);
}

function isOnADisplay(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = bounds.x < workArea.x + workArea.width && bounds.x + bounds.width > workArea.x;
    const down = bounds.y < workArea.y + workArea.height && bounds.y + bounds.height > workArea.y;
    return across && down;
  });
}
