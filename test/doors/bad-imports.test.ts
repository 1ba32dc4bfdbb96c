import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readImportPaths } from "../../src/cli/import-paths.ts";
import type { AnswerOf, exportRealm, JobState, planImport, runImport, stageImport } from "../../src/contract/index.ts";
import { KEY_PROVIDER_TYPE } from "../../src/domain/realm-document.ts";
import { CallRefused } from "../../src/start/workbench-door.ts";
import { tokenbench } from "../cli/a-command.ts";
import { aServer } from "../protocol/a-server.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { aWindow } from "../workbench/a-window.ts";
import { badImports } from "./bad-import-rows.ts";

let folder = "";
let workspace = "";
let server: Awaited<ReturnType<typeof aServer>>;
let before: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bad-imports-"));
  workspace = join(folder, "workspace");
  server = await aServer({ workspace, realm: aRealm({ clients: [aClient("orders")] }) });
  before = await settled();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

/** Every file of a folder with the digest of its bytes. */
async function hashesOf(path: string): Promise<Record<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashed = files.sort().map(async (file) => {
    const digest = createHash("sha256").update(await readFile(file));
    return [file.slice(path.length + 1), digest.digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}

/** The workspace once what is written behind the start is there: a copy of each realm. */
async function settled(): Promise<Record<string, string>> {
  const names = async () => Object.keys(await hashesOf(workspace)).filter((name) => name.startsWith("state/backups/"));
  await vi.waitFor(async () => expect(await names()).toHaveLength(3), { timeout: 10_000 });
  return hashesOf(workspace);
}

type Content = string | Buffer;
type Files = Readonly<Record<string, Content>>;

async function put(files: Files): Promise<string> {
  const path = await mkdtemp(join(folder, "files-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return path;
}

/** Files read as the command reads them, and taken to the Workbench API: the sentence of the first refusal, with bare names. */
async function refusalOf(files: Files, into?: string): Promise<string> {
  const path = await put(files);
  const window = aWindow(server);
  try {
    const staged = await window.call<AnswerOf<typeof stageImport>>("POST", "/imports", {
      files: await readImportPaths([path]),
      ...(into !== undefined && { into }),
    });
    if (staged.status === 422) return staged.refusal.error;
    const plan = `/imports/${staged.answer.import}/plan`;
    const { answer } = await window.call<AnswerOf<typeof planImport>>("POST", plan, { ifExists: "fail" });
    return answer.items.find(({ action }) => action === "refuse")?.reason ?? "taken";
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    return error.message.replace(`${path}/`, "").replace(path, "FOLDER");
  } finally {
    await rm(path, { recursive: true });
  }
}

describe.each(badImports)("%s", (_kind, rows) => {
  test.each(rows)("%s is refused with its place, and the workspace is as it was", async (_what, content, sentence) => {
    expect(await refusalOf({ "bad.json": content })).toBe(sentence);
    expect(await hashesOf(workspace)).toEqual(before);
  });
});

const keys = JSON.stringify({ [KEY_PROVIDER_TYPE]: aRealm().components?.[KEY_PROVIDER_TYPE] ?? [] });
const aFile = (realm: string, more = ""): string => `{"realm":"${realm}","components":${keys}${more}}`;

type Several = readonly [what: string, files: Files, sentence: string, into: string | undefined];
const several: readonly Several[] = [
  [
    "one realm in two files",
    { "a.json": aFile("bad"), "b.json": aFile("bad") },
    "The realm bad stands in a.json and in b.json: choose one of them",
    undefined,
  ],
  [
    "a folder in which one file is broken",
    { "a-realm.json": aFile("bad"), "b-realm.json": "{", "c-realm.json": aFile("bad2") },
    "b-realm.json, line 1, column 2: a closing } is expected here",
    undefined,
  ],
  [
    "users of a realm that is not there",
    { "shop-users-0.json": '{"realm":"shop","users":[{"username":"ann"}]}' },
    "There is no realm shop to take these in: create it first",
    undefined,
  ],
  [
    "a user of an unknown group, in the second file of users",
    {
      "shop-realm.json": aFile("shop", ',"users":[]'),
      "shop-users-0.json": '{"realm":"shop","users":[{"username":"ann"}]}',
      "shop-users-1.json": '{"realm":"shop","users":[{"username":"bob"},\n{"username":"eve","groups":["/nope"]}]}',
    },
    "shop-users-1.json, line 2, column 1: users.1: Unable to find group specified by path: /nope",
    undefined,
  ],
  [
    "a client for a realm that is not there",
    { "a.json": '{"clientId":"a"}' },
    "There is no realm shop to take these in: create it first",
    "shop",
  ],
  ["a client that is there already", { "a.json": '{"clientId":"orders"}' }, "Client orders is there already", "test"],
  [
    "a client with a redirect URI that runs a script",
    { "a.json": '{"clientId":"a",\n"redirectUris":["javascript:alert(1)"]}' },
    "a.json, line 1, column 1: Invalid client a: A redirect URI uses an illegal scheme",
    "test",
  ],
  [
    "the second of two clients without a clientId",
    { "a.json": '{"clients":[{"clientId":"a"},\n{"name":"b"}]}' },
    "a.json, line 2, column 1: clients.1.clientId: clientId is missing",
    "test",
  ],
  ["a folder without realm files", { "readme.txt": "hello" }, "FOLDER holds no .json files", undefined],
];

test.each(several)("%s: none of it is taken in", async (_what, files, sentence, into) => {
  expect(await refusalOf(files, into)).toBe(sentence);
  expect(await hashesOf(workspace)).toEqual(before);
});

/** What the command alone can meet. */
const paths: readonly (readonly [what: string, make: (path: string) => Promise<unknown>, sentence: RegExp])[] = [
  ["a path that leads nowhere", async () => {}, /bad cannot be read \(ENOENT\): check the path$/],
  [
    "a link to itself",
    (path) => symlink(path, path),
    /bad cannot be read \(ELOOP\): its links lead round in a circle$/,
  ],
  ["an empty folder", (path) => mkdir(path), /bad holds no \.json files$/],
  [
    "a pipe that nobody writes to",
    async (path) => execFileSync("mkfifo", [path]),
    /bad is neither a file nor a folder$/,
  ],
  ["zeros without end", (path) => symlink("/dev/zero", path), /bad is neither a file nor a folder$/],
  [
    "3 GB of nothing",
    (path) => aHole(path, 3 * 2 ** 30),
    /bad makes this import larger than 64 MB: import fewer files at once$/,
  ],
  [
    "200 MB",
    (path) => aHole(path, 200 * 2 ** 20),
    /bad makes this import larger than 64 MB: import fewer files at once$/,
  ],
];

/** Takes no room on the disk. */
async function aHole(path: string, bytes: number): Promise<void> {
  await writeFile(path, "");
  await truncate(path, bytes);
}

test.each(paths)("%s is refused unread", async (_what, make, sentence) => {
  const path = join(await put({}), "bad");
  await make(path);
  await expect(readImportPaths([path])).rejects.toThrow(sentence);
  expect(await hashesOf(workspace)).toEqual(before);
});

test("the command says the same and ends with 1", async () => {
  const path = await put({ "bad.json": '{"realm":"bad",\n"clients":{}}', "no/x.txt": "" });
  const ended = await Promise.all(
    ["bad.json", "no", "gone.json"].map((name) =>
      tokenbench(["import", join(path, name), "--workspace", workspace, "--yes"]),
    ),
  );
  expect(ended.map(({ code }) => code)).toEqual([1, 1, 1]);
  expect(ended.map(({ stderr }) => stderr.trim().replaceAll(`${path}/`, ""))).toEqual([
    expect.stringMatching(/bad\.json, line 2, column 11: clients: expected a list, found an object$/),
    expect.stringMatching(/no holds no \.json files$/),
    expect.stringMatching(/gone\.json cannot be read \(ENOENT\): check the path$/),
  ]);
  expect(await hashesOf(workspace)).toEqual(before);
});

/** Keycloak 26.7 takes these (asked): so does an import. */
const taken: readonly (readonly [what: string, realm: string, more: string, kept: string])[] = [
  [
    "attributes named as what objects have",
    "ok-names",
    ',"attributes":{"__proto__":"x","constructor":"y","toString":"z"}',
    '"__proto__": "x"',
  ],
  [
    "a client named as what objects have",
    "ok-proto",
    ',"clients":[{"clientId":"__proto__"}],"roles":{"client":{"__proto__":[{"name":"r"}]}}',
    '"clientId": "__proto__"',
  ],
  ["a realm named __proto__", "__proto__", "", '"realm": "__proto__"'],
  ["a device of Windows for a name", "con", "", '"realm": "con"'],
  ["a name with control characters", "ok\\u0000\\n", "", '"realm": "ok\\u0000\\n"'],
  ["two names that differ in case only: the first", "ok-case", "", '"realm": "ok-case"'],
  ["two names that differ in case only: the second", "Ok-Case", "", '"realm": "Ok-Case"'],
  [
    "a role that brings itself",
    "ok-loop",
    ',"roles":{"realm":[{"name":"r","composites":{"realm":["r"]}}]}',
    '"name": "r"',
  ],
  [
    "client scopes that nobody knows",
    "ok-scopes",
    ',"clients":[{"clientId":"a","defaultClientScopes":["nope"]}]',
    '"clientId": "a"',
  ],
  [
    "a role of a user that nobody knows",
    "ok-roles",
    ',"users":[{"username":"u","realmRoles":["made"]}]',
    '"name": "made"',
  ],
  [
    "a certificate that is none",
    "ok-cert",
    ',"clients":[{"clientId":"a","attributes":{"jwt.credential.certificate":"none"}}]',
    '"jwt.credential.certificate": "none"',
  ],
  ["words for switches as Java writes them", "ok-words", ',"verifyEmail":"TRUE","enabled":" true "', '"enabled": true'],
];

describe("what Keycloak takes is taken", () => {
  beforeAll(async () => {
    const window = aWindow(server);
    const files = taken.map(([, realm, more], i) => ({ name: `${i}.json`, text: aFile(realm, more) }));
    const staged = await window.call<AnswerOf<typeof stageImport>>("POST", "/imports", { files });
    const choice = { ifExists: "fail", secrets: {} };
    const run = `/imports/${staged.answer.import}/run`;
    const { job } = (await window.call<AnswerOf<typeof runImport>>("POST", run, choice)).answer;
    const isDone = async () => {
      const { answer } = await window.call<JobState>("GET", `/jobs/${job}`);
      expect(answer).toMatchObject({ state: "done", error: null });
    };
    await vi.waitFor(isDone, { timeout: 40_000 });
  });

  test.each(taken)("%s", async (_what, realm, _more, kept) => {
    const name = encodeURIComponent(JSON.parse(`"${realm}"`));
    const out = await aWindow(server).call<AnswerOf<typeof exportRealm>>("POST", `/realms/${name}/export`, {
      form: "whole",
    });
    expect(out.answer.text).toContain(kept);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("and each has a file of its own in the workspace, and nothing beside it", async () => {
    const names = await readdir(join(workspace, "realms"));
    expect(names).toHaveLength(3 + taken.length);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect((await readdir(workspace)).sort()).toEqual([".gitignore", "realms", "state", "workbench.json"]);
  });
});
