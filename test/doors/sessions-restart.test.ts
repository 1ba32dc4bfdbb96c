import { access, appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import type { StartOptions } from "../../src/index.ts";
import { basic } from "../protocol/a-protocol.ts";
import { ADMIN, aFolder, aServer, post } from "../protocol/a-server.ts";
import { aSessionRealm } from "../protocol/a-session-realm.ts";
import { NOW } from "../support/builders.ts";

type Server = Awaited<ReturnType<typeof aServer>>;

const realm = aSessionRealm();
const CC = { grant_type: "client_credentials" };
const app = basic("app");

const grant = async (server: Server, more: Record<string, string> = {}) =>
  (await post(server.tokenUrlOf("test"), { ...CC, ...more }, app)).json;
const refresh = async (server: Server, refresh_token: string) => {
  const { status, json } = await post(server.tokenUrlOf("test"), { grant_type: "refresh_token", refresh_token }, app);
  return status === 200 ? "good" : json.error_description;
};
const revoke = (server: Server, token: string) =>
  post(server.tokenUrlOf("test").replace(/token$/, "revoke"), { token }, app);
const isActive = async (server: Server, token: string) =>
  (await post(`${server.tokenUrlOf("test")}/introspect`, { token }, app)).json.active;

/** Servers one after the other on one workspace and port, as the issuer has the port. */
async function aWorkspace(given: RealmDocument = realm) {
  const folder = await aFolder();
  const workspace = join(folder.path, "workspace");
  let port = 0;
  const start = async (options: StartOptions = {}) => {
    const server = await aServer({ workspace, port, realm: port === 0 ? given : [], ...options });
    port = server.port;
    return server;
  };
  const state = (name: string) => join(workspace, "state", name);
  return { folder, workspace, start, state, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

const fileHolds = (path: string, text: string) =>
  expect.poll(() => readFile(path, "utf8").catch(() => "")).toContain(text);

test("online and offline sessions, revoked tokens and the uses of refresh tokens go on after a restart", async () => {
  await using place = await aWorkspace(aSessionRealm({ revokeRefreshToken: true }));
  const first = await place.start();
  const [online, offline, used, revoked, ended] = [
    await grant(first),
    await grant(first, { scope: "offline_access" }),
    await grant(first),
    await grant(first),
    await grant(first),
  ];
  expect(await refresh(first, used.refresh_token)).toBe("good");
  await revoke(first, revoked.access_token);
  await revoke(first, ended.refresh_token);
  await first.stop();
  await using second = await place.start();
  expect(await isActive(second, online.access_token)).toBe(true);
  expect(await refresh(second, online.refresh_token)).toBe("good");
  expect(await refresh(second, offline.refresh_token)).toBe("good");
  expect(await refresh(second, used.refresh_token)).toBe("Maximum allowed refresh token reuse exceeded");
  expect(await isActive(second, revoked.access_token)).toBe(false);
  expect(await refresh(second, revoked.refresh_token)).toBe("good");
  expect(await refresh(second, ended.refresh_token)).toBe("Session not active");
});

test("a session that was over before the next start is gone", async () => {
  await using place = await aWorkspace();
  const first = await place.start();
  const { refresh_token } = await grant(first, { scope: "offline_access" });
  await first.stop();
  await using second = await place.start({ clock: { nowSeconds: () => NOW + 2_592_000 } });
  expect(await refresh(second, refresh_token)).toBe("Offline user session not found");
});

test("what a server told the disk survives that it is killed", async () => {
  await using place = await aWorkspace();
  await using first = await place.start();
  const { refresh_token, session_state } = await grant(first);
  await fileHolds(place.state("sessions.jsonl"), session_state);
  const copy = join(place.folder.path, "as the disk had it");
  await cp(place.workspace, copy, { recursive: true });
  await rm(join(copy, "state/lock"), { force: true, recursive: true });
  await first.stop();
  await using second = await place.start({ workspace: copy });
  expect(await refresh(second, refresh_token)).toBe("good");
});

test("a last line cut short by a crash is left out, and what came before it counts", async () => {
  await using place = await aWorkspace();
  const first = await place.start();
  const { refresh_token } = await grant(first);
  await first.stop();
  await appendFile(place.state("sessions.jsonl"), '["another",{"realm":"te');
  const second = await place.start();
  expect(second.messages.join()).not.toContain("sessions");
  expect(await refresh(second, refresh_token)).toBe("good");
  await second.stop();
  await using third = await place.start();
  expect(await refresh(third, refresh_token)).toBe("good");
});

test.each([
  ["garbage", "sessions.jsonl", "\u0000garbage"],
  ["of another program", "sessions.jsonl", '{"sessions":[]}\n'],
  ["empty", "used-ids.jsonl", ""],
  ["broken in its middle", "revoked-tokens.jsonl", '{"tokenbench":"revoked-tokens","version":1}\n["a",1\n["b",2]\n'],
])("a file that is %s is set aside with a notice, and the server answers", async (_what, name, text) => {
  await using place = await aWorkspace();
  await (await place.start()).stop();
  await writeFile(place.state(name), text);
  const second = await place.start();
  expect(second.messages.join("\n")).toContain(`state/${name} was moved to state/set-aside/`);
  const { refresh_token, access_token } = await grant(second);
  await revoke(second, access_token);
  await second.stop();
  const [aside = ""] = await readdir(place.state("set-aside"));
  expect(await readFile(join(place.state("set-aside"), aside), "utf8")).toBe(text);
  await using third = await place.start();
  expect([await refresh(third, refresh_token), await isActive(third, access_token)]).toEqual(["good", false]);
});

test("where the disk refuses the file, the server answers all the same", async () => {
  await using place = await aWorkspace();
  await (await place.start()).stop();
  await mkdir(place.state("sessions.jsonl"));
  await using second = await place.start();
  expect(await refresh(second, (await grant(second)).refresh_token)).toBe("good");
});

test("single entries that are not as we write them are left out", async () => {
  await using place = await aWorkspace();
  const first = await place.start();
  const { refresh_token } = await grant(first);
  await first.stop();
  await appendFile(place.state("sessions.jsonl"), '["a",null]\n["b",{"realm":"test"}]\n["c",7]\n["__proto__",{}]\n');
  await using second = await place.start();
  expect(await refresh(second, refresh_token)).toBe("good");
});

test("a server without a workspace leaves nothing behind", async () => {
  const server = await aServer({ realm });
  await grant(server);
  await server.stop();
  await expect(access(server.workspacePath)).rejects.toThrow("ENOENT");
});

/** Asked of Keycloak 26.7.0: what comes anew is another, even if it looks the same. */
test("sessions go with their realm, which may come back with the very same keys", async () => {
  await using place = await aWorkspace();
  await using server = await place.start();
  const { refresh_token } = await grant(server);
  const offline = (await grant(server, { scope: "offline_access" })).refresh_token;
  const admin = { grant_type: "password", client_id: "admin-cli", ...ADMIN };
  const { json } = await post(server.tokenUrlOf("master"), admin);
  const headers = { authorization: `Bearer ${json.access_token}`, "content-type": "application/json" };
  const ask = (method: string, path: string, body?: object) =>
    fetch(`${server.baseUrl}/admin/realms${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  expect((await ask("DELETE", "/test")).status).toBe(204);
  expect((await ask("POST", "", realm)).status).toBe(201);
  expect(await refresh(server, refresh_token)).toBe("Session not active");
  expect(await refresh(server, offline)).toBe("Offline user session not found");
});

test.each([
  ["while the server runs", true],
  ["while no server runs", false],
])("sessions go with their client, which is taken from the file and put back %s", async (_when, running) => {
  await using place = await aWorkspace();
  const path = join(place.workspace, "realms/test.json");
  let server = await place.start();
  const { refresh_token, access_token } = await grant(server);
  const before = await readFile(path, "utf8");
  const turn = async (text: string, enabled: boolean) => {
    if (!running) await server.stop();
    await writeFile(path, text);
    if (!running) server = await place.start();
    const expected = enabled ? 200 : 401;
    await expect.poll(async () => (await post(server.tokenUrlOf("test"), CC, app)).status).toBe(expected);
  };
  const document: RealmDocument = JSON.parse(before);
  const users = (document.users ?? []).filter(({ serviceAccountClientId }) => serviceAccountClientId !== "app");
  const clients = (document.clients ?? []).filter(({ clientId }) => clientId !== "app");
  await turn(JSON.stringify({ ...document, users, clients }), false);
  await turn(before, true);
  expect(await refresh(server, refresh_token)).toBe("Session not active");
  expect(await isActive(server, access_token)).toBe(false);
  await server.stop();
});
