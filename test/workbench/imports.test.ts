import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnswerOf, ImportDone, JobState, planImport, runImport, stageImport } from "../../src/contract/index.ts";
import { compareRealms } from "../../src/domain/comparison/compare-realms.ts";
import { describePart } from "../../src/domain/comparison/describe-difference.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { KEY_PROVIDER_TYPE } from "../../src/domain/realm-document.ts";
import { aFolder, aServer } from "../protocol/a-server.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { aWindow } from "./a-window.ts";

let folder: Awaited<ReturnType<typeof aFolder>>;
let server: Awaited<ReturnType<typeof aServer>>;
let window: ReturnType<typeof aWindow>;

beforeAll(async () => {
  folder = await aFolder();
  server = await aServer({ workspace: folder.path, realm: aRealm({ clients: [aClient("orders")] }) });
  window = aWindow(server);
});
afterAll(async () => {
  await server.stop();
  await folder[Symbol.asyncDispose]();
});

const keys = { [KEY_PROVIDER_TYPE]: aRealm().components?.[KEY_PROVIDER_TYPE] ?? [] };
/** A realm whose keys take no time to make. */
const withKeys = (given: object) => ({ components: keys, ...given });

type Staged = AnswerOf<typeof stageImport>;
type Files = Readonly<Record<string, object>>;
type IfExists = "fail" | "skip" | "overwrite";

async function stage(files: Files, into?: string): Promise<Staged> {
  const read = Object.entries(files).map(([name, json]) => ({ name, text: JSON.stringify(json) }));
  const body = { files: read, ...(into !== undefined && { into }) };
  const { answer, refusal, status } = await window.call<Staged>("POST", "/imports", body);
  if (status !== 200) throw new Error(refusal.error);
  return answer;
}

async function plan({ import: id }: Staged, ifExists: IfExists) {
  const { answer } = await window.call<AnswerOf<typeof planImport>>("POST", `/imports/${id}/plan`, { ifExists });
  return answer.items;
}

/** The lines of an import that was done, or why it was not. */
async function run(
  { import: id }: Staged,
  ifExists: IfExists,
  secrets: object = {},
): Promise<readonly string[] | string> {
  const { answer } = await window.call<AnswerOf<typeof runImport>>("POST", `/imports/${id}/run`, { ifExists, secrets });
  for (;;) {
    const { answer: job } = await window.call<JobState>("GET", `/jobs/${answer.job}`);
    if (job.state === "done") return (job.result as ImportDone).lines;
    if (job.state !== "running") return job.error ?? job.state;
    await new Promise((next) => setTimeout(next, 5));
  }
}

async function take(files: Files, ifExists: IfExists = "fail", secrets: object = {}, into?: string) {
  return run(await stage(files, into), ifExists, secrets);
}

async function realmOf(name: string): Promise<RealmDocument> {
  const { answer } = await window.call<{ text: string }>("POST", `/realms/${name}/export`, { form: "whole" });
  return JSON.parse(answer.text);
}

const clientOf = (realm: RealmDocument, clientId: string) =>
  realm.clients?.find((client) => client.clientId === clientId);
const differencesOf = (a: RealmDocument, b: RealmDocument): string[] => compareRealms(a, b).map(describePart);

describe("one import is one unit", () => {
  test("parts for a realm of the same import come with it", async () => {
    const files = {
      "a.json": withKeys({ realm: "unit-a", clients: [{ clientId: "one" }] }),
      "b.json": { clientId: "two" },
    };
    expect(await take(files, "fail", {}, "unit-a")).toEqual(["Realm unit-a was created from a.json, b.json."]);
    const { clients = [] } = await realmOf("unit-a");
    expect(clients.map(({ clientId }) => clientId)).toEqual(expect.arrayContaining(["one", "two"]));
    expect(await take(files, "overwrite", {}, "unit-a")).toEqual([
      "Realm unit-a has all of it already and stays as it is.",
    ]);
  });

  test("what stands both in the realm and in the parts for it is refused", async () => {
    const files = { "a.json": { realm: "unit-b", clients: [{ clientId: "one" }] }, "b.json": { clientId: "one" } };
    await expect(stage(files, "unit-b")).rejects.toThrow(
      "a.json and b.json do not fit together for realm unit-b: Client one is there already",
    );
  });

  test("when one of several realms is refused, none is taken in", async () => {
    const broken = { [KEY_PROVIDER_TYPE]: [{ name: "k", providerId: "rsa", config: { privateKey: ["x"] } }] };
    const files = {
      "a.json": withKeys({ realm: "unit-c" }),
      "b.json": { realm: "unit-d", components: broken },
    };
    expect(await take(files)).toMatch(
      /^b\.json, line 1, column \d+: .*: Failed to decode private key\. Nothing was imported$/,
    );
    expect((await window.call("POST", "/realms/unit-c/export", { form: "whole" })).status).toBe(404);
  });
});

