import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import type { ClientSettings, Edit } from "../../src/domain/edit.ts";
import { applyEdits } from "../../src/domain/edits/apply-edits.ts";
import type { ClientRepresentation, RealmDocument } from "../../src/domain/realm-document.ts";
import { RealmRefused } from "../../src/domain/realm-refused.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import { aClient, aClientScope, aRealm, aRole, idOf, NOW, SECRET, someEditFacts } from "../support/builders.ts";
import { anImportedRealm } from "./a-token.ts";

const APP = idOf("client", "app");
const ORDERS = idOf("client", "orders");

const realm = aRealm({
  roles: [
    aRole("reader"),
    aRole("chief", { composites: ["reader", "orders:view"] }),
    aRole("view", { ownerClientId: "orders" }),
    aRole("edit", { ownerClientId: "orders", composites: ["orders:view"] }),
  ],
  clients: [
    aClient("app", { serviceAccountRoles: ["reader", "orders:view"], scopeMappings: ["orders:view", "reader"] }),
    aClient("orders", { scopeMappings: ["reader"] }),
    aClient("page", { publicClient: true, serviceAccountsEnabled: false }),
    aClient("later", { serviceAccountsEnabled: false }),
  ],
  clientScopes: [aClientScope("extra", { scopeMappings: ["orders:view"] }), aClientScope("saml", { protocol: "saml" })],
  groups: [
    { name: "g", clientRoles: { orders: ["view"] }, subGroups: [{ name: "s", clientRoles: { orders: ["edit"] } }] },
  ],
});

const edited = (...edits: Edit[]): RealmDocument => applyEdits(realm, edits, someEditFacts()).document;
const clientIn = (document: RealmDocument, id: string) => document.clients?.find((client) => client.id === id);
const userOf = (document: RealmDocument, clientId: string) =>
  document.users?.find((user) => user.serviceAccountClientId === clientId);
const update = (settings: ClientSettings, client = APP): Edit => ({ type: "updateClient", client, settings });
const role = (name: string) => idOf("role", name);

function refusalOf(...edits: Edit[]): { message: string; path: readonly (string | number)[] } {
  try {
    edited(...edits);
  } catch (error) {
    if (error instanceof RealmRefused) return { message: error.message, path: error.path };
    throw error;
  }
  throw new Error("nothing was refused");
}

test.each<[string, Edit, string, string]>([
  ["a client that is gone", update({}, "gone"), "That client is no longer there", "client"],
  ["a clientId that is taken", update({ clientId: "orders" }), "Client orders already exists", "settings.clientId"],
  [
    "creating a client under a clientId that is taken",
    { type: "createClient", id: "new", settings: { clientId: "app" } },
    "Client app already exists",
    "settings.clientId",
  ],
  [
    "creating a client under an id that is taken",
    { type: "createClient", id: APP, settings: { clientId: "new" } },
    "That id is taken",
    "id",
  ],
  [
    "removing a client that is gone",
    { type: "removeClient", client: "gone" },
    "That client is no longer there",
    "client",
  ],
  [
    "a secret for a public client",
    { type: "regenerateClientSecret", client: idOf("client", "page") },
    "page is a public client and has no secret",
    "client",
  ],
  [
    "a realm role that is there",
    { type: "createRole", id: "new", name: "reader" },
    "Role with name reader already exists",
    "name",
  ],
  [
    "a client role that is there",
    { type: "createRole", id: "new", name: "view", owner: ORDERS },
    "Role with name view already exists",
    "name",
  ],
  [
    "a role of a client that is gone",
    { type: "createRole", id: "new", name: "view", owner: "gone" },
    "That client is no longer there",
    "client",
  ],
  [
    "assigning a role that is gone",
    { type: "assignRole", client: APP, role: "gone" },
    "That role is no longer there",
    "role",
  ],
  [
    "assigning a role without a service account",
    { type: "assignRole", client: idOf("client", "later"), role: role("reader") },
    "later has no service account: switch Service account roles on first",
    "client",
  ],
  [
    "unassigning a role that is gone",
    { type: "unassignRole", client: APP, role: "gone" },
    "That role is no longer there",
    "role",
  ],
  [
    "mapping a role to a client scope that is gone",
    { type: "addScopeMapping", to: { clientScope: "gone" }, role: role("reader") },
    "That client scope is no longer there",
    "clientScope",
  ],
  [
    "assigning a client scope that is gone",
    { type: "assignClientScope", client: APP, clientScope: "gone", as: "default" },
    "That client scope is no longer there",
    "clientScope",
  ],
  [
    "assigning a client scope of another protocol",
    { type: "assignClientScope", client: APP, clientScope: idOf("client scope", "saml"), as: "default" },
    "Client scope saml is for saml",
    "clientScope",
  ],
])("%s is refused, with the place", (_what, edit, message, path) => {
  expect(refusalOf(edit)).toEqual({ message, path: ["edits", 0, ...path.split(".")] });
});

