import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { findOrdersService, openForAll } from "../support/with-admin.ts";

const all = await openForAll();
const { page } = all;
const { id: client, secret } = await findOrdersService(all);

const ask = (form: Readonly<Record<string, string>>) =>
  fetch(`${all.baseUrl}/realms/demo/protocol/openid-connect/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", ...form }),
  });
const good = () => ({ client_id: "orders-service", client_secret: secret });
const row = (name: RegExp) => page.getByRole("list", { name: "Line of time" }).getByRole("button", { name }).first();
const details = () => page.getByRole("complementary", { name: "Event" });
const count = () => page.getByRole("status").filter({ hasText: /\d+( or more)? events?$/ });

test("a refused call, made before one thought of looking, is found in two clicks, with both errors and its reason (T13)", async () => {
  expect((await ask({ ...good(), scope: "phone" })).status).toBe(400);
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Events" }).click();
  await row(/refused 400 token orders-service invalid_scope/).click();
  await details().getByText("CLIENT_LOGIN_ERROR").waitFor();
  await details().getByText("Invalid scopes: phone").waitFor();
  await details().getByText("every requested scope is assigned to the client", { exact: true }).waitFor();
  expect(page.url()).toMatch(/open=call-\d+$/);
});

test("what would mend it is a button, which puts it into the draft of the client's page", async () => {
  await details().getByRole("button", { name: /phone/ }).first().click();
  await saveBar(page).getByText("client scope phone: Optional").waitFor();
  await page.keyboard.press("Control+s");
  await saveBar(page).getByText("Saved").waitFor();
  expect((await ask({ ...good(), scope: "phone" })).status).toBe(200);
});

test("calls and edits come in by themselves, the newest first, edits by whomever among them", async () => {
  await all.visit("#/demo/events");
  await row(/edit realm by/).waitFor();
  await ask({ client_id: "orders-servcie", client_secret: "x" });
  await row(/refused 401 token orders-servcie invalid_client/).waitFor();
  await all.admin.roles.create({ name: "made-by-a-script" });
  await row(/edit realm by admin .*made-by-a-script/).waitFor();
});

test("an accepted token call opens to the token that was issued, claim by claim (T15)", async () => {
  await ask(good());
  await row(/accepted token orders-service/).click();
  await details().getByRole("heading", { name: "The token that was issued" }).waitFor();
  await details()
    .getByRole("button", { name: /^azp orders-service/ })
    .waitFor();
  await details().getByRole("link", { name: "Send again in Console" }).click();
  await page.getByText("grant_type=client_credentials").first().waitFor();
  expect(page.url()).toContain(`console?client=${client}`);
  await page.goBack();
  await details().getByRole("heading", { name: "The token that was issued" }).waitFor();
});

test("the arrows go from event to event and the details along; Escape gives the list its focus back", async () => {
  await all.visit("#/demo/events?only=refused");
  await row(/refused 401 token orders-servcie/).click();
  await page.keyboard.press("ArrowDown");
  await details().getByText("Invalid scopes: phone").waitFor();
  await page.keyboard.press("Escape");
  await details().waitFor({ state: "detached" });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toMatch(/refused 400 token orders-service/);
});

test("kind, client and text narrow the list, and stand in its address", async () => {
  await all.visit("#/demo/events");
  await page.getByText("Only refused", { exact: true }).click();
  await expect.poll(count().textContent.bind(count())).toBe("2 events");
  await page.getByRole("combobox", { name: "Client" }).selectOption("orders-service");
  await expect.poll(count().textContent.bind(count())).toBe("1 event");
  await page.getByRole("combobox", { name: "Client" }).selectOption("");
  await page.getByLabel("Search events").fill("servcie known");
  await expect.poll(count().textContent.bind(count())).toBe("1 event");
  expect(page.url()).toMatch(/only=refused&text=servcie\+known$/);
  await page.getByLabel("Search events").fill("nothing like it");
  await page.getByRole("link", { name: "Show all events" }).click();
  await row(/edit realm by/).waitFor();
});

test("thousands of calls scroll like ten: only rows in view are drawn, older ones come as one goes on", async () => {
  for (let done = 0; done < 600; done += 50) await Promise.all(Array.from({ length: 50 }, () => ask(good())));
  await all.visit("#/demo/events?only=accepted");
  await expect.poll(count().textContent.bind(count())).toMatch(/^\d+ or more events$/);
  expect(await page.getByRole("list", { name: "Line of time" }).getByRole("listitem").count()).toBeLessThan(60);
  await row(/accepted token/).focus();
  await expect
    .poll(
      async () => {
        await page.keyboard.press("End");
        return count().textContent();
      },
      { timeout: 20_000 },
    )
    .toMatch(/^60\d events$/);
});
