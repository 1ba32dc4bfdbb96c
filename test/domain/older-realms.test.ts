import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { PartialRealm } from "../../src/domain/complete-realm.ts";
import { isBefore } from "../../src/domain/older-realms/keycloak-version.ts";
import { migratedRealm } from "../../src/domain/older-realms/migrated-realm.ts";
import { withPartsOfToday } from "../../src/domain/older-realms/parts-of-today.ts";
import { readRealm } from "../../src/domain/read-representation.ts";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../../src/domain/realm-document.ts";
import { RealmRefused } from "../../src/domain/realm-refused.ts";
import { completed } from "../../src/start/realm-keeper.ts";
import { aClient, aRealm, someEditFacts } from "../support/builders.ts";

// Each row was asked of a real Keycloak 26.7.0, with a realm made for it.

type Fields = Readonly<Record<string, unknown>>;

const keys = aRealm().components?.[KEY_PROVIDER_TYPE] ?? [];

/** A realm of little more than what is stated, as it is after an import. */
function anImported(version: string | undefined, stated: Fields = {}): Promise<RealmDocument & Fields> {
  const given: Fields = {
    ...{ realm: "older", components: { [KEY_PROVIDER_TYPE]: keys }, clientScopes: [], ...stated },
    ...(version !== undefined && { keycloakVersion: version }),
  };
  const reading = readRealm(given);
  if ("problem" in reading) throw new Error(reading.problem.message);
  return completed(reading.value, someEditFacts()) as Promise<RealmDocument & Fields>;
}

const named = (parts: readonly { readonly name: string }[] = []): string[] => parts.map(({ name }) => name).sort();
const listOf = (realm: Fields, field: string): readonly Fields[] => (realm[field] ?? []) as readonly Fields[];

test.each([
  [undefined, []],
  ["26.7.0", []],
  ["26.7", []],
  ["27.0.0", []],
  ["999.0.0-SNAPSHOT", []],
  ["26.7.0.Beta1", ["AuthnContextClassRef"]],
  ["26.7.0.Final", ["AuthnContextClassRef"]],
  ["26.6.99", ["AuthnContextClassRef"]],
  ["26.1.0", ["AuthnContextClassRef"]],
  ["26", ["AuthnContextClassRef", "service_account"]],
  ["24.0.5.Final", ["AuthnContextClassRef", "basic", "service_account"]],
  ["9", ["AuthnContextClassRef", "acr", "basic", "service_account"]],
  ["7.4.10.GA", ["AuthnContextClassRef", "acr", "basic", "service_account"]],
])("a realm of version %s lacks the client scopes of later ones: %j", async (version, added) => {
  const realm = await anImported(version);
  expect(named(realm.clientScopes)).toEqual([...added, "offline_access"].sort());
});

test.each([
  ["18.0.6.redhat-00001", "18.0.0", false],
  ["18.0.6.redhat-00001", "20.0.0", true],
  ["17.0.1", "18.0.0", true],
  ["18.0.0.redhat-1", "18.0.0", false],
])("of the versions %s and %s the first is the earlier: %s", (version, other, earlier) => {
  expect(isBefore(version, other)).toBe(earlier);
});

test("a new default client scope goes to all clients of its protocol that ask for tokens, none that is there changes", async () => {
  const realm = await anImported("15.0.0", {
    clientScopes: [
      { name: "basic", protocol: "openid-connect" },
      { name: "service_account", protocol: "openid-connect" },
    ],
    clients: [
      { clientId: "c", publicClient: true },
      { clientId: "b", bearerOnly: true },
      { clientId: "s", protocol: "saml" },
      { clientId: "o", publicClient: true, optionalClientScopes: ["basic"] },
    ],
  });
  const scopesOf = (clientId: string) => realm.clients?.find((each) => each.clientId === clientId)?.defaultClientScopes;
  expect([realm.defaultDefaultClientScopes, ...["c", "b", "s", "o"].map(scopesOf)]).toEqual([
    ["acr", "AuthnContextClassRef"],
    ["acr"],
    [],
    ["AuthnContextClassRef"],
    ["acr"],
  ]);
  const mappers = realm.clientScopes?.map(({ name, protocolMappers }) => [name, protocolMappers?.length ?? 0]);
  expect(Object.fromEntries(mappers ?? [])).toMatchObject({ acr: 1, AuthnContextClassRef: 1, basic: 0 });
});

