import { expect, test } from "vitest";
import { countChanges, describeEdits } from "../../renderer/draft/describe-edits.ts";
import { refusedPlace } from "../../renderer/draft/refused-field.ts";
import type { Edit } from "../../src/contract/index.ts";
import { aClientPage, aClientScope, aRole } from "./a-client-page.ts";

const page = aClientPage({
  roles: [aRole("w-id", { name: "writer" })],
  clientScopes: [aClientScope("p-id", { name: "phone" })],
});
const client = "orders-id";
const set = (settings: Extract<Edit, { type: "updateClient" }>["settings"]): Edit => ({
  type: "updateClient",
  client,
  settings,
});

test.each<[string, readonly Edit[]]>([
  ["Full scope allowed off", [set({ fullScopeAllowed: false })]],
  ["Client authentication off", [set({ publicClient: true })]],
  ["Service account roles on", [set({ serviceAccountsEnabled: true })]],
  ["Client ID orders → shop", [set({ clientId: "shop" })]],
  ["Name “Orders”", [set({ name: "Orders" })]],
  ["Description cleared", [set({ description: "" })]],
  ["Client Authenticator “Signed JWT”", [set({ clientAuthenticatorType: "client-jwt" })]],
  ["Access Token Lifespan 5 minutes → 1 minute", [set({ attributes: { "access.token.lifespan": "60" } })]],
  ["Access Token Lifespan 5 minutes → 5 minutes (inherited)", [set({ attributes: { "access.token.lifespan": null } })]],
  [
    "Use refresh tokens for client credentials grant on",
    [set({ attributes: { "client_credentials.use_refresh_token": "true" } })],
  ],
  ["role writer assigned", [{ type: "assignRole", client, role: "w-id" }]],
  ["role writer let through", [{ type: "addScopeMapping", to: { client }, role: "w-id" }]],
  [
    "role writer no longer let through by phone",
    [{ type: "removeScopeMapping", to: { clientScope: "p-id" }, role: "w-id" }],
  ],
  ["client scope phone: Optional", [{ type: "assignClientScope", client, clientScope: "p-id", as: "optional" }]],
  ["Require DPoP bound tokens on", [set({ attributes: { "dpop.bound.access.tokens": "true" } })]],
  ["Client Session Idle “2 minutes”", [set({ attributes: { "client.session.idle.timeout": "120" } })]],
  ["Subject DN as usual", [set({ attributes: { "x509.subjectdn": null } })]],
  ["made.up removed", [set({ attributes: { "made.up": null } })]],
  ["role writer → author", [{ type: "updateRole", role: "w-id", settings: { name: "author" } }]],
  ["role writer deleted", [{ type: "removeRole", role: "w-id" }]],
  [
    "mapper tier added",
    [
      {
        type: "createMapper",
        id: "m",
        to: { client },
        name: "tier",
        protocolMapper: "oidc-hardcoded-claim-mapper",
        config: {},
      },
    ],
  ],
  ["Client Secret regenerated", [{ type: "regenerateClientSecret", client }]],
  [
    "role auditor created and assigned",
    [
      { type: "createRole", id: "new", name: "auditor" },
      { type: "assignRole", client, role: "new" },
    ],
  ],
])("the Save bar says “%s”", (line, edits) => {
  expect(describeEdits(page, edits)).toEqual([line]);
});

test("each setting counts as a change of its own", () => {
  expect(
    countChanges(page, [set({ name: "Orders", enabled: false }), { type: "assignRole", client, role: "w-id" }]),
  ).toBe(3);
});

const sent: readonly Edit[] = [
  set({ clientId: "taken", attributes: { "access.token.lifespan": "x" } }),
  { type: "createRole", id: "new", name: "taken" },
  { type: "assignRole", client, role: "w-id" },
];

test.each([
  ["edits.0.settings.clientId", "clientId"],
  ["edits.0.settings.attributes.access.token.lifespan", "access.token.lifespan"],
  ["edits.1.name", "new"],
  ["edits.2", "w-id"],
])("a refusal about %s is shown at %s", (field, place) => {
  expect(refusedPlace(sent, field, "No")).toEqual({ place, message: "No" });
});

test.each([undefined, "baseRevision", "edits", "edits.9.name", "edits.0.settings"])(
  "a refusal about %s has no place on the page",
  (field) => {
    expect(refusedPlace(sent, field, "No")).toBeNull();
  },
);
