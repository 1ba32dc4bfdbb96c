// Finds the machine's own Chromium or Chrome, which the browser tests drive.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** @returns {string | undefined} the file that `command` runs, where PATH has it */
export function findCommand(command) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const file = join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  return undefined;
}

/** @returns {string | undefined} CHROMIUM_PATH, else the first one on PATH */
export const findChromium = () => process.env.CHROMIUM_PATH ?? NAMES.map(findCommand).find(Boolean);
