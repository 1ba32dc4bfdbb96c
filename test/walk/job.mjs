// The job that was measured in Keycloak's console, task by task, in our window. Each task starts where the last ended.

/** What the console of Keycloak 26.7.0 takes for each. */
export const IN_KEYCLOAK = {
  T1: 7,
  T2: 2,
  T3: 3,
  T4: 5,
  T5: 10,
  T6: 9,
  T7: 7,
  T8: 8,
  T9: 6,
  T10: 7,
  T11: 4,
  T12: 4,
  T13: 8,
  T14: 16,
  T15: 3,
};

const CLIENT = "orders-service";

/**
 * @param {import("playwright-core").Page} page the list of clients of an empty realm
 * @param {ReturnType<typeof import("./walker.mjs").createWalker>} walker
 * @param {{ refusedRequests(): Promise<void>, heldButCut(role: string): Promise<void>, issuedToken(): Promise<unknown> }} others what programs and administrators do meanwhile
 */
export async function doTheJob(page, walker, others) {
  const { does, sees, click, press, type, open } = walker;
  const preview = page.getByRole("complementary", { name: "Token preview" });
  const saveBar = page.getByRole("region", { name: "Unsaved changes" });
  const save = async () => {
    await press("Control+s");
    await saveBar.getByText("Saved").waitFor();
  };

  await does("T1", "Create a confidential client with service accounts only", async () => {
    sees("Clients");
    await click(page.getByRole("button", { name: "New client", exact: true }).first());
    await type(page.getByLabel("Client ID"), CLIENT);
    await press("Enter");
    await page.getByRole("heading", { name: CLIENT, exact: true }).waitFor();
    sees("Client");
  });

  await does("T2", "Read the secret", async () => {
    await click(page.getByRole("button", { name: "Show", exact: true }));
    await page.waitForFunction(() =>
      [...document.querySelectorAll("input")].some((input) => /^\w{32,}$/.test(input.value)),
    );
  });

  await does("T3", "Create a realm role", async () => {
    await type(page.getByLabel("New role name"), "orders-reader");
    await press("Enter"); // it is assigned at once
    await save();
  });

  await does("T4", "Create a client role", async () => {
    await type(page.getByLabel("New client role"), "orders-admin");
    await press("Enter");
    await save();
  });

  await does("T5", "Assign both roles to the service account", async () => {
    await page
      .getByRole("checkbox", { name: "Unassign role orders-reader" })
      .or(page.getByRole("checkbox", { name: "Assign role orders-reader" }))
      .waitFor();
    await click(page.getByRole("checkbox", { name: "Assign role orders-admin" }));
    await save();
  });

  await does("T6", "Create a client scope with a role mapping", async () => {
    await open("Roles & Scopes");
    sees("Roles & Scopes");
    await type(page.getByRole("combobox", { name: "Add client scope" }), "orders");
    await press("Enter");
    await click(page.getByRole("button", { name: "Let role orders-reader through by orders", exact: true }));
    await save();
  });

  await does("T7", "Attach it to the client as optional", async () => {
    await page.getByRole("button", { name: /^orders: Optional/ }).waitFor(); // made here, it is at once
  });

  await does("T8", "Add an audience mapper and a hardcoded claim", async () => {
    await click(page.getByRole("link", { name: "Open the client" }));
    sees("Client");
    const mappers = page.getByRole("region", { name: "Mappers", exact: true });
    await click(mappers.getByRole("button", { name: "Audience", exact: true }));
    await type(mappers.getByLabel("Included Custom Audience"), "https://orders.example");
    await click(mappers.getByRole("button", { name: "Hardcoded claim", exact: true }));
    await type(mappers.getByLabel("Token Claim Name"), "tier");
    await type(mappers.getByLabel("Claim value"), "gold");
    await save();
  });

  await does("T9", "Turn Full scope allowed off and map one role", async () => {
    await click(page.getByRole("switch", { name: "Full scope allowed" }));
    await click(page.getByRole("checkbox", { name: "Let role orders-reader through" }));
    await save();
  });

  await does("T10", "See the token with scope=orders", async () => {
    await click(preview.getByRole("checkbox", { name: "orders", exact: true }));
    await preview.getByRole("button", { name: /^scope .*orders/ }).waitFor();
  });

  await does("T11", "Rotate the secret", async () => {
    await click(page.getByRole("button", { name: "Regenerate", exact: true }));
    await save();
  });

  await does("T12", "Set the access token lifespan to 60 s", async () => {
    await type(page.getByLabel("Expires in: number"), "1");
    await save();
  });

  await others.refusedRequests();
  await does("T13", "Find out why a request failed", async () => {
    await open("Events");
    sees("Events");
    await click(page.getByText("orders-servcie").first());
    await page.getByRole("complementary", { name: "Event" }).getByText("How the server judged it").waitFor();
  });

  await others.heldButCut("orders-auditor");
  await does("T14", "Find out why a held role is not in the token", async () => {
    await open("Clients");
    sees("Clients");
    await click(page.getByRole("link", { name: CLIENT, exact: true }));
    sees("Client");
    await click(preview.getByRole("button", { name: /orders-auditor/ }));
    await preview.getByText("Nothing lets it through").waitFor();
  });

  await others.issuedToken();
  await does("T15", "See the tokens and sessions issued", async () => {
    await open("Events");
    sees("Events");
    await page.getByText("accepted").first().waitFor();
  });
}