test("the place tells which of several edits cannot be made, and none is made", () => {
  expect(refusalOf(update({ name: "A" }), { type: "removeClient", client: "gone" }).path).toEqual([
    "edits",
    1,
    "client",
  ]);
  expect(clientIn(realm, APP)?.name).toBeUndefined();
});

test.each<[Edit, string]>([
  [{ type: "createClient", id: "new", settings: { clientId: "new" } }, "Client new created"],
  [{ type: "removeClient", client: APP }, "Client app deleted"],
  [{ type: "regenerateClientSecret", client: APP }, "app: Client Secret regenerated"],
  [{ type: "createRole", id: "new", name: "writer" }, "Realm role writer created"],
  [{ type: "createRole", id: "new", name: "admin", owner: ORDERS }, "Client role admin of orders created"],
  [{ type: "assignRole", client: APP, role: role("chief") }, "app: role chief assigned"],
  [{ type: "unassignRole", client: APP, role: role("reader") }, "app: role reader unassigned"],
  [{ type: "addScopeMapping", to: { client: APP }, role: role("chief") }, "app-dedicated: role chief let through"],
  [
    { type: "removeScopeMapping", to: { clientScope: idOf("client scope", "extra") }, role: role("orders:view") },
    "extra: role view no longer let through",
  ],
  [
    { type: "assignClientScope", client: APP, clientScope: idOf("client scope", "extra"), as: "optional" },
    "app: client scope extra assigned as optional",
  ],
  [
    { type: "assignClientScope", client: APP, clientScope: idOf("client scope", "extra"), as: "none" },
    "app: client scope extra removed",
  ],
  [update({ clientId: "shop" }), "app: Client ID shop"],
  [update({ name: "The shop", description: "x" }), 'app: Name "The shop", Description changed'],
  [update({ enabled: false, publicClient: true }), "app: Enabled off, Client authentication off"],
  [
    update({ serviceAccountsEnabled: false, fullScopeAllowed: false }),
    "app: Service account roles off, Full scope allowed off",
  ],
  [
    update({ attributes: { "access.token.lifespan": "60", old: null } }),
    "app: Access Token Lifespan 1 minute, attribute old removed",
  ],
])("%o is told as “%s”", (edit, line) => {
  expect(applyEdits(realm, [edit], someEditFacts()).summary).toEqual([line]);
});

test("a removed client is told by the name it had", () => {
  const { summary } = applyEdits(
    realm,
    [update({ clientId: "shop" }), { type: "removeClient", client: APP }],
    someEditFacts(),
  );
  expect(summary).toEqual(["app: Client ID shop", "Client shop deleted"]);
});

const newClient = (settings: Omit<ClientSettings, "clientId"> = {}): RealmDocument =>
  applyEdits(
    anImportedRealm({}),
    [{ type: "createClient", id: "new", settings: { clientId: "New", ...settings } }],
    someEditFacts(),
  ).document;

/** A client that was made through Keycloak's Admin API and then exported, without what is its own. */
const exported = (clientId: string): Partial<ClientRepresentation> & Record<string, unknown> => {
  const found = parity.clients.find((client) => client.clientId === clientId);
  const { id, secret, defaultClientScopes, optionalClientScopes, attributes, ...settings } =
    found as unknown as ClientRepresentation;
  return { ...settings, clientId: "New" };
};

test("a new client has the settings that Keycloak gives one", () => {
  const { id, secret, defaultClientScopes, optionalClientScopes, attributes, ...settings } =
    clientIn(newClient({ serviceAccountsEnabled: true }), "new") ?? ({} as ClientRepresentation);
  expect(settings).toEqual(exported("sa-basic"));
  expect(Object.keys(settings)).toEqual(Object.keys(exported("sa-basic")));
  expect(attributes).toEqual({ realm_client: "false", "client.secret.creation.time": String(NOW) });
});

test("a new client has the realm's default and optional client scopes, those of SAML left out", () => {
  const client = clientIn(newClient(), "new");
  expect([...(client?.defaultClientScopes ?? [])].sort()).toEqual([
    "acr",
    "basic",
    "email",
    "profile",
    "roles",
    "web-origins",
  ]);
  expect([...(client?.optionalClientScopes ?? [])].sort()).toEqual([
    "address",
    "microprofile-jwt",
    "offline_access",
    "organization",
    "phone",
  ]);
});

test("a new client with a service account also has the scope service_account, and a user with the default role", () => {
  const document = newClient({ serviceAccountsEnabled: true });
  expect(clientIn(document, "new")?.defaultClientScopes).toContain("service_account");
  expect(userOf(document, "New")).toMatchObject({
    username: "service-account-new",
    enabled: true,
    emailVerified: false,
    createdTimestamp: NOW * 1000,
    realmRoles: ["default-roles-test"],
    groups: [],
  });
});

