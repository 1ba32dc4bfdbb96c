import { expect, test } from "vitest";
import { compareRealms } from "../../src/domain/comparison/compare-realms.ts";
import { describeStep } from "../../src/domain/promotion/describe-step.ts";
import { type PushOptions, planPush } from "../../src/domain/promotion/plan-push.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { aClient, aClientScope, aMapper, aRealm, aRole, idOf, type RealmDraft } from "../support/builders.ts";

const planOf = (here: RealmDocument, there: RealmDocument | undefined, options: Partial<PushOptions> = {}) =>
  planPush(here, there, there ? compareRealms(here, there) : [], { deletes: false, ...options });

const stepsOf = (here: RealmDraft, there: RealmDraft, options: Partial<PushOptions> = {}) =>
  planOf(aRealm(here), aRealm(there), options).steps.map(describeStep);

const reasonsOf = (here: RealmDraft, there: RealmDraft, options: Partial<PushOptions> = {}) =>
  planOf(aRealm(here), aRealm(there), options).left.map(({ difference, reason }) => [difference.name, reason]);

const RIGHTS = "Keycloak lets nobody change the clients that hold the rights over realms";
const OWN = "Keycloak's own: it is never deleted";

test("realms that are alike need no step", () => {
  const realm = aRealm({ clients: [aClient("orders")] });
  expect(planOf(realm, structuredClone(realm))).toEqual({ steps: [], left: [] });
});

test("what others refer to is made first, and deleted last", () => {
  const roles = [aRole("reader"), aRole("view", { ownerClientId: "orders" })];
  const orders = aClient("orders", { serviceAccountRoles: ["reader"], scopeMappings: ["view"] });
  expect(
    stepsOf(
      { roles, clients: [orders], clientScopes: [aClientScope("audit", { scopeMappings: ["view"] })] },
      { roles: [aRole("old")], clients: [aClient("gone")], clientScopes: [aClientScope("former")] },
      { deletes: true },
    ),
  ).toEqual([
    "Create client scope audit",
    "Create client orders",
    "Create realm role reader",
    "Create role view of client orders",
    "Client scope audit: let through role view of client orders",
    "Client orders: let through role view of client orders",
    "Service account of orders: make it, with realm role reader",
    "Delete client gone",
    "Delete client scope former",
    "Delete realm role old",
  ]);
});

test("a step says which fields it sets, and no secret", () => {
  const here = aClient("orders", { secret: "the new secret", attributes: { "access.token.lifespan": "60" } });
  const [line, ...others] = stepsOf({ clients: [here] }, { clients: [aClient("orders")] });
  expect(line).toBe("Client orders: set secret, attributes.access.token.lifespan");
  expect(others).toEqual([]);
});

test("an attribute that is only there is sent empty, which takes it away", () => {
  const { steps } = planOf(
    aRealm({ clients: [aClient("orders")] }),
    aRealm({ clients: [aClient("orders", { attributes: { old: "1" } })] }),
  );
  expect(steps).toMatchObject([{ type: "updateClient", settings: { attributes: { old: "" } } }]);
});

test("a client that was renamed here does not bring the id that its former self has there", () => {
  const here = aRealm({ clients: [aClient("renamed", { id: idOf("client", "orders") })] });
  const there = aRealm({ clients: [aClient("orders")] });
  const made = planOf(here, there).steps.find(({ type }) => type === "createClient");
  expect(made).not.toHaveProperty("client.id");
  expect(planOf(here, aRealm()).steps.find(({ type }) => type === "createClient")).toHaveProperty("client.id");
});

test("web origins go along with redirect addresses, else Keycloak would add some", () => {
  const here = aRealm({ clients: [aClient("orders", { redirectUris: ["https://a.example/*"] })] });
  expect(planOf(here, aRealm({ clients: [aClient("orders")] })).steps).toMatchObject([
    { settings: { redirectUris: ["https://a.example/*"], webOrigins: [] } },
  ]);
});

test("a service account that is switched on is as it is here, without a default role that it does not have", () => {
  const here = { clients: [aClient("orders")] };
  const there = {
    clients: [aClient("orders", { serviceAccountsEnabled: false })],
    users: [],
    defaultRole: { name: "default-roles-test" },
  };
  expect(stepsOf({ ...here, defaultRole: there.defaultRole }, there)).toEqual(["Service account of orders: make it"]);
});

test.each<[what: string, here: RealmDraft, there: RealmDraft, left: unknown]>([
  [
    "settings of realm-management",
    { clients: [aClient("realm-management")] },
    { clients: [aClient("realm-management", { name: "x" })] },
    [["realm-management", RIGHTS]],
  ],
  [
    "a client that is only there",
    {},
    { clients: [aClient("orders", { serviceAccountsEnabled: false })] },
    [["orders", "only there: a push that deletes would delete it"]],
  ],
  [
    "a setting without a value here",
    {},
    { accessTokenLifespan: 60 },
    [["test", "has no value here, and Keycloak has one of its own"]],
  ],
  [
    "a flow that is not there",
    { browserFlow: "mine" } as RealmDraft,
    {},
    [["test", "the flow mine is not there, and flows are not sent"]],
  ],
  [
    "a group",
    { groups: [{ name: "staff" }] },
    {},
    [["/staff", "groups are not sent to a realm that is there already, only their roles"]],
  ],
  [
    "a group of a service account",
    { clients: [aClient("orders", { user: { groups: ["/staff"] } })] },
    { clients: [aClient("orders")] },
    [["orders", "there are no such groups, and groups are not sent"]],
  ],
])("%s is left, with the reason", (_what, here, there, left) => {
  expect(stepsOf(here, there)).toEqual([]);
  expect(reasonsOf(here, there)).toEqual(left);
});

test("a client that is pushed alone brings a missing owner of its roles along, and leaves what both have", () => {
  const roles = [
    aRole("bundle", { composites: ["payments:pay"] }),
    aRole("pay", { ownerClientId: "payments" }),
    aRole("changed", { description: "here" }),
  ];
  const orders = aClient("orders", { serviceAccountRoles: ["bundle", "changed"], defaultClientScopes: ["audit"] });
  const audit = aClientScope("audit", { protocolMappers: [aMapper("oidc-audience-mapper")] });
  const here = {
    roles,
    clients: [orders, aClient("payments"), aClient("other")],
    clientScopes: [audit, aClientScope("spare")],
  };
  expect(stepsOf(here, { roles: [aRole("changed")] }, { clients: ["orders"] })).toEqual([
    "Create client scope audit",
    "Create client orders",
    "Create client payments",
    "Create realm role bundle",
    "Create role pay of client payments",
    "Realm role bundle: associate role pay of client payments",
    "Service account of orders: make it, with realm role bundle, realm role changed",
    "Service account of payments: make it",
  ]);
});

test("clients that every realm has are not deleted, nor their roles", () => {
  const there = { clients: [aClient("account", { serviceAccountsEnabled: false })], roles: [aRole("offline_access")] };
  expect(stepsOf({}, there, { deletes: true })).toEqual([]);
  expect(reasonsOf({}, there, { deletes: true })).toEqual([
    ["offline_access", OWN],
    ["account", OWN],
  ]);
});
