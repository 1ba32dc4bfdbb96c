import type KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { anAdminClient } from "./an-admin-client.ts";

let running: Awaited<ReturnType<typeof anAdminClient>>;
let admin: KeycloakAdminClient;
let id: string;
let count = 0;

beforeAll(async () => {
  running = await anAdminClient("client-scopes");
  admin = running.client;
});
afterAll(() => running[Symbol.asyncDispose]());

const scopeName = () => `scope-${count}`;
const names = (list: readonly { name?: string }[]) => list.map(({ name }) => name).sort();

beforeEach(async () => {
  count++;
  ({ id } = await admin.clientScopes.create({ name: scopeName(), protocol: "openid-connect" }));
});

test("a client scope is created, found by id and by name, changed and deleted", async () => {
  expect(names(await admin.clientScopes.find())).toContain(scopeName());
  expect(await admin.clientScopes.findOne({ id })).toMatchObject({ name: scopeName() });
  expect(await admin.clientScopes.findOneByName({ name: scopeName() })).toMatchObject({ id });
  await admin.clientScopes.update({ id }, { name: scopeName(), protocol: "openid-connect", description: "changed" });
  expect((await admin.clientScopes.findOne({ id }))?.description).toBe("changed");
  await admin.clientScopes.del({ id });
  expect(await admin.clientScopes.findOne({ id })).toBeNull();
  expect(await admin.clientScopes.findOneByName({ name: scopeName() })).toBeUndefined();
});

test("a client scope is deleted by its name", async () => {
  await admin.clientScopes.delByName({ name: scopeName() });
  expect(await admin.clientScopes.findOne({ id })).toBeNull();
});

test("a realm's default and optional client scopes are listed, added and taken away", async () => {
  await admin.clientScopes.addDefaultClientScope({ id });
  expect(names(await admin.clientScopes.listDefaultClientScopes())).toContain(scopeName());
  await admin.clientScopes.delDefaultClientScope({ id });
  await admin.clientScopes.addDefaultOptionalClientScope({ id });
  expect(names(await admin.clientScopes.listDefaultOptionalClientScopes())).toContain(scopeName());
  await admin.clientScopes.delDefaultOptionalClientScope({ id });
  expect(names(await admin.clientScopes.listDefaultOptionalClientScopes())).not.toContain(scopeName());
});

const mapper = (name: string) => ({
  name,
  protocol: "openid-connect",
  protocolMapper: "oidc-audience-mapper",
  config: {},
});

test("protocol mappers are added, alone and together, found, changed and deleted", async () => {
  await admin.clientScopes.addMultipleProtocolMappers({ id }, [mapper("one"), mapper("two")]);
  await admin.clientScopes.addProtocolMapper({ id }, mapper("three"));
  expect(names(await admin.clientScopes.listProtocolMappers({ id }))).toEqual(["one", "three", "two"]);
  const { id: mapperId = "" } = (await admin.clientScopes.findProtocolMapperByName({ id, name: "one" })) ?? {};
  expect(await admin.clientScopes.findProtocolMapper({ id, mapperId })).toMatchObject({ name: "one" });
  expect(await admin.clientScopes.findProtocolMappersByProtocol({ id, protocol: "openid-connect" })).toHaveLength(3);
  const changed = { ...mapper("one"), id: mapperId, config: { "included.custom.audience": "api" } };
  await admin.clientScopes.updateProtocolMapper({ id, mapperId }, changed);
  expect((await admin.clientScopes.findProtocolMapper({ id, mapperId }))?.config).toEqual(changed.config);
  await admin.clientScopes.delProtocolMapper({ id, mapperId });
  expect(await admin.clientScopes.findProtocolMapper({ id, mapperId })).toBeNull();
});

test("scope mappings of client roles are added, listed and taken away", async () => {
  const { id: client } = await admin.clients.create({ clientId: `api-${count}` });
  await admin.clients.createRole({ id: client, name: "use" });
  const { id: role = "", name = "" } = (await admin.clients.findRole({ id: client, roleName: "use" })) ?? {};
  expect(names(await admin.clientScopes.listAvailableClientScopeMappings({ id, client }))).toEqual(["use"]);
  await admin.clientScopes.addClientScopeMappings({ id, client }, [{ id: role, name }]);
  expect(names(await admin.clientScopes.listClientScopeMappings({ id, client }))).toEqual(["use"]);
  expect(names(await admin.clientScopes.listCompositeClientScopeMappings({ id, client }))).toEqual(["use"]);
  expect(await admin.clientScopes.listScopeMappings({ id })).toHaveProperty("clientMappings");
  await admin.clientScopes.delClientScopeMappings({ id, client }, [{ id: role, name }]);
  expect(await admin.clientScopes.listClientScopeMappings({ id, client })).toEqual([]);
});

test("scope mappings of realm roles are added, listed and taken away", async () => {
  const { roleName } = await admin.roles.create({ name: `role-${count}` });
  const { id: role = "", name = "" } = (await admin.roles.findOneByName({ name: roleName })) ?? {};
  expect(names(await admin.clientScopes.listAvailableRealmScopeMappings({ id }))).toContain(roleName);
  await admin.clientScopes.addRealmScopeMappings({ id }, [{ id: role, name }]);
  expect(names(await admin.clientScopes.listRealmScopeMappings({ id }))).toEqual([roleName]);
  expect(names(await admin.clientScopes.listCompositeRealmScopeMappings({ id }))).toEqual([roleName]);
  await admin.clientScopes.delRealmScopeMappings({ id }, [{ id: role, name }]);
  expect(await admin.clientScopes.listRealmScopeMappings({ id })).toEqual([]);
});
