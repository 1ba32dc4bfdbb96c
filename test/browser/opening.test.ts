import { expect, test } from "vitest";
import { signIn } from "../support/screens.mjs";
import { aWorkspaceFolder, startBrowser, startServe } from "../support/served-app.mjs";

/** A new window, and the paths that it asks for. */
async function openAsking() {
  const [browser, workspace] = await Promise.all([startBrowser(), aWorkspaceFolder()]);
  const server = await startServe(workspace.path);
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await signIn(page, server.signInUrl);
  return {
    page,
    pathOf: (path: RegExp) => asked.find((one) => path.test(one)),
    /** How many requests came before the first one for such a path; -1 before there is one. */
    turnOf: (path: RegExp) => asked.findIndex((one) => path.test(one)),
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await server[Symbol.asyncDispose]();
      await workspace[Symbol.asyncDispose]();
    },
  };
}

test("the first screen is read before the realms are known, the others once it shows all it has, and each is then there at once", async () => {
  await using opened = await openAsking();
  const { page, pathOf, turnOf } = opened;
  await page.getByText("orders-service").first().waitFor();
  await expect.poll(() => turnOf(/TransferScreen/)).toBeGreaterThan(0);
  expect(turnOf(/ClientsScreen/)).toBeLessThan(turnOf(/\/workbench\/server$/));
  expect(turnOf(/\/workbench\/realms\/demo\/clients$/)).toBeLessThan(turnOf(/ClientPage|Console|Roles|Sessions/));

  await page.evaluate(`import("${pathOf(/TransferScreen/)}")`); // once it has run
  const heading = await page.evaluate(async () => {
    window.location.hash = "#/demo/transfer";
    await new Promise((changed) => window.addEventListener("hashchange", changed, { once: true }));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return document.querySelector("h1")?.textContent;
  });
  expect(heading).toBe("Import / Export"); // in the first picture, though nobody has been there before
});