describe("a realm that is overwritten with a whole realm", () => {
  const small = withKeys({
    realm: "over",
    clients: [{ clientId: "one", secret: "s3cret", serviceAccountsEnabled: true }, { clientId: "kept" }],
  });
  const rich = withKeys({
    realm: "over",
    displayName: "Rich",
    clients: [{ clientId: "one", serviceAccountsEnabled: true }, { clientId: "more" }],
    clientScopes: [{ name: "own", protocol: "openid-connect" }],
    roles: { realm: [{ name: "reader" }], client: { more: [{ name: "view" }] } },
    groups: [{ name: "staff" }],
    users: [
      { username: "ann", realmRoles: ["reader"], groups: ["/staff"] },
      { username: "service-account-one", serviceAccountClientId: "one", realmRoles: ["reader"] },
    ],
  });

  test("is what a fresh import of the file gives, whatever it was", async () => {
    await take({ "small.json": small });
    const fresh = await realmOf("over");
    await take({ "rich.json": rich }, "overwrite");
    expect((await realmOf("over")).clientScopes?.map(({ name }) => name)).toEqual(["own", "offline_access"]);
    await take({ "small.json": small }, "overwrite");
    const again = await realmOf("over");
    expect(
      differencesOf(fresh, { ...again, users: again.users?.filter(({ username }) => username !== "ann") ?? [] }),
    ).toEqual([
      "Client kept", // its secret, which no file states
    ]);
    const names = again.roles?.realm?.map(({ name }) => name).sort();
    expect(names).toEqual(["default-roles-over", "offline_access", "uma_authorization"]);
  });

  test("keeps ids, keys and secrets that the file does not state, and users that it does not show", async () => {
    const before = await realmOf("over");
    await take({ "small.json": small }, "overwrite");
    const { components: _keys, ...keyless } = small;
    await take({ "small.json": { ...keyless, displayName: "Small" } }, "overwrite");
    const after = await realmOf("over");
    expect(after.id).toBe(before.id);
    expect(clientOf(after, "kept")).toEqual(clientOf(before, "kept"));
    expect(after.components?.[KEY_PROVIDER_TYPE]).toEqual(before.components?.[KEY_PROVIDER_TYPE]);
    expect(after.roles).toEqual(before.roles);
    expect(after.users?.find(({ username }) => username === "ann")).toMatchObject({ realmRoles: [], groups: [] });
    const other = { displayName: "", components: {}, users: [] };
    expect({ ...after, ...other }).toEqual({ ...before, ...other });
  });

  test("keeps what is only shown by a whole export: passwords, and the settings of a resource server", async () => {
    const credentials = [{ type: "password", secretData: "{}", credentialData: "{}" }];
    const server = { clientId: "store", authorizationServicesEnabled: true, serviceAccountsEnabled: true };
    const authorizationSettings = { policyEnforcementMode: "PERMISSIVE" };
    const whole = {
      realm: "over-parts",
      users: [{ username: "ann", credentials }],
      clients: [{ ...server, authorizationSettings }],
    };
    await take({ "a.json": withKeys(whole) });
    await take(
      { "a.json": withKeys({ realm: "over-parts", users: [{ username: "ann" }], clients: [server] }) },
      "overwrite",
    );
    const after = await realmOf("over-parts");
    expect(after.users?.find(({ username }) => username === "ann")).toMatchObject({ credentials });
    expect(clientOf(after, "store")).toMatchObject({ authorizationSettings });
  });

  test("is planned as it then happens", async () => {
    const staged = await stage({ "rich.json": rich });
    const [item] = await plan(staged, "overwrite");
    const before = await realmOf("over");
    await run(staged, "overwrite");
    const done = differencesOf(before, await realmOf("over"));
    expect(item?.differences.lines.map(({ part }) => part)).toEqual(done);
    expect(done).toEqual(expect.arrayContaining(["Client kept", "Client more", "Client scope email"]));
  });

  test("comes back as it was from its own export, with nothing to do", async () => {
    const staged = await stage({ "over.json": await realmOf("over") });
    expect(await plan(staged, "overwrite")).toMatchObject([
      { action: "nothing", reason: "Realm over has all of it already and stays as it is" },
    ]);
  });
});

