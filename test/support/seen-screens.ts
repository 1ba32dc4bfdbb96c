import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "playwright-core";

/** What a page must never have: refusals of its content security policy, exceptions, errors in its log. */
export interface Complaints {
  /** All of them since the last call. */
  take(page: Page): Promise<readonly string[]>;
}

/** Listens from the first moment of each page of the context on. */
export async function listenForComplaints(context: BrowserContext): Promise<Complaints> {
  const heard: string[] = [];
  context.on("weberror", (error) => heard.push(`exception: ${error.error().message}`));
  context.on("console", (message) => {
    const isAnswer = message.text().startsWith("Failed to load resource"); // a refusal, which the screen tells of
    if (["error", "warning"].includes(message.type()) && !isAnswer) heard.push(`${message.type()}: ${message.text()}`);
  });
  await context.addInitScript(() => {
    Reflect.set(globalThis, "cspViolations", []);
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      Reflect.get(globalThis, "cspViolations").push(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}`),
    );
  });
  return {
    async take(page) {
      const violations: string[] = await page.evaluate(() => Reflect.get(globalThis, "cspViolations").splice(0));
      return [...violations, ...heard.splice(0)];
    },
  };
}

/**
 * What axe finds, of any impact, best practices included: one line for each rule and place. `colours` looks only at what
 * a theme can change.
 */
export async function findAxeViolations(page: Page, extent: "all" | "colours" = "all"): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => "axe" in globalThis);
  const source = isThere ? { axeSource: ";" } : {}; // else half a megabyte is read in again, twice
  const axe = new AxeBuilder({ page, ...source }).setLegacyMode(true); // in this page alone; it has no frames
  axe.options({ resultTypes: ["violations"] }); // telling what passed takes as long as looking
  if (extent === "colours") axe.withRules(["color-contrast", "link-in-text-block"]);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`),
  );
}

/** Shows the theme as a system that prefers it does, and waits until it is painted. */
export async function showTheme(
  page: Page,
  colorScheme: "light" | "dark",
  contrast: "more" | "no-preference" = "no-preference",
): Promise<void> {
  await page.emulateMedia({ colorScheme, contrast, reducedMotion: "reduce" });
  await page.waitForFunction((theme) => document.documentElement.dataset["mantineColorScheme"] === theme, colorScheme);
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}
