import type KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { anAdminClient, claimsOf } from "./an-admin-client.ts";

let running: Awaited<ReturnType<typeof anAdminClient>>;
let admin: KeycloakAdminClient;
let id: string;
let count = 0;

beforeAll(async () => {
  running = await anAdminClient("clients");
  admin = running.client;
});
afterAll(() => running[Symbol.asyncDispose]());

const clientId = () => `service-${count}`;

beforeEach(async () => {
  count++;
  ({ id } = await admin.clients.create({ clientId: clientId(), serviceAccountsEnabled: true, secret: "s3cret" }));
});

const names = (list: readonly { name?: string }[]) => list.map(({ name }) => name).sort();

test("a client is created, found, changed and deleted", async () => {
  expect(await admin.clients.findOne({ id })).toMatchObject({ clientId: clientId(), serviceAccountsEnabled: true });
  expect(await admin.clients.find({ clientId: clientId() })).toHaveLength(1);
  await admin.clients.update({ id }, { clientId: clientId(), description: "changed" });
  expect((await admin.clients.findOne({ id }))?.description).toBe("changed");
  await admin.clients.del({ id });
  expect(await admin.clients.findOne({ id })).toBeNull();
});

test("the roles of a client are created, listed, found, changed and deleted", async () => {
  await admin.clients.createRole({ id, name: "reader" });
  expect(names(await admin.clients.listRoles({ id }))).toEqual(["reader"]);
  const role = await admin.clients.findRole({ id, roleName: "reader" });
  expect(role).toMatchObject({ clientRole: true, containerId: id });
  await admin.clients.updateRole({ id, roleName: "reader" }, { name: "writer", description: "writes" });
  expect(await admin.clients.findRole({ id, roleName: "writer" })).toMatchObject({
    id: role?.id,
    description: "writes",
  });
  expect(await admin.clients.findUsersWithRole({ id, roleName: "writer" })).toEqual([]);
  await admin.clients.delRole({ id, roleName: "writer" });
  expect(await admin.clients.listRoles({ id })).toEqual([]);
});

test("a secret is read, and a new one is the one that works", async () => {
  expect(await admin.clients.getClientSecret({ id })).toEqual({ type: "secret", value: "s3cret" });
  const { value = "" } = await admin.clients.generateNewClientSecret({ id });
  expect(await admin.clients.getClientSecret({ id })).toEqual({ type: "secret", value });
  expect((await claimsOf(running.server.tokenUrlOf("clients"), clientId(), value))["azp"]).toBe(clientId());
  await admin.clients.invalidateSecret({ id });
  expect(await admin.clients.generateRegistrationAccessToken({ id })).toMatchObject({
    registrationAccessToken: expect.stringMatching(/^eyJ/),
  });
});

test("a service account holds the roles it is given", async () => {
  const { id: userId = "" } = await admin.clients.getServiceAccountUser({ id });
  await admin.clients.createRole({ id, name: "reader" });
  const { id: roleId = "", name: roleName = "" } = (await admin.clients.findRole({ id, roleName: "reader" })) ?? {};
  await admin.users.addClientRoleMappings({ id: userId, clientUniqueId: id, roles: [{ id: roleId, name: roleName }] });
  expect((await admin.clients.findUsersWithRole({ id, roleName })).map((user) => user.id)).toEqual([userId]);
  expect(await claimsOf(running.server.tokenUrlOf("clients"), clientId(), "s3cret")).toMatchObject({
    resource_access: { [clientId()]: { roles: ["reader"] } },
  });
});

test("default and optional client scopes are listed, added and taken away", async () => {
  const scope = await admin.clientScopes.create({ name: `scope-${count}`, protocol: "openid-connect" });
  const { id: clientScopeId } = scope;
  await admin.clients.addDefaultClientScope({ id, clientScopeId });
  expect(names(await admin.clients.listDefaultClientScopes({ id }))).toContain(`scope-${count}`);
  await admin.clients.delDefaultClientScope({ id, clientScopeId });
  await admin.clients.addOptionalClientScope({ id, clientScopeId });
  expect(names(await admin.clients.listOptionalClientScopes({ id }))).toContain(`scope-${count}`);
  await admin.clients.delOptionalClientScope({ id, clientScopeId });
  expect(names(await admin.clients.listOptionalClientScopes({ id }))).not.toContain(`scope-${count}`);
});