describe("masked secrets", () => {
  const MASK = "**********";
  const masked = (realm: string) =>
    withKeys({
      realm,
      clients: [
        { clientId: "orders", secret: MASK },
        { clientId: "a.b", secret: MASK },
      ],
    });

  test("of one realm go by the client alone", async () => {
    const { items } = await stage({ "a.json": masked("mask-a") });
    const names = items.flatMap((item) => item.masked.map(({ variable }) => variable));
    expect(names).toEqual(["TOKENBENCH_SECRET_ORDERS", "TOKENBENCH_SECRET_A_B"]);
  });

  test("of two realms have the realm in their names, and one does not take the other's", async () => {
    const staged = await stage({ "a.json": masked("mask-a"), "b.json": masked("mask-b") });
    const all = staged.items.flatMap((item) => item.masked);
    expect(all.map(({ variable }) => variable)).toEqual([
      "TOKENBENCH_SECRET_MASK_A_ORDERS",
      "TOKENBENCH_SECRET_MASK_A_A_B",
      "TOKENBENCH_SECRET_MASK_B_ORDERS",
      "TOKENBENCH_SECRET_MASK_B_A_B",
    ]);
    await run(staged, "fail", { [all[0]?.id ?? ""]: "told" });
    expect(clientOf(await realmOf("mask-a"), "orders")?.secret).toBe("told");
    expect(clientOf(await realmOf("mask-b"), "orders")?.secret).toMatch(/^\w{32,}$/);
  });

  test("whose names differ in signs alone are numbered", async () => {
    const clients = ["a.b", "a-b", "a_b"].map((clientId) => ({ clientId, secret: MASK }));
    const { items } = await stage({ "a.json": withKeys({ realm: "m", clients }) });
    expect(items[0]?.masked.map(({ variable }) => variable)).toEqual([
      "TOKENBENCH_SECRET_M_A_B",
      "TOKENBENCH_SECRET_M_A_B_2",
      "TOKENBENCH_SECRET_M_A_B_3",
    ]);
  });
});

test.each<[IfExists, string, string]>([
  ["skip", "over", "Realm over is there already and stays as it is"],
  ["overwrite", "master", "Realm master administers this server and stays as it is"],
])("where nothing happens (%s) the plan says why", async (ifExists, realm, reason) => {
  const staged = await stage({ "a.json": { realm } });
  expect(await plan(staged, ifExists)).toMatchObject([{ action: "nothing", reason }]);
  expect(await run(staged, ifExists)).toEqual([`${reason}.`]);
});

test("a realm with the id of another is refused", async () => {
  const { id } = await realmOf("over");
  const [item] = await plan(await stage({ "a.json": withKeys({ realm: "other", id }) }), "fail");
  expect(item?.reason).toMatch(/^a\.json, line 1, column \d+: id: realm over has this id: take the id out/);
});

test("an import that the disk stops says which realm was taken in and which was not", async () => {
  const files = { "a.json": withKeys({ realm: "unit-e" }), "b.json": { clientId: "new" } };
  const staged = await stage(files, "test");
  const realms = join(folder.path, "realms");
  await rename(join(realms, "test.json"), join(folder.path, "test.json"));
  await mkdir(join(realms, "test.json"));
  const words = await run(staged, "fail");
  expect(words).toMatch(/\. Realm unit-e was created from a\.json\. Not imported: test$/);
});