const CHALLENGE = [
  {
    ...{ id: "f1", alias: "http challenge", providerId: "basic-flow" },
    authenticationExecutions: [{ flowAlias: "under", authenticatorFlow: true, requirement: "REQUIRED", priority: 10 }],
  },
  { id: "f2", alias: "under", providerId: "basic-flow", authenticationExecutions: [] },
];

test.each([
  ["goes with what hangs on it", {}, []],
  ["stays when it is a flow of the realm", { directGrantFlow: "http challenge" }, ["http challenge"]],
  [
    "stays when a client overrides its flow with it",
    { clients: [{ clientId: "c", authenticationFlowBindingOverrides: { direct_grant: "f1" } }] },
    ["http challenge"],
  ],
])("the HTTP challenge of before 22 %s", async (_what, stated, left) => {
  const realm = await anImported("21.0.0", { authenticationFlows: CHALLENGE, ...stated });
  const aliases = listOf(realm, "authenticationFlows").map(({ alias }) => alias);
  expect(aliases.filter((alias) => alias === "http challenge")).toEqual(left);
});

test("the flow of a first login through another provider was no setting before 24", async () => {
  expect((await anImported("23.0.0", { firstBrokerLoginFlow: "browser" }))["firstBrokerLoginFlow"]).toBe(
    "first broker login",
  );
  expect((await anImported("24.0.0", { firstBrokerLoginFlow: "browser" }))["firstBrokerLoginFlow"]).toBe("browser");
});

const PROFILE = "org.keycloak.userprofile.UserProfileProvider";
const OWN = '{"attributes":[{"name":"username"},{"name":"email"}]}';
const USUAL = ["username", "email", "firstName", "lastName"];

test.each([
  ["of no pieces goes", { userProfileEnabled: "true" }, { "config-pieces-count": ["0"] }, undefined],
  ["without pieces goes", { userProfileEnabled: "TRUE" }, {}, undefined],
  ["that is whole stays, and is opened", {}, { "kc.user.profile.config": [OWN] }, ["username", "email"]],
  ["that was off gives way to the usual", {}, { "config-pieces-count": ["1"], "config-piece-0": [OWN] }, USUAL],
])("a user profile %s", async (_what, attributes, config, names) => {
  const profile = { providerId: "declarative-user-profile", subComponents: {}, config };
  const components = { [KEY_PROVIDER_TYPE]: keys, [PROFILE]: [profile] };
  const realm = await anImported("20.0.0", { attributes, components });
  const text = realm.components?.[PROFILE]?.[0]?.config?.["kc.user.profile.config"]?.[0];
  const made = text === undefined ? undefined : (JSON.parse(text) as { attributes: { name: string }[] } & Fields);
  expect(made?.attributes.map(({ name }) => name)).toEqual(names);
  expect(made?.["unmanagedAttributePolicy"]).toBe(names && "ENABLED");
  expect(realm.attributes).not.toHaveProperty("userProfileEnabled");
});

test("who may see groups is let through to the account console only where there is one", async () => {
  const realm = await anImported("15.0.0", { clients: [{ clientId: "account", publicClient: true }] });
  expect(named(realm.roles?.client?.["account"])).toContain("view-groups");
  expect(realm.clientScopeMappings).toEqual({});
});

test("a realm that has a key of HS512 gets no other, whatever its name", async () => {
  const mine = { name: "mine", providerId: "hmac-generated", config: { algorithm: ["HS512"], priority: ["5"] } };
  const realm = await anImported("15.0.0", { components: { [KEY_PROVIDER_TYPE]: [mine] } });
  expect(realm.components?.[KEY_PROVIDER_TYPE]?.map(({ name }) => name)).toEqual(["mine"]);
});

test.each([
  [undefined, { "parameterized.scope.type": "string" }],
  ["group:*", { "parameterized.scope.type": "string" }],
  ["group:[a-z]+", { "parameterized.scope.type": "custom", "parameterized.scope.regexp": "[a-z]+" }],
  ["other", { "parameterized.scope.regexp": "other" }],
])("a dynamic scope of the pattern %s", async (pattern, expected) => {
  const attributes = { "is.dynamic.scope": "true", ...(pattern !== undefined && { "dynamic.scope.regexp": pattern }) };
  const realm = await anImported("26.6.0", {
    clientScopes: [{ name: "group", protocol: "openid-connect", attributes }],
  });
  const group = realm.clientScopes?.find(({ name }) => name === "group");
  expect(group?.attributes).toEqual({ "is.parameterized.scope": "true", ...expected });
});

const compositesOf = (realm: RealmDocument, role: string) =>
  realm.roles?.realm?.find(({ name }) => name === role)?.composites;

