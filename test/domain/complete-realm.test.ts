import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import { completeRealm, lacksKeys, type PartialRealm } from "../../src/domain/complete-realm.ts";
import { demoRealm } from "../../src/domain/demo-realm.ts";
import { applyEdits } from "../../src/domain/edits/apply-edits.ts";
import { MASTER, masterTemplate, realmClientId, reconcileMaster } from "../../src/domain/master-realm.ts";
import type { ClientRepresentation, RealmDocument } from "../../src/domain/realm-document.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import { aClient, aRealm, clientNamed, DEFAULT_SCOPES, SECRET, someEditFacts } from "../support/builders.ts";
import { claimsOf, planOf, rolesIn } from "./a-token.ts";

const recorded = parity as unknown as RealmDocument & Record<string, unknown>;
const BUILT_IN = ["account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console"];

const someFacts = () => ({ ...someEditFacts(), keyProviders: [] });
const complete = (
  given: Partial<PartialRealm> | Record<string, unknown> = {},
): RealmDocument & Record<string, unknown> =>
  completeRealm({ realm: "parity", ...given } as PartialRealm, someFacts()) as RealmDocument & Record<string, unknown>;

const service = (stated: Record<string, unknown> = {}) =>
  ({ clientId: "app", secret: SECRET, serviceAccountsEnabled: true, ...stated }) as unknown as ClientRepresentation;

const clientOf = ({ clients }: RealmDocument, clientId: string) => clients?.find((each) => each.clientId === clientId);
const userOf = ({ users }: RealmDocument, clientId: string) =>
  users?.find(({ serviceAccountClientId }) => serviceAccountClientId === clientId);