const audience = (name: string) => ({
  name,
  protocol: "openid-connect",
  protocolMapper: "oidc-audience-mapper",
  config: { "included.custom.audience": "api", "access.token.claim": "true" },
});

test("protocol mappers are added, alone and together, found, changed and deleted", async () => {
  await admin.clients.addMultipleProtocolMappers({ id }, [audience("one")]);
  await admin.clients.addProtocolMapper({ id }, audience("two"));
  const mappers = await admin.clients.listProtocolMappers({ id });
  expect(names(mappers)).toEqual(["one", "two"]);
  const [{ id: mapperId = "" } = {}] = mappers;
  expect(await admin.clients.findProtocolMapperById({ id, mapperId })).toMatchObject({ id: mapperId });
  expect(await admin.clients.findProtocolMappersByProtocol({ id, protocol: "openid-connect" })).toHaveLength(2);
  const changed = { ...audience("one"), id: mapperId, config: { "included.custom.audience": "other" } };
  await admin.clients.updateProtocolMapper({ id, mapperId }, changed);
  expect((await admin.clients.findProtocolMapperById({ id, mapperId })).config).toEqual(changed.config);
  expect((await claimsOf(running.server.tokenUrlOf("clients"), clientId(), "s3cret"))["aud"]).toContain("api");
  await admin.clients.delProtocolMapper({ id, mapperId });
  expect(await admin.clients.listProtocolMappers({ id })).toHaveLength(1);
});

test("scope mappings of client roles are added, listed and taken away", async () => {
  const { id: client } = await admin.clients.create({ clientId: `api-${count}` });
  await admin.clients.createRole({ id: client, name: "use" });
  const { id: role = "", name = "" } = (await admin.clients.findRole({ id: client, roleName: "use" })) ?? {};
  await admin.clients.addClientScopeMappings({ id, client }, [{ id: role, name }]);
  expect(names(await admin.clients.listClientScopeMappings({ id, client }))).toEqual(["use"]);
  expect(await admin.clients.listAvailableClientScopeMappings({ id, client })).toEqual([]);
  expect(names(await admin.clients.listCompositeClientScopeMappings({ id, client }))).toEqual(["use"]);
  expect(await admin.clients.listScopeMappings({ id })).toMatchObject({
    clientMappings: { [`api-${count}`]: { id: client } },
  });
  await admin.clients.delClientScopeMappings({ id, client }, [{ id: role, name }]);
  expect(await admin.clients.listClientScopeMappings({ id, client })).toEqual([]);
});

test("scope mappings of realm roles are added, listed and taken away", async () => {
  const { roleName } = await admin.roles.create({ name: `role-${count}` });
  const { id: role = "", name = "" } = (await admin.roles.findOneByName({ name: roleName })) ?? {};
  await admin.clients.addRealmScopeMappings({ id }, [{ id: role, name }]);
  expect(names(await admin.clients.listRealmScopeMappings({ id }))).toEqual([roleName]);
  expect(names(await admin.clients.listAvailableRealmScopeMappings({ id }))).not.toContain(roleName);
  expect(names(await admin.clients.listCompositeRealmScopeMappings({ id }))).toContain(roleName);
  await admin.clients.delRealmScopeMappings({ id }, [{ id: role, name }]);
  expect(await admin.clients.listRealmScopeMappings({ id })).toEqual([]);
});