test("default roles in a list become members of the default role, in a realm of any version", async () => {
  const realm = await anImported(undefined, { defaultRoles: ["x "] });
  expect(compositesOf(realm, "default-roles-older")?.realm?.toSorted()).toEqual([
    "offline_access",
    "uma_authorization",
    "x",
  ]);
  expect(realm).not.toHaveProperty("defaultRoles");
});

test("a realm that has a role by the name of the default one gets another", async () => {
  const realm = await anImported(undefined, {
    defaultRoles: ["x"],
    roles: { realm: [{ name: "default-roles-older" }] },
  });
  expect(realm.defaultRole?.name).toBe("default-roles-older-1");
  expect(compositesOf(realm, "default-roles-older-1")?.realm).toContain("x");
  expect(compositesOf(realm, "default-roles-older")).toBeUndefined();
});

test("lists of default roles beside a default role say nothing", async () => {
  const realm = await anImported("15.0.0", {
    ...{ defaultRoles: ["x"], defaultRole: { name: "everybody" }, roles: { realm: [{ name: "everybody" }] } },
    clients: [{ clientId: "c", publicClient: true, defaultRoles: ["y"] }],
  });
  expect(named(realm.roles?.realm)).toEqual(["everybody", "offline_access", "uma_authorization"]);
  expect(compositesOf(realm, "everybody")?.realm).not.toContain("x");
  expect(realm.roles?.client?.["c"] ?? []).toEqual([]);
});

test("a client that names its client scopes does not follow its template", async () => {
  const realm = await anImported(undefined, {
    clientTemplates: [{ name: "a b", protocol: "openid-connect" }],
    clientScopes: [{ name: "email", protocol: "openid-connect" }],
    clients: [
      { clientId: "d", publicClient: true, clientTemplate: "a b", defaultClientScopes: ["email"] },
      { clientId: "c", publicClient: true, clientTemplate: "a b" },
    ],
  });
  const scopesOf = (clientId: string) => realm.clients?.find((each) => each.clientId === clientId)?.defaultClientScopes;
  expect(scopesOf("d")).toEqual(["email"]);
  expect(scopesOf("c")).toEqual(["a_b"]);
});

test("client templates that cannot be read are refused by their name", async () => {
  const refused = anImported(undefined, { clientTemplates: [{ name: "a", protocolMappers: "none" }] });
  await expect(refused).rejects.toThrow(RealmRefused);
  await expect(refused).rejects.toMatchObject({ path: ["clientTemplates"] });
});

test.each(["keycloak-15", "red-hat-18", "keycloak-21", "keycloak-24", "keycloak-26", "by-hand"])(
  "what became of %s stays as it is",
  async (name) => {
    const text = readFileSync(new URL(`../recordings/older/realms/${name}.json`, import.meta.url), "utf8");
    const once = await completed(JSON.parse(text) as PartialRealm, someEditFacts());
    expect(await completed(once, someEditFacts())).toEqual(once);
    expect(withPartsOfToday(once)).toBe(once);
    expect(migratedRealm(once, someEditFacts())).toBe(once);
  },
);

test.each([
  ["without a version", {}],
  ["of today", { keycloakVersion: "26.7.0" }],
])("a realm %s is the same object after as before", (_which, stated) => {
  const realm = aRealm({ clients: [aClient("app")], ...stated });
  expect(withPartsOfToday(realm)).toBe(realm);
  expect(migratedRealm(realm, someEditFacts())).toBe(realm);
});

const UNTYPED = ["requiredActions", "authenticationFlows", "otpSupportedApplications", "defaultRoles"];

test("whatever stands in fields that nothing here reads, an older realm is taken in once", () => {
  const anything = fc.record({
    version: fc.constantFrom("15.0.2", "22.0.0", "26.0.0"),
    fields: fc.dictionary(fc.constantFrom(...UNTYPED), fc.jsonValue(), { maxKeys: 3 }),
    subComponents: fc.jsonValue(),
  });
  return fc.assert(
    fc.asyncProperty(anything, async ({ version, fields, subComponents }) => {
      const ldap = { name: "ldap", providerId: "ldap", subComponents, config: {} };
      const components = { [KEY_PROVIDER_TYPE]: keys, "org.keycloak.storage.UserStorageProvider": [ldap] };
      const once = await anImported(version, { ...fields, components });
      expect(await completed(once, someEditFacts())).toEqual(once);
    }),
    { numRuns: 100 },
  );
});
