import { decodeJwt } from "jose";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { saveBar } from "../support/outcome.ts";
import { openForAll } from "../support/with-admin.ts";

const app = await openForAll();

const CLIENT = "night-service";

/** Counts what a person does: clicks and keys that act as one, and fields filled. */
function aCounter(page: Page) {
  const tasks = new Map<string, { clicks: number; fields: number }>();
  let task = { clicks: 0, fields: 0 };
  return {
    tasks,
    begin: (name: string) => {
      task = { clicks: 0, fields: 0 };
      tasks.set(name, task);
    },
    click: async (target: Locator) => {
      task.clicks += 1;
      await target.click();
    },
    press: async (key: string) => {
      task.clicks += 1;
      await page.keyboard.press(key);
    },
    fill: async (target: Locator, text: string) => {
      task.fields += 1;
      await target.fill(text);
    },
  };
}

/** What Keycloak's own console takes for the same, and the most clicks and fields it may take here. */
const most = {
  "T1 client": [7, 2, 1],
  "T2 secret": [2, 1, 0],
  "T4 client role": [5, 2, 1],
  "T5 assign two roles": [10, 3, 0],
  "T7 attach as optional": [7, 2, 0],
  "T8 two mappers": [8, 4, 3],
  "T9 full scope off, one role through": [6, 3, 0],
  "T10 token with scope": [7, 1, 0],
  "T14 why a role is cut": [16, 1, 0],
  "T11 rotate the secret": [4, 2, 0],
  "T12 lifespan": [4, 1, 1],
} as const;

test("the tasks on a client take at most half of the clicks they take in Keycloak's console", async () => {
  const { page, admin, baseUrl } = app;
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const name of ["night-reader", "night-auditor"]) await admin.roles.create({ name });
  const attributes = { "include.in.token.scope": "true" };
  await admin.clientScopes.create({ name: "night", protocol: "openid-connect", attributes });

  const counter = aCounter(page);
  await walk(page, counter);

  const [client] = await admin.clients.find({ clientId: CLIENT });
  const token = await tokenOf(baseUrl, client?.secret ?? "");
  expect(token).toMatchObject({ tier: "gold", aud: "https://night.example", scope: expect.stringContaining("night") });
  expect(token).toMatchObject({
    realm_access: { roles: ["night-reader"] },
    resource_access: { [CLIENT]: { roles: ["clerk"] } },
  });
  expect(Number(token["exp"]) - Number(token["iat"])).toBe(60);

  for (const [name, [keycloak, clicks, fields]] of Object.entries(most)) {
    const taken = counter.tasks.get(name);
    expect(taken, name).toEqual({ clicks: expect.any(Number), fields });
    expect(taken?.clicks, name).toBeLessThanOrEqual(clicks);
    expect(taken?.clicks, name).toBeLessThanOrEqual(Math.ceil(keycloak / 2));
  }
});

async function tokenOf(baseUrl: string, secret: string) {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: CLIENT,
    client_secret: secret,
    scope: "night",
  });
  const response = await fetch(`${baseUrl}/realms/demo/protocol/openid-connect/token`, { method: "POST", body });
  const { access_token } = (await response.json()) as { access_token: string };
  return decodeJwt(access_token);
}

async function walk(page: Page, { begin, click, press, fill }: ReturnType<typeof aCounter>): Promise<void> {
  const preview = page.getByRole("complementary", { name: "Token preview" });
  const save = async () => {
    await press("Control+s");
    await saveBar(page).getByText("Saved").waitFor();
  };
  begin("T1 client");
  await click(page.getByRole("button", { name: "New client" }));
  await fill(page.getByLabel("Client ID"), CLIENT);
  await press("Enter");
  await page.getByRole("heading", { name: CLIENT }).waitFor();

  begin("T2 secret");
  await click(page.getByRole("button", { name: "Show", exact: true }));
  await expect.poll(() => page.getByLabel("Client Secret").inputValue()).toMatch(/^\w{32,}$/);

  begin("T4 client role");
  await fill(page.getByLabel("New client role"), "clerk");
  await press("Enter");
  await save();

  begin("T5 assign two roles");
  await click(page.getByRole("checkbox", { name: "Assign role night-reader" }));
  await click(page.getByRole("checkbox", { name: "Assign role clerk" }));
  await save();

  begin("T7 attach as optional");
  await click(page.getByRole("radiogroup", { name: "Assigned type of night" }).getByText("Optional"));
  await save();

  begin("T8 two mappers");
  const mappers = page.getByRole("region", { name: "Mappers", exact: true });
  await click(mappers.getByRole("button", { name: "Audience", exact: true }));
  await fill(mappers.getByLabel("Included Custom Audience"), "https://night.example");
  await click(mappers.getByRole("button", { name: "Hardcoded claim", exact: true }));
  await fill(mappers.getByLabel("Token Claim Name"), "tier");
  await fill(mappers.getByLabel("Claim value"), "gold");
  await save();

  begin("T9 full scope off, one role through");
  await click(page.getByRole("switch", { name: "Full scope allowed" }));
  await click(page.getByRole("checkbox", { name: "Let role night-reader through" }));
  await save();

  begin("T10 token with scope");
  await click(preview.getByRole("checkbox", { name: "night" }));
  await preview.getByRole("button", { name: /^scope .*night/ }).waitFor();

  begin("T14 why a role is cut");
  await click(preview.getByRole("button", { name: /default-roles-demo/ }));
  await preview.getByText("Nothing lets it through").waitFor();

  begin("T11 rotate the secret");
  await click(page.getByRole("button", { name: "Regenerate" }));
  await save();

  begin("T12 lifespan");
  await fill(page.getByLabel("Expires in: number"), "1");
  await save();
}
