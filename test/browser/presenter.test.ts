import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { aPeer, closePeers, http } from "../doors/a-peer.ts";
import { aConsole } from "../support/a-console.ts";
import { screens } from "../support/screens.mjs";
import { findAxeViolations } from "../support/seen-screens.ts";
import { openForAll } from "../support/with-admin.ts";

/** Reads from six metres at 1920 × 1080. */
const SMALLEST_PX = 24;

const app = await openForAll();
const { page } = app;
await page.setViewportSize({ width: 1920, height: 1080 });
const id = (await app.admin.clients.find({ clientId: "orders-service" }))[0]?.id ?? "";
const orders = { id, secret: (await app.admin.clients.getClientSecret({ id })).value ?? "" };
afterAll(closePeers);

/** Every text that can be seen, and what stands in fields, with the size of its type where that is too small. Runs in the page. */
function smallTexts(smallest: number): { readonly seen: number; readonly small: string[] } {
  const small: string[] = [];
  let seen = 0;
  for (const element of document.querySelectorAll<HTMLElement | SVGElement>("body *")) {
    const own = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.textContent ?? ""),
    );
    const isField = element instanceof HTMLInputElement && !["checkbox", "radio", "file"].includes(element.type);
    const { width, height } = element.getBoundingClientRect();
    const offScreen = element.closest(".off-screen, .off-screen-label, option") !== null;
    if ((own.length === 0 && !isField) || offScreen || width < 2 || height < 2) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    seen += 1;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < smallest) small.push(`${size} px: ${element.outerHTML.slice(0, 120)}`);
  }
  return { seen, small };
}

const lookedAt = ["clients-welcome", "client-settings", "client-credentials", "client-cut-role", "matrix"]
  .concat(["console-story", "console-raw", "console-token", "console-sequence", "console-compare", "console-assertion"])
  .concat(["events", "realm-keys", "export", "history"]);
const wanted = screens.filter(({ name }) => lookedAt.includes(name));

describe.each(wanted)("screen $name before a room", ({ open, close }) => {
  test("no text is smaller than 24 px, nothing runs out of the window, and axe finds nothing", async () => {
    await open(page);
    await page.keyboard.press("F8");
    try {
      const { seen, small } = await page.evaluate(smallTexts, SMALLEST_PX);
      expect(small).toEqual([]);
      expect(seen).toBeGreaterThan(20);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await findAxeViolations(page)).toEqual([]);
    } finally {
      await page.keyboard.press("F8");
      await close?.(page);
    }
  });
});

test("the view shows one pane, stays over a reload, and goes again by its key", async () => {
  const shown = aConsole(page);
  await app.visit("#/demo/clients");
  await shown.open("orders-service");
  await shown.send("200");
  await page.keyboard.press("F8");
  const [request, exchange] = [await shown.request.boundingBox(), await shown.exchange.boundingBox()];
  expect(exchange?.x).toBe(request?.x);
  expect(exchange?.width).toBe(request?.width);
  expect(exchange?.y).toBeLessThan(200); // it is the answer that the room came for
  expect(await page.evaluate(() => localStorage.getItem("tokenbench.presenter"))).toBe("on");
  await page.keyboard.press("F8");
  const beside = await shown.exchange.boundingBox();
  expect(beside?.x).toBeGreaterThan(request?.x ?? 0);
});

test("no secret, no key and no usable token is in the page", async () => {
  const shown = aConsole(page);
  const { id, secret } = orders;
  expect(secret).not.toBe("");
  await app.visit(`#/demo/clients/${id}/credentials`);
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect.poll(() => everythingIn(page)).toContain(secret);
  await page.keyboard.press("F8");
  expect(await everythingIn(page)).not.toContain(secret);

  await app.visit(`#/demo/console?client=${id}`);
  await shown.choose("Client Secret", "Typed");
  await page.getByLabel("Secret to send").fill("typed by hand");
  expect(await everythingIn(page)).not.toContain("typed by hand");
  await shown.choose("Client Secret", "Stored");
  await shown.send("200");
  for (const tab of ["Story", "Raw", "Token"]) {
    await shown.tab(tab);
    if (tab === "Token") await shown.exchange.getByRole("button", { name: "As sent (encoded)" }).first().click();
    const text = await everythingIn(page);
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}/);
    if (tab !== "Story") expect(text).toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.•+/);
  }
  await shown.tab("Story");
  await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
  await page.getByLabel("Request, byte for byte").waitFor();
  expect(await everythingIn(page)).not.toContain(btoa(`orders-service:${secret}`));
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
});

