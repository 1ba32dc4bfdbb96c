import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { doTheJob } from "../walk/job.mjs";
import { createKeyboardWalker, type Outcomes } from "../walk/keyboard-walker.ts";
import { startWalkedApp } from "../walk/walked-app.mjs";

type Walked = Awaited<ReturnType<typeof startWalkedApp>>;

let app: Walked;
beforeAll(async () => {
  app = await startWalkedApp();
});
afterAll(() => app.close());

interface OrdersClaims {
  readonly realm_access: { readonly roles: readonly string[] };
  readonly resource_access: { readonly "orders-service": { readonly roles: readonly string[] } };
  readonly scope: string;
  readonly tier: string;
}

/** What the server says after each task. The tokens are real ones, from the token endpoint. */
function outcomesOf({ page, others }: Walked): Outcomes {
  const claims = async (more: Record<string, string> = {}) => decodeJwt<OrdersClaims>(await others.issuedToken(more));
  const preview = page.getByRole("complementary", { name: "Token preview" });
  let firstSecret = "";
  return new Map([
    [
      "T1",
      async () => {
        const { clients } = await others.call("GET", "/clients");
        const made = { clientId: "orders-service", confidential: true, serviceAccountsEnabled: true, enabled: true };
        expect(clients).toContainEqual(expect.objectContaining(made));
      },
    ],
    [
      "T2",
      async () => {
        firstSecret = await others.readSecret();
        expect(await page.getByLabel("Client Secret", { exact: true }).inputValue()).toBe(firstSecret);
      },
    ],
    ["T3", async () => expect((await claims()).realm_access.roles).toContain("orders-reader")],
    [
      "T4",
      async () => {
        const { roles } = await others.call("GET", "/roles");
        const owner = expect.objectContaining({ clientId: "orders-service" });
        expect(roles).toContainEqual(expect.objectContaining({ name: "orders-admin", owner }));
      },
    ],
    ["T5", async () => expect((await claims()).resource_access["orders-service"].roles).toEqual(["orders-admin"])],
    [
      "T6",
      async () => {
        const { clientScopes } = await others.call("GET", "/client-scopes");
        expect(clientScopes).toContainEqual(expect.objectContaining({ name: "orders" }));
      },
    ],
    [
      "T7",
      async () => {
        expect((await claims()).scope.split(" ")).not.toContain("orders");
        expect((await claims({ scope: "orders" })).scope.split(" ")).toContain("orders");
      },
    ],
    [
      "T8",
      async () => {
        const { aud, tier } = await claims();
        expect([aud].flat()).toContain("https://orders.example");
        expect(tier).toBe("gold");
      },
    ],
    ["T9", async () => expect((await claims()).realm_access.roles).toEqual(["orders-reader"])],
    [
      "T10",
      async () => {
        const shown = await preview.getByRole("button", { name: /^scope / }).textContent();
        const issued = (await claims({ scope: "orders" })).scope.split(" ");
        for (const word of issued) expect(shown).toContain(word);
      },
    ],
    ["T11", async () => expect(await others.readSecret()).not.toBe(firstSecret)],
    [
      "T12",
      async () => {
        const { iat = 0, exp = 0 } = await claims();
        expect(exp - iat).toBe(60);
      },
    ],
    [
      "T13",
      async () => {
        const { events } = await others.call("GET", "/events?only=refused");
        expect(events[0]).toMatchObject({ clientId: "orders-servcie", error: "invalid_client" });
      },
    ],
    ["T14", async () => expect((await claims()).realm_access.roles).not.toContain("orders-auditor")],
    [
      "T15",
      async () => {
        const { events } = await others.call("GET", "/events?only=accepted");
        expect(events[0]).toMatchObject({ clientId: "orders-service", status: 200 });
      },
    ],
  ]);
}

test("the job T1 to T15 goes by keyboard alone; the server has each outcome, and the focus is never lost", async () => {
  const { page, others } = app;
  await page.evaluate(() => {
    window.addEventListener("pointerdown", () => {
      document.body.dataset["pointed"] = "yes";
    });
  });
  await doTheJob(page, createKeyboardWalker(page, outcomesOf(app)), others);
  expect(await page.evaluate(() => document.body.dataset["pointed"])).toBeUndefined();
}, 240_000);