test("scopes are evaluated: mappers, roles, example tokens", async () => {
  const { id: userId = "" } = await admin.clients.getServiceAccountUser({ id });
  const asked = { id, scope: "openid", userId };
  const found: unknown = await admin.clients.evaluateListProtocolMapper(asked);
  const mappers = found as readonly { readonly mapperName: string }[];
  expect(mappers.map(({ mapperName }) => mapperName)).toContain("realm roles");
  expect(
    names(await admin.clients.evaluatePermission({ id, roleContainer: "clients", type: "granted", scope: "openid" })),
  ).toContain("offline_access");
  const audience = "";
  expect(await admin.clients.evaluateGenerateAccessToken({ ...asked, audience })).toMatchObject({
    sub: userId,
    typ: "Bearer",
  });
  expect(await admin.clients.evaluateGenerateIdToken(asked)).toMatchObject({ sub: userId, typ: "ID" });
  expect(await admin.clients.evaluateGenerateUserInfo(asked)).toMatchObject({ sub: userId });
});

test("sessions are counted and listed", async () => {
  expect(await admin.clients.getSessionCount({ id })).toEqual({ count: 0 });
  await admin.clients.update({ id }, { attributes: { "client_credentials.use_refresh_token": "true" } });
  await claimsOf(running.server.tokenUrlOf("clients"), clientId(), "s3cret");
  expect(await admin.clients.getSessionCount({ id })).toEqual({ count: 1 });
  expect(await admin.clients.listSessions({ id })).toMatchObject([{ clients: { [id]: clientId() } }]);
  expect(await admin.clients.getOfflineSessionCount({ id })).toEqual({ count: 0 });
  expect(await admin.clients.listOfflineSessions({ id })).toEqual([]);
});

test("installation files, nodes and revocation answer", async () => {
  const file = await admin.clients.getInstallationProviders({ id, providerId: "keycloak-oidc-jboss-subsystem" });
  expect(file).toContain(`<resource>${clientId()}</resource>`);
  await admin.clients.addClusterNode({ id, node: "127.0.0.1" });
  expect((await admin.clients.findOne({ id }))?.registeredNodes).toHaveProperty("127.0.0.1");
  expect(await admin.clients.testNodesAvailable({ id })).toEqual({});
  await admin.clients.deleteClusterNode({ id, node: "127.0.0.1" });
  expect(await admin.clients.pushRevocation({ id })).toEqual({});
});

test("a key pair is generated, read and sent as a key store", async () => {
  const attr = "jwt.credential";
  const made = await admin.clients.generateKey({ id, attr });
  expect(await admin.clients.getKeyInfo({ id, attr })).toEqual(made);
  const store = { format: "PKCS12", keyAlias: "alias", keyPassword: "password", storePassword: "password" };
  expect((await admin.clients.generateAndDownloadKey({ id, attr }, store)).byteLength).toBeGreaterThan(500);
  expect((await admin.clients.downloadKey({ id, attr }, store)).byteLength).toBeGreaterThan(500);
});

test("the client whose roles are the rights over the realm is read by all who may, and changed by nobody", async () => {
  const [rights] = await admin.clients.find({ clientId: "realm-management" });
  const of = { id: rights?.id ?? "" };
  expect(rights?.access).toEqual({ view: true, configure: false, manage: false }); // asked on 26.7, as are the refusals
  const role = { ...of, roleName: "view-users" };
  const refused = { response: { status: 403 }, responseData: { error: "HTTP 403 Forbidden" } };
  await expect(admin.clients.update(of, { description: "x" })).rejects.toMatchObject(refused);
  await expect(admin.clients.del(of)).rejects.toMatchObject(refused);
  await expect(admin.clients.generateNewClientSecret(of)).rejects.toMatchObject(refused);
  await expect(admin.clients.createRole({ ...of, name: "own" })).rejects.toMatchObject(refused);
  await expect(admin.clients.updateRole(role, { description: "x" })).rejects.toMatchObject(refused);
  await expect(admin.clients.delRole(role)).rejects.toMatchObject(refused);
  const mapper = { name: "m", protocol: "openid-connect", protocolMapper: "oidc-hardcoded-claim-mapper" };
  await expect(admin.clients.addProtocolMapper(of, mapper)).rejects.toMatchObject(refused);
});