/** What is left of a value when ids are taken out: they differ from realm to realm. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([name]) => name !== "id" && name !== "containerId");
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutIds(inner)]));
}

const byName = (items: readonly unknown[] = []) =>
  [...(items as { name?: string; clientId?: string }[])].sort((a, b) =>
    (a.clientId ?? a.name ?? "") < (b.clientId ?? b.name ?? "") ? -1 : 1,
  );

const named = (items: readonly { readonly name: string }[] = []) => items.map(({ name }) => name).sort();

test("a realm of a name alone has the settings of a new Keycloak realm", () => {
  const realm = complete();
  const settings = [
    "notBefore",
    "defaultSignatureAlgorithm",
    "revokeRefreshToken",
    "refreshTokenMaxReuse",
    "accessTokenLifespan",
    "ssoSessionIdleTimeout",
    "ssoSessionMaxLifespan",
    "offlineSessionIdleTimeout",
    "offlineSessionMaxLifespanEnabled",
    "offlineSessionMaxLifespan",
    "clientSessionIdleTimeout",
    "clientSessionMaxLifespan",
  ];
  for (const name of settings) expect([name, realm[name]]).toEqual([name, recorded[name]]);
});

test("a realm that does not say so asks for https from outside only", () => {
  expect(complete().sslRequired).toBe("external");
});

test("a realm that does not say so is disabled, as one made through the Admin API is", () => {
  expect(complete().enabled).toBe(false);
  expect(complete({ enabled: true }).enabled).toBe(true);
});

test("a realm of a name alone has Keycloak's own clients", () => {
  expect(complete().clients?.map(({ clientId }) => clientId)).toEqual(BUILT_IN);
});

test.each(BUILT_IN)("the client %s is as Keycloak makes it", (clientId) => {
  const { defaultClientScopes, optionalClientScopes, ...made } = withoutIds(
    clientOf(complete(), clientId),
  ) as ClientRepresentation;
  const {
    defaultClientScopes: recordedDefaults,
    optionalClientScopes: recordedOptionals,
    ...kept
  } = withoutIds(clientOf(recorded, clientId)) as ClientRepresentation;
  expect(made).toEqual(kept);
  expect([...(defaultClientScopes ?? [])].sort()).toEqual([...(recordedDefaults ?? [])].sort());
  expect([...(optionalClientScopes ?? [])].sort()).toEqual([...(recordedOptionals ?? [])].sort());
});

test.each(["account", "broker", "realm-management"])("the roles of %s are those that Keycloak makes", (owner) => {
  const sorted = (realm: RealmDocument) => {
    const roles = byName(withoutIds(realm.roles?.client?.[owner]) as unknown[]);
    return JSON.parse(JSON.stringify(roles), (_name, value) =>
      Array.isArray(value) && value.every((item) => typeof item === "string") ? value.sort() : value,
    );
  };
  expect(sorted(complete())).toEqual(sorted(recorded));
});

test("a realm of a name alone has Keycloak's realm roles, the default role with its members", () => {
  const realm = complete();
  expect(named(realm.roles?.realm)).toEqual(["default-roles-parity", "offline_access", "uma_authorization"]);
  const { composites } = realm.roles?.realm?.find(({ name }) => name === "default-roles-parity") ?? {};
  expect(composites?.realm?.toSorted()).toEqual(["offline_access", "uma_authorization"]);
  expect(composites?.client?.["account"]?.toSorted()).toEqual(["manage-account", "view-profile"]);
  expect(withoutIds(realm.defaultRole)).toEqual(withoutIds(recorded.defaultRole));
});

test("the default role's name is lower case", () => {
  expect(complete({ realm: "Sales" }).defaultRole?.name).toBe("default-roles-sales");
});

const OF_THE_PARITY_REALM = new Set(["orders-read", "orders-admin", "audit", "manage", "plain"]);

test("a realm of a name alone has Keycloak's client scopes with their mappers", () => {
  const scopes = (realm: RealmDocument) =>
    byName(withoutIds(realm.clientScopes) as unknown[])
      .filter(({ name = "" }) => !OF_THE_PARITY_REALM.has(name))
      .map((scope) => ({
        ...scope,
        protocolMappers: byName((scope as { protocolMappers?: unknown[] }).protocolMappers),
      }));
  expect(scopes(complete())).toEqual(scopes(recorded));
});

test.each(["defaultDefaultClientScopes", "defaultOptionalClientScopes"] as const)("%s are Keycloak's", (list) => {
  expect([...(complete()[list] ?? [])].sort()).toEqual([...(recorded[list] ?? [])].sort());
});

test("offline access is for those who hold its role", () => {
  expect(complete().scopeMappings).toContainEqual({ clientScope: "offline_access", roles: ["offline_access"] });
});

test("everything that Keycloak identifies has an id, and no id stands twice", () => {
  const realm = complete({
    clients: [service({ protocolMappers: [{ name: "m", protocolMapper: "oidc-amr-mapper" }] })],
  });
  const ids = [
    ...(realm.clients ?? []),
    ...(realm.clientScopes ?? []),
    ...(realm.users ?? []),
    ...(realm.roles?.realm ?? []),
    ...Object.values(realm.roles?.client ?? {}).flat(),
    ...(clientOf(realm, "app")?.protocolMappers ?? []),
  ].map(({ id }) => id);
  expect(ids.filter((id) => !id)).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a full export comes back as it was", () => {
  expect(completeRealm(recorded, someFacts())).toEqual(parity);
  expect(JSON.stringify(completeRealm(recorded, someFacts()))).toBe(JSON.stringify(parity));
});

test.each([
  ["a name alone", { realm: "bare" }],
  ["the demo realm", demoRealm()],
  ["a realm of a test", aRealm({ clients: [aClient("app")] })],
  ["master", masterTemplate],
])("completing twice changes nothing more: %s", (_what, given) => {
  const once = completeRealm(given as PartialRealm, someFacts());
  expect(completeRealm(once, someFacts())).toEqual(once);
});

test("whatever a realm brings along is kept, and completing twice changes nothing more", () => {
  const anything = fc.record(
    {
      displayName: fc.string(),
      accessTokenLifespan: fc.nat(),
      clients: fc.uniqueArray(
        fc.record({ clientId: fc.string({ minLength: 1 }), serviceAccountsEnabled: fc.boolean(), odd: fc.jsonValue() }),
        { selector: ({ clientId }) => clientId.toLowerCase() },
      ),
      odd: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  return fc.assert(
    fc.property(anything, (given) => {
      const once = complete(given);
      for (const client of given.clients ?? []) expect(clientOf(once, client.clientId)).toMatchObject(client);
      if ("odd" in given) expect(once["odd"]).toEqual(given.odd);
      expect(completeRealm(once, someFacts())).toEqual(once);
      expect(() => compileRealm(once)).not.toThrow();
    }),
    { numRuns: 50 },
  );
});

test("a client of little more than a name gets a token", () => {
  const realm = complete({ clients: [service()] });
  expect(rolesIn(claimsOf(realm))).toEqual({
    realm: ["default-roles-parity", "offline_access", "uma_authorization"],
    clients: { account: ["manage-account", "manage-account-links", "view-profile"] },
  });
});

test("a service account that comes without its user gets one, with the default role and the scope service_account", () => {
  const realm = complete({ clients: [service()] });
  expect(userOf(realm, "app")).toMatchObject({ username: "service-account-app", realmRoles: ["default-roles-parity"] });
  expect([...(clientOf(realm, "app")?.defaultClientScopes ?? [])].sort()).toEqual([...DEFAULT_SCOPES].sort());
});

test("a service account that comes with its user keeps that user's roles alone, and gets no scope linked", () => {
  const user = { username: "service-account-app", serviceAccountClientId: "app", realmRoles: [] };
  const realm = complete({ clients: [service()], users: [user] });
  expect(userOf(realm, "app")).toMatchObject(user);
  expect(clientOf(realm, "app")?.defaultClientScopes).not.toContain("service_account");
  expect(realm.users).toHaveLength(1);
});

test.each([
  ["names no client scopes gets the realm's", {}, ["acr", "basic", "email", "profile", "roles", "web-origins"]],
  ["names default ones keeps those alone", { defaultClientScopes: ["email"] }, ["email"]],
  ["names optional ones alone has no default ones", { optionalClientScopes: ["phone"] }, []],
  ["names none by an empty list keeps none", { defaultClientScopes: [] }, []],
])("a client that %s", (_what, stated, defaults) => {
  const client = clientOf(complete({ clients: [service({ serviceAccountsEnabled: false, ...stated })] }), "app");
  expect([...(client?.defaultClientScopes ?? [])].sort()).toEqual(defaults);
});

test.each([
  ["a confidential client gets a secret", {}, true],
  ["a public client gets none", { publicClient: true }, false],
  ["a bearer-only client gets one as well", { bearerOnly: true }, true],
  ["a client with signed JWTs gets one as well", { clientAuthenticatorType: "client-jwt" }, true],
])("%s", (_sentence, stated, hasSecret) => {
  const { secret: _none, ...client } = service({ serviceAccountsEnabled: false, ...stated });
  expect(clientOf(complete({ clients: [client] }), "app")?.secret !== undefined).toBe(hasSecret);
});

test("a realm that brings key providers keeps them, one without takes those it is given", () => {
  const keyProviders = [{ id: "k", name: "rsa", providerId: "rsa-generated" }];
  expect(lacksKeys({ realm: "x" })).toBe(true);
  expect(lacksKeys(recorded)).toBe(false);
  const made = completeRealm({ realm: "x" }, { ...someFacts(), keyProviders });
  expect(made.components?.["org.keycloak.keys.KeyProvider"]).toBe(keyProviders);
});

const demo = completeRealm(demoRealm(), someFacts());

test("the demo realm has no administration roles and no web origins of its own", () => {
  const own = demo.clients?.filter(({ clientId }) => !BUILT_IN.includes(clientId)) ?? [];
  expect(own.map(({ clientId }) => clientId)).toEqual([
    "inventory-api",
    "orders-service",
    "product-sa-client",
    "reports-service",
  ]);
  expect(own.flatMap(({ webOrigins = [] }) => webOrigins)).toEqual([]);
  for (const { clientRoles = {} } of demo.users ?? [])
    expect(Object.keys(clientRoles)).not.toContain("realm-management");
});

test("a client made in the demo realm gets the client scopes that Keycloak gives it", () => {
  const usual = completeRealm({ realm: "x" }, someFacts());
  expect(demo.defaultDefaultClientScopes).toEqual(usual.defaultDefaultClientScopes);
  expect(demo.defaultOptionalClientScopes).toEqual(usual.defaultOptionalClientScopes);
});

test("the demo realm's lesson: a composite brings its members, an optional scope waits, a role stays out", () => {
  const orders = claimsOf(demo, undefined, "orders-service");
  expect(rolesIn(orders).realm).toEqual(expect.arrayContaining(["order-manager", "order-reader", "order-writer"]));
  expect(rolesIn(orders).clients?.["inventory-api"]).toEqual(["read", "write"]);
  expect(orders).toMatchObject({ warehouse: "north" });
  expect(orders).not.toHaveProperty("stock_access");
  expect(claimsOf(demo, "inventory-write", "orders-service")).toMatchObject({ stock_access: "write" });
  expect(rolesIn(claimsOf(demo, undefined, "reports-service")).realm ?? []).not.toContain("report-reader");
});

test("the demo realm's role that stays out can be mended where it is explained", () => {
  const verdict = planOf(clientNamed(demo, "reports-service")).roles.find(({ name }) => name === "report-reader");
  expect(verdict).toMatchObject({ inToken: false, inScopeThrough: null });
  for (const { edits } of verdict?.mends ?? []) {
    const { document } = applyEdits(demo, edits, someEditFacts());
    expect(rolesIn(claimsOf(document, undefined, "reports-service")).realm).toContain("report-reader");
  }
});

const master = completeRealm(masterTemplate, someFacts());
const realmClientsOf = ({ clients }: RealmDocument) =>
  clients?.map(({ clientId }) => clientId).filter((clientId) => clientId.endsWith("-realm"));

test("master has tokens of a minute, and no client realm-management", () => {
  expect(master.accessTokenLifespan).toBe(60);
  expect(clientOf(master, "realm-management")).toBeUndefined();
});

test("master has a client for each realm, and for itself", () => {
  const reconciled = reconcileMaster(master, ["demo", "parity"], someEditFacts());
  expect(realmClientsOf(reconciled)).toEqual(["demo-realm", "master-realm", "parity-realm"]);
  expect(() => compileRealm(reconciled)).not.toThrow();
});

test("the role admin of master holds the rights over every realm", () => {
  const reconciled = compileRealm(reconcileMaster(master, ["demo"], someEditFacts()));
  const members = reconciled.roles.find("admin")?.members.map(({ name, owner }) => `${owner ?? ""}:${name}`) ?? [];
  expect(members).toEqual(
    expect.arrayContaining([":create-realm", "demo-realm:manage-realm", "master-realm:view-users"]),
  );
  const rights = reconciled.roles
    .ownedBy("demo-realm")
    .map(({ name }) => name)
    .sort();
  const recordedRights = named(recorded.roles?.client?.["realm-management"]).filter((name) => name !== "realm-admin");
  expect(rights).toEqual(recordedRights);
});

test("a realm that is gone leaves nothing in master", () => {
  const before = reconcileMaster(master, ["demo"], someEditFacts());
  const after = reconcileMaster(before, [], someEditFacts());
  expect(realmClientsOf(after)).toEqual(["master-realm"]);
  expect(JSON.stringify(after)).not.toContain("demo");
});

test("a master that is in line with its realms is the same object", () => {
  const reconciled = reconcileMaster(master, ["demo"], someEditFacts());
  expect(reconcileMaster(reconciled, ["demo"], someEditFacts())).toBe(reconciled);
});

test("ids in master are stable while realms come and go", () => {
  const one = reconcileMaster(master, ["demo"], someEditFacts());
  const two = reconcileMaster(one, ["demo", "more"], someEditFacts());
  expect(clientOf(two, realmClientId("demo"))).toBe(clientOf(one, realmClientId("demo")));
});

test("a person's own client of master that ends in -realm is left alone", () => {
  const own = aClient("my-realm", { id: "mine" }) as ClientRepresentation;
  const document = { ...master, clients: [...(master.clients ?? []), own] };
  expect(reconcileMaster(document, [], someEditFacts()).clients).toContain(own);
  expect(MASTER).toBe("master");
});
