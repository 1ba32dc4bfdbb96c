import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import { applyEdits } from "../../src/domain/edits/apply-edits.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { RealmRefused } from "../../src/domain/realm-refused.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import { aClient, aClientScope, aRealm, aRole, idOf, someEditFacts } from "../support/builders.ts";

const realm = aRealm({
  roles: [aRole("reader"), aRole("view", { ownerClientId: "app" })],
  clients: [aClient("app"), aClient("other")],
  clientScopes: [aClientScope("extra")],
});

function refusalOf(document: RealmDocument): [string, string] {
  try {
    compileRealm(document);
  } catch (error) {
    if (error instanceof RealmRefused) return [error.path.join("."), error.message];
    throw error;
  }
  throw new Error("it compiled");
}

const twice = <Item>(items: readonly Item[] | undefined, change: Partial<Item>): Item[] => {
  const [first] = items ?? [];
  return first ? [first, { ...first, ...change }] : [];
};

test.each<[string, Partial<RealmDocument>, string, string]>([
  ["a realm without a name", { realm: "" }, "realm", "A realm needs a name"],
  [
    "a clientId twice",
    { clients: twice(realm.clients, { id: "2" }) },
    "clients.1.clientId",
    "Client app already exists",
  ],
  [
    "an id of two clients",
    { clients: twice(realm.clients, { clientId: "2" }) },
    "clients.1.id",
    `The id ${idOf("client", "app")} stands for two clients`,
  ],
  [
    "a client without a clientId",
    { clients: twice(realm.clients, { clientId: "" }) },
    "clients.1.clientId",
    "A client needs a clientId",
  ],
  [
    "a client without an id",
    { clients: twice(realm.clients, { clientId: "2", id: "" }) },
    "clients.1.id",
    "Client 2 has no id",
  ],
  [
    "a role twice",
    { roles: { realm: twice(realm.roles?.realm, { id: "2" }) } },
    "roles.realm.1.name",
    "Role with name reader already exists",
  ],
  [
    "an id of two roles",
    { roles: { realm: twice(realm.roles?.realm, { name: "2" }) } },
    "roles.realm.1.id",
    `The id ${idOf("role", "reader")} stands for two roles`,
  ],
  ["a role without a name", { roles: { realm: [{ id: "1" } as never] } }, "roles.realm.0.name", "A role needs a name"],
  [
    "a role without an id",
    { roles: { client: { app: [{ name: "r" }] } } },
    "roles.client.app.0.id",
    "Role r has no id",
  ],
  [
    "a client scope twice",
    {
      clientScopes: [
        { id: "1", name: "s" },
        { id: "2", name: "s" },
      ],
    },
    "clientScopes.1.name",
    "Client Scope s already exists",
  ],
  [
    "a client scope without a name",
    { clientScopes: [{ id: "1", name: "" }] },
    "clientScopes.0.name",
    "A client scope needs a name",
  ],
])("%s is refused, with the place", (_what, stated, path, message) => {
  expect(refusalOf({ ...realm, ...stated })).toEqual([path, message]);
});

test("roles left over from a client that is gone are ignored, as Keycloak ignores them", () => {
  const leftOver = { ...realm, roles: { ...realm.roles, client: { gone: [{ id: "1", name: "r" }] } } };
  expect(compileRealm(leftOver).roles.find("r", "gone")).toBeUndefined();
});

test("names out of JavaScript find nothing", () => {
  const compiled = compileRealm(realm);
  for (const name of ["__proto__", "constructor", "toString"]) {
    expect(compiled.findClient(name)).toBeUndefined();
    expect(compiled.findClientById(name)).toBeUndefined();
    expect(compiled.roles.find(name)).toBeUndefined();
    expect(compiled.roles.find("view", name)).toBeUndefined();
    expect(compiled.findClient("app")?.attribute(name)).toBeUndefined();
  }
});

test("a client is made ready once", () => {
  const compiled = compileRealm(realm);
  expect(compiled.findClient("app")).toBe(compiled.findClient("app"));
  expect(compiled.findClientById(idOf("client", "app"))).toBe(compiled.findClient("app"));
});

test("an empty attribute is none", () => {
  const compiled = compileRealm(aRealm({ clients: [aClient("app", { attributes: { a: "", b: "x" } })] }));
  expect([compiled.findClient("app")?.attribute("a"), compiled.findClient("app")?.attribute("b")]).toEqual([
    undefined,
    "x",
  ]);
});

test("a setting of one client leaves roles, scope mappings and users compiled as they were", () => {
  const before = compileRealm(realm);
  const { document } = applyEdits(
    realm,
    [{ type: "assignRole", client: idOf("client", "app"), role: idOf("role", "reader") }],
    someEditFacts(),
  );
  const after = compileRealm(document, before);
  expect(after.roles).toBe(before.roles);
  expect(after.clientScopes).toBe(before.clientScopes);
  expect(after.scopeMappings).toBe(before.scopeMappings);
  expect(after.findClient("app")?.serviceAccount?.held.size).toBe(1);
  expect(before.findClient("app")?.serviceAccount?.held.size).toBe(0);
});

test("a realm of 65 clients as Keycloak exports it compiles, each client with its service account", () => {
  const compiled = compileRealm(parity as unknown as RealmDocument);
  for (const { clientId, serviceAccountsEnabled } of parity.clients)
    expect([clientId, compiled.findClient(clientId)?.serviceAccount !== undefined]).toEqual([
      clientId,
      serviceAccountsEnabled,
    ]);
});