test("a new client's user has the fields that Keycloak exports", () => {
  const recorded = parity.users.find(({ serviceAccountClientId }) => serviceAccountClientId === "sa-plain") ?? {};
  const user = userOf(newClient({ serviceAccountsEnabled: true }), "New") ?? {};
  expect(Object.keys(user)).toEqual(Object.keys(recorded));
});

test("a new confidential client has a secret of 86 characters, a public one none", () => {
  expect(clientIn(newClient(), "new")?.secret).toHaveLength(86);
  expect(clientIn(newClient({ publicClient: true }), "new")).not.toHaveProperty("secret");
});

test("clients stay in the order of their clientIds when one is created", () => {
  const clientIds = newClient().clients?.map(({ clientId }) => clientId) ?? [];
  expect(clientIds).toContain("New");
  expect(clientIds).toEqual([...clientIds].sort());
});

test("Client authentication off takes the secret away, on again gives a new one", () => {
  const open = edited(update({ publicClient: true }));
  expect(clientIn(open, APP)).not.toHaveProperty("secret");
  const closed = applyEdits(open, [update({ publicClient: false })], someEditFacts()).document;
  expect(clientIn(closed, APP)?.secret).toHaveLength(86);
  expect(clientIn(closed, APP)?.secret).not.toBe(SECRET);
});

test("a regenerated secret is another one, and its time is noted", () => {
  const client = clientIn(edited({ type: "regenerateClientSecret", client: APP }), APP);
  expect(client?.secret).toHaveLength(86);
  expect(client?.secret).not.toBe(SECRET);
  expect(client?.attributes?.["client.secret.creation.time"]).toBe(String(NOW));
});

test("Service account roles off takes the user with its roles and the client scope away", () => {
  const document = edited(update({ serviceAccountsEnabled: false }));
  expect(userOf(document, "app")).toBeUndefined();
  expect(clientIn(document, APP)?.defaultClientScopes).not.toContain("service_account");
});

test("Service account roles on again makes a new user, with the default role alone", () => {
  const document = edited(update({ serviceAccountsEnabled: false }), update({ serviceAccountsEnabled: true }));
  expect(userOf(document, "app")?.id).not.toBe(userOf(realm, "app")?.id);
  expect(userOf(document, "app")?.clientRoles).toBeUndefined();
  expect(clientIn(document, APP)?.defaultClientScopes).toContain("service_account");
});

test("the scope service_account moves from optional to default with the service account", () => {
  const document = applyEdits(
    aRealm({
      clients: [
        aClient("app", {
          serviceAccountsEnabled: false,
          defaultClientScopes: [],
          optionalClientScopes: ["service_account"],
        }),
      ],
    }),
    [update({ serviceAccountsEnabled: true })],
    someEditFacts(),
  ).document;
  expect(clientIn(document, APP)).toMatchObject({ defaultClientScopes: ["service_account"], optionalClientScopes: [] });
});

test("attributes are merged; null and empty text remove one", () => {
  const document = edited(
    update({ attributes: { a: "1", b: "2", c: "3" } }),
    update({ attributes: { a: null, b: "", d: "4" } }),
  );
  expect(clientIn(document, APP)?.attributes).toEqual({ c: "3", d: "4" });
});

test("an attribute named __proto__ is an attribute like any other", () => {
  const document = edited(update(JSON.parse('{"attributes":{"__proto__":"v"}}') as ClientSettings));
  expect(Object.entries(clientIn(document, APP)?.attributes ?? {})).toEqual([["__proto__", "v"]]);
});

test("a client is renamed everywhere it is named, and its service account keeps its id", () => {
  const document = edited(update({ clientId: "Shop" }, ORDERS));
  expect(clientIn(document, ORDERS)?.clientId).toBe("Shop");
  expect(userOf(document, "Shop")).toMatchObject({ id: idOf("user", "orders"), username: "service-account-shop" });
  expect(document.roles?.client?.["Shop"]?.map(({ name }) => name)).toEqual(["view", "edit"]);
  expect(document.roles?.realm?.find(({ name }) => name === "chief")?.composites?.client).toEqual({ Shop: ["view"] });
  expect(userOf(document, "app")?.clientRoles).toEqual({ Shop: ["view"] });
  expect(document.scopeMappings).toContainEqual({ client: "Shop", roles: ["reader"] });
  expect(document.clientScopeMappings?.["Shop"]).toContainEqual({ client: "app", roles: ["view"] });
  expect(document.groups?.[0]).toMatchObject({
    clientRoles: { Shop: ["view"] },
    subGroups: [{ clientRoles: { Shop: ["edit"] } }],
  });
  expect(JSON.stringify(document)).not.toContain('"orders"');
});

