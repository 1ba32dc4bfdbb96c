// `npm run gallery`: a picture of every screen, light and dark, in three sizes, in test/gallery/.
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { openSignedOut, screens, signIn } from "./screens.mjs";
import { aWorkspaceFolder, startBrowser, startServe } from "./served-app.mjs";

const folder = resolve(import.meta.dirname, "../gallery");
const themes = [
  { name: "light", colorScheme: "light", contrast: "no-preference" },
  { name: "dark", colorScheme: "dark", contrast: "no-preference" },
  { name: "light-contrast", colorScheme: "light", contrast: "more" },
  { name: "dark-contrast", colorScheme: "dark", contrast: "more" },
];
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const narrow = { width: 900, height: 600 };
const wanted = process.argv.slice(2); // names, or parts of them; none: all
let count = 0;

/** Until fonts are there, transitions are over and the theme is painted. */
const settle = (page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  });

async function photograph(page, name, withNarrow) {
  for (const size of withNarrow ? [...sizes, narrow] : sizes) {
    await page.setViewportSize(size);
    for (const { name: theme, colorScheme, contrast } of themes) {
      await page.emulateMedia({ colorScheme, contrast, reducedMotion: "reduce" });
      await settle(page);
      await page.screenshot({ path: join(folder, `${name}-${size.width}x${size.height}-${theme}.png`) });
      count += 1;
    }
  }
  await page.setViewportSize(sizes[0]);
}

async function photographSignedOut(browser, address, name) {
  const page = await browser.newPage();
  await openSignedOut(page, address);
  await photograph(page, name, false);
  await page.close();
}

const startedAt = performance.now();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const workspace = await aWorkspaceFolder();
const server = await startServe(workspace.path);
const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: sizes[0] });
  await signIn(page, server.signInUrl);
  for (const { name, open, close, narrow: withNarrow = false } of screens) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    await open(page);
    await photograph(page, name, withNarrow);
    await close?.(page);
  }
  if (wanted.length === 0) {
    await photographSignedOut(browser, server.baseUrl, "signed-out");
    await photographSignedOut(browser, server.signInUrl, "signed-out-used-address");
  }
} finally {
  await browser.close();
  await server.kill();
  await workspace[Symbol.asyncDispose]();
}
console.log(`${count} pictures in ${folder} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
