import type KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { anAdminClient } from "./an-admin-client.ts";

let running: Awaited<ReturnType<typeof anAdminClient>>;
let admin: KeycloakAdminClient;
let count = 0;

beforeAll(async () => {
  running = await anAdminClient("roles");
  admin = running.client;
});
afterAll(() => running[Symbol.asyncDispose]());
beforeEach(() => {
  count++;
});

const names = (list: readonly { name?: string }[]) => list.map(({ name }) => name).sort();

async function aRole(name: string) {
  await admin.roles.create({ name });
  const { id = "" } = (await admin.roles.findOneByName({ name })) ?? {};
  return { id, name };
}

test("a role is created, found by name and by id, changed by both and deleted", async () => {
  const { id, name } = await aRole(`role-${count}`);
  expect(names(await admin.roles.find())).toContain(name);
  expect(await admin.roles.findOneById({ id })).toMatchObject({ name });
  await admin.roles.updateByName({ name }, { name, description: "by name" });
  expect((await admin.roles.findOneById({ id }))?.description).toBe("by name");
  await admin.roles.updateById({ id }, { name, description: "by id", attributes: { level: ["1"] } });
  expect(await admin.roles.findOneByName({ name })).toMatchObject({
    description: "by id",
    attributes: { level: ["1"] },
  });
  await admin.roles.delById({ id });
  expect(await admin.roles.findOneById({ id })).toBeNull();
  await aRole(name);
  await admin.roles.delByName({ name });
  expect(await admin.roles.findOneByName({ name })).toBeNull();
});

test("composites are made, listed, searched and taken apart", async () => {
  const parent = await aRole(`parent-${count}`);
  const child = await aRole(`child-${count}`);
  const { id: clientId } = await admin.clients.create({ clientId: `api-${count}` });
  await admin.clients.createRole({ id: clientId, name: "use" });
  const ofClient = (await admin.clients.findRole({ id: clientId, roleName: "use" })) ?? {};
  await admin.roles.createComposite({ roleId: parent.id }, [child, ofClient]);
  const roleId = parent.id;
  expect(names(await admin.roles.getCompositeRoles({ id: roleId }))).toEqual([child.name, "use"]);
  expect(names(await admin.roles.getCompositeRoles({ id: roleId, search: "child", first: 0, max: 1 }))).toEqual([
    child.name,
  ]);
  expect(names(await admin.roles.getCompositeRolesForRealm({ id: roleId }))).toEqual([child.name]);
  expect(names(await admin.roles.getCompositeRolesForClient({ id: roleId, clientId }))).toEqual(["use"]);
  await admin.roles.delCompositeRoles({ id: roleId }, [child, ofClient]);
  expect(await admin.roles.getCompositeRoles({ id: roleId })).toEqual([]);
});

test("a user is created, found, counted, changed and deleted", async () => {
  const { id } = await admin.users.create({ username: `user-${count}`, email: `u${count}@example.com`, enabled: true });
  expect(await admin.users.findOne({ id })).toMatchObject({ username: `user-${count}` });
  expect(await admin.users.find({ username: `user-${count}`, exact: true })).toHaveLength(1);
  expect(await admin.users.count({ username: `user-${count}` })).toBe(1);
  await admin.users.update({ id }, { firstName: "First" });
  expect((await admin.users.findOne({ id }))?.firstName).toBe("First");
  expect(await admin.users.getProfile({ realm: "roles" })).toHaveProperty("attributes");
  expect(await admin.users.listGroups({ id })).toEqual([]);
  await admin.users.del({ id });
  expect(await admin.users.findOne({ id })).toBeNull();
});

test("roles of the realm are mapped to a user, listed and taken away", async () => {
  const { id } = await admin.users.create({ username: `user-${count}` });
  const role = await aRole(`role-${count}`);
  expect(names(await admin.users.listAvailableRealmRoleMappings({ id }))).toContain(role.name);
  await admin.users.addRealmRoleMappings({ id, roles: [role] });
  expect(names(await admin.users.listRealmRoleMappings({ id }))).toContain(role.name);
  expect(names(await admin.users.listCompositeRealmRoleMappings({ id }))).toContain(role.name);
  expect(Object.keys(await admin.users.listRoleMappings({ id }))).toEqual(["realmMappings"]);
  expect((await admin.roles.findUsersWithRole({ name: role.name })).map((user) => user.id)).toEqual([id]);
  await admin.users.delRealmRoleMappings({ id, roles: [role] });
  expect(names(await admin.users.listRealmRoleMappings({ id }))).not.toContain(role.name);
});

test("roles of a client are mapped to a user, listed and taken away", async () => {
  const { id } = await admin.users.create({ username: `user-${count}` });
  const { id: clientUniqueId } = await admin.clients.create({ clientId: `api-${count}` });
  await admin.clients.createRole({ id: clientUniqueId, name: "use" });
  const { id: roleId = "", name = "" } = (await admin.clients.findRole({ id: clientUniqueId, roleName: "use" })) ?? {};
  const of = { id, clientUniqueId };
  const roles = [{ id: roleId, name }];
  expect(names(await admin.users.listAvailableClientRoleMappings(of))).toEqual(["use"]);
  await admin.users.addClientRoleMappings({ ...of, roles });
  expect(names(await admin.users.listClientRoleMappings(of))).toEqual(["use"]);
  expect(names(await admin.users.listCompositeClientRoleMappings(of))).toEqual(["use"]);
  expect(await admin.users.listAvailableClientRoleMappings(of)).toEqual([]);
  await admin.users.delClientRoleMappings({ ...of, roles });
  expect(await admin.users.listClientRoleMappings(of)).toEqual([]);
});

test("sessions of a user are listed and ended", async () => {
  const { id } = await admin.users.create({ username: `user-${count}` });
  const { id: clientId } = await admin.clients.create({ clientId: `api-${count}` });
  expect(await admin.users.listSessions({ id })).toEqual([]);
  expect(await admin.users.listOfflineSessions({ id, clientId })).toEqual([]);
  await admin.users.logout({ id });
});