test("what is typed beside the usual fields, and what any server answers, is out of a room's sight", async () => {
  const shown = aConsole(page);
  await present(false);
  await app.visit(`#/demo/console?client=${orders.id}`);
  for (const [what, name] of [
    ["Parameter", "api_key"],
    ["Header", "X-Api-Key"],
  ] as const) {
    await shown.request.getByRole("button", { name: what, exact: true }).click();
    await page.getByLabel(`${what} 1: name`).fill(name);
    await page.getByLabel(`${what} 1: value`).fill(`hunter2 ${name}`);
  }
  expect(await everythingIn(page)).toContain("hunter2 X-Api-Key");
  await present(true);
  expect(await everythingIn(page)).not.toContain("hunter2");

  await present(false);
  await page.getByRole("button", { name: "Remove parameter 1" }).click();
  await page.getByRole("button", { name: "Remove header 1" }).click();
  const head = ["GET / HTTP/1.1", "Cookie: a=hunter2", "X-Api-Key: hunter2", "Authorization: hunter2", "DPoP: hunter2"];
  const text = `${head.join("\n")}\n\n{"client_secret": "hunter2"}`;
  const url = await aPeer(http("200 OK", '{"access_token":"hunter2-opaque"}', "Set-Cookie: b=hunter2\r\n"));
  await shown.request.getByRole("button", { name: "Raw", exact: true }).click();
  await page.getByLabel("Request, byte for byte").fill(text);
  await page.getByLabel("Send to").fill(url);
  await shown.send("200");
  await shown.tab("Raw");
  await expect.poll(() => everythingIn(page)).toContain("hunter2-opaque");
  await present(true);
  expect(await everythingIn(page)).not.toContain("hunter2");
  await shown.request.getByRole("button", { name: "Back to the form" }).click();
});

test("what is pasted or typed into the paste box cannot be read, and is understood all the same", async () => {
  const shown = aConsole(page);
  await present(false);
  await app.visit(`#/demo/console?client=${orders.id}`);
  await shown.request.getByRole("button", { name: "Paste", exact: true }).click();
  await page.getByLabel("Paste it here").fill("curl https://sso.example/token -d client_secret=hunter2");
  await page.keyboard.press("End");
  await page.keyboard.insertText("\nhunter2");
  expect(await everythingIn(page)).toContain("hunter2");
  await present(true);
  expect(await everythingIn(page)).not.toContain("hunter2");
  await page.getByLabel("Paste it here").fill("curl orders:hunter2@sso.example -E a.pem:hunter2 http://b:hunter2@{x}/");
  await shown.request.getByRole("button", { name: "Open", exact: true }).click();
  await shown.request.getByRole("status").filter({ hasText: /./ }).first().waitFor();
  expect(await everythingIn(page)).not.toContain("hunter2");
  await present(false);
});

async function present(on: boolean): Promise<void> {
  const isOn = await page.evaluate(() => document.documentElement.dataset["presenter"] === "on");
  if (isOn !== on) await page.keyboard.press("F8");
}

/** What can be read off the page: its texts and what stands in its fields, but for those that hide it. */
const everythingIn = (on: Page): Promise<string> =>
  on.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")];
    const isHidden = (field: Element) => getComputedStyle(field).getPropertyValue("-webkit-text-security") === "disc";
    const values = fields.filter((field) => field.type !== "password" && !isHidden(field)).map(({ value }) => value);
    const page = document.body.cloneNode(true) as HTMLElement;
    for (const field of page.querySelectorAll("textarea")) field.remove(); // its value is among the fields'
    return [page.textContent, ...values].join("\n");
  });
