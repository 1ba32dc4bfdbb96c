// A display for windows that tests open: an Xvfb of our own where the machine has none.
import { spawn } from "node:child_process";

export const hasDisplay = () =>
  process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Makes sure that `DISPLAY` names a display. Where the person has one, windows open there.
 * @returns {Promise<() => void>} takes our own display away again
 */
export async function startDisplay() {
  if (hasDisplay()) return () => {};
  const options = ["-displayfd", "3", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"];
  const xvfb = spawn("Xvfb", options, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((done, failed) => {
    xvfb.stdio[3]?.once("data", (data) => done(String(data).trim()));
    xvfb.once("error", failed);
    xvfb.once("exit", (code) => failed(new Error(`Xvfb ended with code ${code}`)));
  });
  process.env.DISPLAY = `:${number}`;
  return () => {
    xvfb.kill();
    delete process.env.DISPLAY;
  };
}

/** Vitest's globalSetup: what it returns is run when the tests are over. */
export function setup() {
  return startDisplay();
}