test("a removed client leaves no trace of its name", () => {
  const document = edited({ type: "removeClient", client: ORDERS });
  expect(clientIn(document, ORDERS)).toBeUndefined();
  expect(JSON.stringify(document)).not.toContain('"orders"');
  expect(() => compileRealm(document)).not.toThrow();
});

test("roles are assigned and unassigned where an export has them", () => {
  const more = edited(
    { type: "assignRole", client: APP, role: role("chief") },
    { type: "assignRole", client: APP, role: role("orders:edit") },
  );
  expect(userOf(more, "app")).toMatchObject({
    realmRoles: ["reader", "chief"],
    clientRoles: { orders: ["view", "edit"] },
  });
  const less = applyEdits(
    more,
    [
      { type: "unassignRole", client: APP, role: role("reader") },
      { type: "unassignRole", client: APP, role: role("orders:view") },
      { type: "unassignRole", client: APP, role: role("orders:edit") },
    ],
    someEditFacts(),
  ).document;
  expect(userOf(less, "app")).toMatchObject({ realmRoles: ["chief"], clientRoles: {} });
});

test("assigning a role twice assigns it once", () => {
  const assign: Edit = { type: "assignRole", client: APP, role: role("reader") };
  expect(userOf(edited(assign, assign), "app")?.realmRoles).toEqual(["reader"]);
});

test("roles are let through where an export has them, and leave nothing empty behind", () => {
  const to = { client: ORDERS };
  const more = edited(
    { type: "addScopeMapping", to, role: role("chief") },
    { type: "addScopeMapping", to, role: role("orders:edit") },
  );
  expect(more.scopeMappings).toContainEqual({ client: "orders", roles: ["reader", "chief"] });
  expect(more.clientScopeMappings?.["orders"]).toContainEqual({ client: "orders", roles: ["edit"] });
  const less = edited(
    { type: "removeScopeMapping", to: { client: APP }, role: role("orders:view") },
    { type: "removeScopeMapping", to: { clientScope: idOf("client scope", "extra") }, role: role("orders:view") },
    { type: "removeScopeMapping", to, role: role("reader") },
  );
  expect(less.clientScopeMappings).toEqual({});
  expect(less.scopeMappings).toEqual([{ client: "app", roles: ["reader"] }]);
});

test.each([
  ["default", ["extra"], []],
  ["optional", [], ["extra"]],
  ["none", [], []],
] as const)("a client scope assigned as %s stands in that list alone", (as, isDefault, isOptional) => {
  const assign = (to: typeof as): Edit => ({
    type: "assignClientScope",
    client: APP,
    clientScope: idOf("client scope", "extra"),
    as: to,
  });
  const client = clientIn(edited(assign("default"), assign("optional"), assign(as)), APP);
  expect(client?.defaultClientScopes?.filter((name) => name === "extra")).toEqual(isDefault);
  expect(client?.optionalClientScopes?.filter((name) => name === "extra")).toEqual(isOptional);
});

test("a new role is as Keycloak exports one", () => {
  const document = edited(
    { type: "createRole", id: "r", name: "writer", description: "May write" },
    { type: "createRole", id: "c", name: "admin", owner: idOf("client", "later") },
  );
  expect(document.roles?.realm?.at(-1)).toEqual({
    id: "r",
    name: "writer",
    description: "May write",
    composite: false,
    clientRole: false,
    containerId: realm.id,
    attributes: {},
  });
  expect(document.roles?.client?.["later"]).toEqual([
    {
      id: "c",
      name: "admin",
      composite: false,
      clientRole: true,
      containerId: idOf("client", "later"),
      attributes: {},
    },
  ]);
});

test("a role of a client named __proto__ can be created and assigned", () => {
  const odd = aRealm({ clients: [aClient("__proto__"), aClient("app")] });
  const { document } = applyEdits(
    odd,
    [
      { type: "createRole", id: "r", name: "reader", owner: idOf("client", "__proto__") },
      { type: "assignRole", client: APP, role: "r" },
      { type: "addScopeMapping", to: { client: APP }, role: "r" },
    ],
    someEditFacts(),
  );
  expect(compileRealm(document).findClient("app")?.serviceAccount?.held.has("r")).toBe(true);
});

test("what a client has beyond the known fields survives", () => {
  const kept = {
    clients: [{ ...(clientIn(realm, APP) as ClientRepresentation), odd: { of: ["tomorrow"] } }],
    future: [1],
  };
  const { document } = applyEdits(
    { ...realm, ...kept } as RealmDocument,
    [update({ name: "n", clientId: "m" })],
    someEditFacts(),
  );
  expect(document).toMatchObject({ future: [1], clients: [{ odd: { of: ["tomorrow"] } }] });
});
