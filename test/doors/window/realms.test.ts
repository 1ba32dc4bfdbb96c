import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  copyRealm,
  createRealm,
  endAllSessions,
  endSession,
  listClients,
  listHistory,
  listRemovedRealms,
  listSessions,
  readRealmSettings,
  removeRealm,
  renameRealm,
  restoreRealm,
  restoreRevision,
  saveEdits,
  searchRealm,
} from "../../../src/contract/index.ts";
import { post } from "../../protocol/a-server.ts";
import { aSessionRealm } from "../../protocol/a-session-realm.ts";
import { aClient, aMapper, aRealm, aRole, idOf, SECRET } from "../../support/builders.ts";
import { anEditor, claimsOf, type Editor } from "./an-editor.ts";

const mapper = aMapper("oidc-hardcoded-claim-mapper", { "claim.name": "team", "claim.value": "blue" }, "team");
const shop = aRealm({
  realm: "shop",
  roles: [aRole("reader"), aRole("view", { ownerClientId: "app" })],
  clients: [aClient("app", { serviceAccountRoles: ["reader", "view"], protocolMappers: [mapper] })],
});

let editor: Editor;
beforeAll(async () => {
  editor = await anEditor([aSessionRealm(), shop]);
});
afterAll(() => editor.stop());

const administered = async (realm: string) =>
  ((await editor.admin(`master/clients?clientId=${realm}-realm`)) as object[]).length === 1;

