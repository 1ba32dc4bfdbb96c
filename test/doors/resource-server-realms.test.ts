import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  copyRealm,
  createRealm,
  listClients,
  listRemovedRealms,
  listSavedCalls,
  readResourceServer,
  removeRealm,
  renameRealm,
  restoreRealm,
  saveCall,
  sendCall,
  setResourceServer,
} from "../../src/contract/index.ts";
import { aFolder } from "../protocol/a-server.ts";
import { aClient, aRealm, SECRET } from "../support/builders.ts";
import { anEditor, type Editor } from "./window/an-editor.ts";

const settings = { enabled: true, scopes: ["email"], realmRoles: [], clientRoles: {}, verification: "signature" };
const off = { enabled: false, scopes: [] };

let folder: Awaited<ReturnType<typeof aFolder>>;
let editor: Editor;
beforeAll(async () => {
  folder = await aFolder();
  await writeFile(join(folder.path, "workbench.json"), JSON.stringify({ authPathRealms: ["shop"], note: "kept" }));
  editor = await anEditor(aRealm({ realm: "shop", clients: [aClient("orders")] }), { workspace: folder.path });
  await editor.call(setResourceServer, { realm: "shop", settings });
});
afterAll(async () => {
  await editor.stop();
  await folder[Symbol.asyncDispose]();
});

const settingsOf = async (realm: string) => (await editor.call(readResourceServer, { realm })).answer.settings;
const written = async () => JSON.parse(await readFile(join(folder.path, "workbench.json"), "utf8"));

async function ask(realm: string, prefix = "") {
  const form = { grant_type: "client_credentials", client_id: "orders", client_secret: SECRET };
  const url = `${editor.baseUrl}${prefix}/realms/${realm}/protocol/openid-connect/token`;
  const issued = await fetch(url, { method: "POST", body: new URLSearchParams(form) });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${editor.baseUrl}${prefix}/resource/${realm}/orders`, { headers })).status;
}

test("a realm that is answered under /auth has its resource server there too, which trusts the issuer of that name", async () => {
  expect([await ask("shop"), await ask("shop", "/auth")]).toEqual([200, 200]);
  const other = await fetch(`${editor.baseUrl}/auth/resource/test/orders`);
  expect(other.status).toBe(404);
});

test("a realm that is renamed keeps what its resource server asks, renamed in the window or by the Admin API", async () => {
  expect((await editor.call(renameRealm, { from: "shop", realm: "store" })).status).toBe(200);
  expect(await settingsOf("store")).toMatchObject(settings);
  expect([await ask("store"), await ask("store", "/auth")]).toEqual([200, 200]);
  await editor.admin("store", "PUT", { realm: "shop" });
  expect(await settingsOf("shop")).toMatchObject(settings);
  expect(await written()).toMatchObject({ authPathRealms: ["shop"], note: "kept" });
  expect(Object.keys((await written()).resourceServers)).toEqual(["shop"]);
});

test("saved calls of clients of a realm follow it to its new name, and can be sent; others stay as they are", async () => {
  const { answer } = await editor.call(listClients, { realm: "shop" });
  const id = answer.clients.find(({ clientId }) => clientId === "orders")?.id ?? "";
  const issuer = `${editor.baseUrl}/realms/shop`;
  const call = { issuer, clientId: "orders", client: { realm: "shop", id }, proof: { method: "client_secret_basic" } };
  const theirs = { issuer: "https://sso.example/realms/shop", clientId: "orders", proof: { method: "none" } };
  await editor.call(saveCall, { name: "ours", call });
  await editor.call(saveCall, { name: "theirs", call: theirs });
  await editor.call(renameRealm, { from: "shop", realm: "a store" });
  const { calls } = (await editor.call(listSavedCalls, {})).answer;
  expect(calls).toEqual([
    { name: "ours", call: { ...call, issuer: `${editor.baseUrl}/realms/a%20store`, client: { realm: "a store", id } } },
    { name: "theirs", call: theirs },
  ]);
  expect((await editor.call(sendCall, calls[0]?.call ?? {})).answer.status).toBe(200);
  await editor.admin("a%20store", "PUT", { realm: "shop" });
  expect((await editor.call(listSavedCalls, {})).answer.calls[0]).toEqual({ name: "ours", call });
});

test("a copy asks the same, on its own", async () => {
  expect((await editor.call(copyRealm, { from: "shop", realm: "copy" })).status).toBe(200);
  expect(await ask("copy")).toBe(200);
  await editor.call(setResourceServer, { realm: "copy", settings: { ...settings, enabled: false } });
  expect([await ask("copy"), await ask("shop")]).toEqual([404, 200]);
});

test("what a removed realm asked goes with it: a new one of its name begins switched off, the old one comes back as it was", async () => {
  expect((await editor.call(removeRealm, { realm: "shop" })).status).toBe(200);
  expect(Object.keys((await written()).resourceServers)).toEqual(["copy"]);
  await editor.call(createRealm, { realm: "shop" });
  expect(await settingsOf("shop")).toMatchObject(off);
  await editor.call(removeRealm, { realm: "shop" });
  const { realms } = (await editor.call(listRemovedRealms, {})).answer;
  expect(Object.keys(realms[1] ?? {}).sort()).toEqual(["atSeconds", "by", "file", "id", "realm"]);
  expect((await editor.call(restoreRealm, { id: realms[1]?.id ?? "" })).status).toBe(200);
  expect(await settingsOf("shop")).toMatchObject(settings);
  expect([await ask("shop"), await ask("shop", "/auth")]).toEqual([200, 200]);
});
