import type KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anAdminClient, claimsOf } from "./an-admin-client.ts";

const realm = "realms";
let running: Awaited<ReturnType<typeof anAdminClient>>;
let admin: KeycloakAdminClient;

beforeAll(async () => {
  running = await anAdminClient(realm);
  admin = running.client;
});
afterAll(() => running[Symbol.asyncDispose]());

test("a realm keeps the id it is given, is changed and deleted", async () => {
  await admin.realms.create({ id: "given-id", realm: "given" });
  expect(await admin.realms.findOne({ realm: "given" })).toMatchObject({ id: "given-id", realm: "given" });
  await admin.realms.update({ realm: "given" }, { displayName: "Given" });
  expect((await admin.realms.findOne({ realm: "given" }))?.displayName).toBe("Given");
  expect((await admin.realms.find()).map((each) => each.realm)).toContain("given");
  await admin.realms.del({ realm: "given" });
  expect(await admin.realms.findOne({ realm: "given" })).toBeNull();
});

test("a part of a realm is imported, and the realm exported", async () => {
  const imported = await admin.realms.partialImport({
    realm,
    rep: { ifResourceExists: "FAIL", roles: { realm: [{ name: "imported" }] } },
  });
  expect(imported).toMatchObject({ added: 1, overwritten: 0, skipped: 0 });
  expect(imported.results?.[0]).toMatchObject({ action: "ADDED", resourceName: "imported", id: expect.any(String) });
  const exported = await admin.realms.export({ realm, exportClients: true, exportGroupsAndRoles: true });
  expect(exported.roles?.realm?.map(({ name }) => name)).toContain("imported");
});

test("events are configured, listed and cleared", async () => {
  expect(await admin.realms.getConfigEvents({ realm })).toMatchObject({ eventsEnabled: false });
  await admin.realms.updateConfigEvents({ realm }, { eventsEnabled: true, adminEventsEnabled: true });
  await admin.clients.create({ clientId: "seen", serviceAccountsEnabled: true, secret: "s3cret" });
  await claimsOf(running.server.tokenUrlOf(realm), "seen", "s3cret");
  expect(await admin.realms.findEvents({ realm })).toMatchObject([{ type: "CLIENT_LOGIN", clientId: "seen" }]);
  expect((await admin.realms.findAdminEvents({ realm }))[0]).toMatchObject({
    operationType: "CREATE",
    resourceType: "CLIENT",
  });
  await admin.realms.clearEvents({ realm });
  await admin.realms.clearAdminEvents({ realm });
  expect(await admin.realms.findEvents({ realm })).toEqual([]);
  expect(await admin.realms.findAdminEvents({ realm })).toEqual([]);
});

test("keys and key providers are listed, added, changed and removed", async () => {
  const before = await admin.realms.getKeys({ realm });
  expect(before.active).toHaveProperty("RS256");
  const type = "org.keycloak.keys.KeyProvider";
  const { id } = await admin.components.create({
    name: "new key",
    providerId: "rsa-generated",
    providerType: type,
    config: { priority: ["200"] },
  });
  expect((await admin.realms.getKeys({ realm })).active?.["RS256"]).not.toBe(before.active?.["RS256"]);
  const component = await admin.components.findOne({ id });
  await admin.components.update({ id }, { ...component, config: { priority: ["1"] } });
  expect((await admin.realms.getKeys({ realm })).active?.["RS256"]).toBe(before.active?.["RS256"]);
  expect((await admin.components.find({ type })).map((each) => each.id)).toContain(id);
  await admin.components.del({ id });
  expect(await admin.components.findOne({ id })).toBeNull();
});

test("sessions are counted, tokens revoked, everybody logged out", async () => {
  await admin.clients.create({
    clientId: "lasting",
    serviceAccountsEnabled: true,
    secret: "s3cret",
    attributes: { "client_credentials.use_refresh_token": "true" },
  });
  await claimsOf(running.server.tokenUrlOf(realm), "lasting", "s3cret");
  expect(await admin.realms.getClientSessionStats({ realm })).toMatchObject([{ clientId: "lasting", active: "1" }]);
  const { id = "" } = (await admin.clients.find({ clientId: "lasting" }))[0] ?? {};
  const [session] = await admin.clients.listSessions({ id });
  await admin.realms.deleteSession({ realm, session: session?.id ?? "", isOffline: false });
  expect(await admin.realms.getClientSessionStats({ realm })).toEqual([]);
  await admin.realms.pushRevocation({ realm });
  await admin.realms.logoutAll({ realm });
  expect((await admin.realms.findOne({ realm }))?.notBefore).toBeGreaterThan(0);
});

test("the server tells of itself what forms need", async () => {
  const info = await admin.serverInfo.find();
  expect(info.systemInfo?.version).toMatch(/^26\./);
  expect(info.protocolMapperTypes?.["openid-connect"]?.map(({ id }) => id)).toContain("oidc-audience-mapper");
});