describe("realms", () => {
  test("a new one is enabled and has keys, and master its client", async () => {
    const { status, answer } = await editor.call(createRealm, { realm: "fresh", displayName: "Fresh" });
    expect([status, answer.realm]).toEqual([200, "fresh"]);
    expect(await editor.admin("fresh")).toMatchObject({ enabled: true, displayName: "Fresh" });
    expect(await administered("fresh")).toBe(true);
    const settings = (await editor.call(readRealmSettings, { realm: "fresh" })).answer;
    expect(settings).toMatchObject({ settings: { accessTokenLifespan: 300, enabled: true }, isMaster: false });
    expect(settings.eventTypes.known).toEqual(expect.arrayContaining(["CLIENT_LOGIN", "CLIENT_LOGIN_ERROR"]));
    expect(Object.keys(settings.signingKids).sort()).toEqual(["HS512", "RS256"]);
  });

  test("a copy has the secrets and roles, ids and keys of its own, and issues the same claims", async () => {
    expect((await editor.call(copyRealm, { from: "shop", realm: "shop-2" })).status).toBe(200);
    const claims = await claimsOf(editor.tokenUrlOf("shop-2"), "app", SECRET);
    expect(claims).toMatchObject({
      realm_access: { roles: ["reader"] },
      resource_access: { app: { roles: ["view"] } },
      team: "blue",
    });
    const files = await Promise.all(
      ["shop", "shop-2"].map((name) => readFile(join(editor.workspacePath, `realms/${name}.json`), "utf8")),
    );
    const idsIn = (text = "") =>
      new Set([...text.matchAll(/"(?:id|containerId|kid)": ?"([^"]+)"/g)].map(([, id]) => id));
    const [before, after] = files.map(idsIn);
    expect([...(after ?? [])].filter((id) => before?.has(id))).toEqual([]);
    expect(await administered("shop-2")).toBe(true);
    const copied = (await editor.call(readRealmSettings, { realm: "shop-2" })).answer;
    const first = (await editor.call(readRealmSettings, { realm: "shop" })).answer;
    expect(copied.signingKids["RS256"]).not.toBe(first.signingKids["RS256"]);
    expect(await editor.admin("shop-2")).toMatchObject({ defaultRole: { name: "default-roles-shop-2" } });
  });

  test("a renamed one answers at its new address alone, and master follows", async () => {
    await editor.call(createRealm, { realm: "old" });
    const { status, answer } = await editor.call(renameRealm, { from: "old", realm: "new" });
    expect([status, answer.summary]).toEqual([200, ["Realm old renamed to new"]]);
    expect((await editor.call(listClients, { realm: "old" })).status).toBe(404);
    expect(await editor.admin("new")).toMatchObject({ realm: "new" });
    expect([await administered("old"), await administered("new")]).toEqual([false, true]);
  });

  test("a removed one is gone, and comes back as it was", async () => {
    const before = await editor.admin("shop");
    const { status, answer } = await editor.call(removeRealm, { realm: "shop" });
    expect([status, answer]).toMatchObject([
      200,
      { realm: "shop", by: "window", file: expect.stringMatching(/^state.set-aside/) },
    ]);
    expect((await editor.call(listClients, { realm: "shop" })).status).toBe(404);
    const { realms } = (await editor.call(listRemovedRealms, {})).answer;
    expect(realms[0]).toEqual(answer);
    expect((await editor.call(restoreRealm, { id: answer.id })).answer.realm).toBe("shop");
    expect(await editor.admin("shop")).toEqual(before);
    expect(await administered("shop")).toBe(true);
    expect(await claimsOf(editor.tokenUrlOf("shop"), "app", SECRET)).toMatchObject({ team: "blue" });
    expect((await editor.call(restoreRealm, { id: answer.id })).status).toBe(409);
  });

  test.each([
    ["a name that is taken", createRealm, { realm: "shop" }, 409],
    ["a name with a slash", createRealm, { realm: "a/b" }, 400],
    ["an empty name", createRealm, { realm: "" }, 400],
    ["a blank name", createRealm, { realm: " " }, 422],
    ["a name that is too long", createRealm, { realm: "x".repeat(256) }, 400],
    ["a copy over one that is there", copyRealm, { from: "shop", realm: "test" }, 409],
    ["a copy of one that is not there", copyRealm, { from: "nowhere", realm: "n" }, 404],
    ["a copy of master", copyRealm, { from: "master", realm: "n" }, 422],
    ["another name for master", renameRealm, { from: "master", realm: "n" }, 422],
    ["a name of another", renameRealm, { from: "shop", realm: "test" }, 409],
    ["removing master", removeRealm, { realm: "master" }, 422],
    ["removing what is not there", removeRealm, { realm: "nowhere" }, 404],
    ["bringing back what nobody removed", restoreRealm, { id: "gone" }, 409],
  ])("%s is refused", async (_what, endpoint, input, status) => {
    expect((await editor.call(endpoint as typeof createRealm, input)).status).toBe(status);
  });
});

describe("sessions", () => {
  const form = { grant_type: "client_credentials", client_id: "app", client_secret: SECRET };
  const begin = async (more: object = {}) => {
    const { json } = await post(editor.tokenUrlOf("test"), { ...form, ...more });
    return json as { access_token: string; refresh_token: string };
  };
  const refresh = async ({ refresh_token }: { refresh_token: string }) =>
    (await post(editor.tokenUrlOf("test"), { ...form, grant_type: "refresh_token", refresh_token })).status;
  const listed = async (more: object = {}) => (await editor.call(listSessions, { realm: "test", ...more })).answer;

  test("they are listed, newest first, of all or of a client, and end one by one or all", async () => {
    const first = await begin();
    editor.wait(1);
    const offline = await begin({ scope: "offline_access" });
    const { total, sessions } = await listed();
    expect([total, sessions.map(({ kind }) => kind)]).toEqual([2, ["offline", "online"]]);
    expect(sessions[1]).toMatchObject({
      user: { id: idOf("user", "app"), name: "service-account-app" },
      clients: [{ clientId: "app" }],
      ipAddress: "127.0.0.1",
    });
    expect((await listed({ client: idOf("client", "plain") })).total).toBe(0);
    const end = () => editor.call(endSession, { realm: "test", session: sessions[1]?.id ?? "" });
    expect([(await end()).status, (await end()).status]).toEqual([200, 404]);
    expect([await refresh(first), await refresh(offline)]).toEqual([400, 200]);
    const ofClient = await editor.call(endAllSessions, { realm: "test", client: idOf("client", "app") });
    expect([ofClient.answer.ended, await refresh(offline)]).toEqual([1, 400]);
  });

  test("the administrator's session is one of master, with the name", async () => {
    const { answer } = await editor.call(listSessions, { realm: "master" });
    expect(answer.sessions.map(({ user, clients }) => [user.name, clients[0]?.clientId])).toEqual([
      ["root", "admin-cli"],
    ]);
  });

  test("signing everybody out sets the realm's Not before, as a change of its own", async () => {
    await begin();
    const { answer } = await editor.call(endAllSessions, { realm: "test" });
    expect([answer.ended, (await listed()).total]).toEqual([1, 0]);
    const { entries } = (await editor.call(listHistory, { realm: "test" })).answer;
    expect(entries[0]?.summary).toEqual(["Everybody logged out: tokens issued until now no longer count"]);
    expect((await editor.admin("test")) as { notBefore: number }).toMatchObject({ notBefore: expect.any(Number) });
  });
});

describe("the history", () => {
  test("goes back over several changes, and forward again", async () => {
    const names = ["one", "two", "three"];
    const revisions: number[] = [];
    for (const displayName of names) {
      const { revision } = (await editor.call(listHistory, { realm: "shop" })).answer;
      const edits = [{ type: "updateRealm", settings: { displayName } }];
      revisions.push((await editor.call(saveEdits, { realm: "shop", baseRevision: revision, edits })).answer.revision);
    }
    const [one = 0, , three = 0] = revisions;
    const { entries } = (await editor.call(listHistory, { realm: "shop" })).answer;
    expect(entries.slice(0, 3).map(({ restorable }) => restorable)).toEqual([false, true, true]);
    const back = await editor.call(restoreRevision, { realm: "shop", revision: one });
    expect(back.answer).toEqual({
      revision: three + 1,
      summary: ['Gone back to how it was after: Realm settings: Display name "one"'],
    });
    expect(await editor.admin("shop")).toMatchObject({ displayName: "one" });
    await editor.call(restoreRevision, { realm: "shop", revision: three });
    expect(await editor.admin("shop")).toMatchObject({ displayName: "three" });
    expect((await editor.call(restoreRevision, { realm: "shop", revision: 99_999 })).status).toBe(409);
  });
});

test("what a realm is asked for that is not there is 404", async () => {
  for (const endpoint of [listSessions, endAllSessions, readRealmSettings, searchRealm])
    expect(
      (await editor.call(endpoint as typeof listSessions, { realm: "nowhere", text: "a" })).status,
      endpoint.path,
    ).toBeGreaterThanOrEqual(400);
});
