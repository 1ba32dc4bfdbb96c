import { mkdir, readdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  AddressUnfit,
  PortTaken,
  RealmFileUnfit,
  type StartOptions,
  startServer,
  WorkspaceProblem,
} from "../../src/index.ts";
import { aFolder } from "../protocol/a-server.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { BLOCK_BYTES, FULL, mayMount, READ_ONLY, whileFull, whileReadOnly } from "../support/small-disk.ts";
import { aServedDisk } from "./a-served-disk.ts";
import { type BadInput, cannotBeTried, expectEveryInput, expectStillServing } from "./bad-input.ts";

/** It runs beside the ones that are refused, in the same process. */
const { server, disk, stop } = await aServedDisk();
afterAll(stop);
const folder = await aFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const file = (name: string) => join(folder.path, name);
const orders = aRealm({ clients: [aClient("orders")] });

beforeAll(async () => {
  await writeFile(file("broken.json"), '{\n  "realm": "broken",\n  "enabled": tru\n}\n');
  await writeFile(file("list.json"), '[{"realm":"one"},{"realm":"two","clients":{}}]');
  await writeFile(file("twice.json"), '{"realm":"twice","roles":{"realm":[{"name":"a"},{"name":"a"}]}}');
  await writeFile(file("nested.json"), "[".repeat(100_000));
  await writeFile(file("nuls.json"), Buffer.alloc(5000));
  await writeFile(file("huge.json"), "");
  await truncate(file("huge.json"), 3 * 2 ** 30);
  await mkdir(join(disk.path, "locked"));
});

type Start = () => Promise<unknown>;
const start =
  (options: StartOptions): Start =>
  () =>
    startServer(options);
const onReadOnly =
  (act: Start): Start =>
  () =>
    whileReadOnly(disk, [join(disk.path, "locked")], act);
const onFull =
  (act: Start): Start =>
  () =>
    whileFull(disk, 0, act);
/** As plain JavaScript would call it. */
const untyped = (realm: unknown) => start({ realm: realm as never });

type Row = readonly [
  input: BadInput,
  what: string,
  start: Start,
  kind: abstract new (...args: never[]) => Error,
  words: string | RegExp,
];

const rows: readonly Row[] = [
  [
    "port taken",
    "by another server",
    start({ port: server.port }),
    PortTaken,
    `Port ${server.port} of 127.0.0.1 is taken by another program: choose another`,
  ],
  [
    "port taken",
    "a port that is none",
    start({ port: 70_000 }),
    AddressUnfit,
    "Port 70000 is none: a port is 0 to 65535",
  ],
  [
    "folder read-only",
    "for a new workspace",
    onReadOnly(start({ workspace: join(disk.path, "locked/workspace") })),
    WorkspaceProblem,
    READ_ONLY,
  ],
  [
    "folder read-only",
    "a file for a folder",
    start({ workspace: file("broken.json/workspace") }),
    WorkspaceProblem,
    "leads through a file where a folder is needed (ENOTDIR): move that file away",
  ],
  [
    "folder read-only",
    "in use",
    start({ workspace: server.workspacePath }),
    WorkspaceProblem,
    `(process ${process.pid}, ${server.baseUrl}): use that one, stop it, or choose`,
  ],
  ["disk full", "for a new workspace", onFull(start({ workspace: join(disk.path, "full") })), WorkspaceProblem, FULL],
  [
    "realm file broken",
    "by a typing error",
    start({ files: [file("broken.json")] }),
    RealmFileUnfit,
    "broken.json, line 3, column 14: this is not JSON",
  ],
  [
    "realm file broken",
    "no realm",
    untyped(5),
    RealmFileUnfit,
    "the realm given: the whole: expected an object, found the number 5",
  ],
  [
    "realm file broken",
    "no name",
    untyped({ realm: "" }),
    RealmFileUnfit,
    "the realm given: realm: Realm name cannot be empty",
  ],
  [
    "realm twice",
    "a client twice",
    untyped({ realm: "a", clients: [{ clientId: "b" }, { clientId: "b" }] }),
    RealmFileUnfit,
    "the realm given: Client b already exists",
  ],
  ["realm twice", "a role twice", start({ files: [file("twice.json")] }), RealmFileUnfit, "twice.json: "],
  [
    "wrong JSON type in a field",
    "at the top",
    untyped({ realm: "a", clients: 5 }),
    RealmFileUnfit,
    "the realm given: clients: expected a list, found the number 5",
  ],
  [
    "wrong JSON type in a field",
    "of the second realm of a file",
    start({ files: [file("list.json")] }),
    RealmFileUnfit,
    "clients: expected a list, found an object",
  ],
  [
    "unknown realm",
    "by its file",
    start({ files: [file("nowhere.json")] }),
    RealmFileUnfit,
    "nowhere.json cannot be read (ENOENT): check the path",
  ],
  [
    "oversized body",
    "of 3 GB",
    start({ files: [file("huge.json")] }),
    RealmFileUnfit,
    "huge.json cannot be read (it is too large)",
  ],
  [
    "oversized body",
    "nested without end",
    start({ files: [file("nested.json")] }),
    RealmFileUnfit,
    "nested too deeply",
  ],
  [
    "header with a NUL",
    "a file of NULs",
    start({ files: [file("nuls.json")] }),
    RealmFileUnfit,
    "nuls.json, line 1, column 1: this is not JSON",
  ],
  ["header with a NUL", "in a file's name", start({ files: ["a\u0000b"] }), RealmFileUnfit, "cannot be read"],
  [
    "header with a NUL",
    "in the workspace's name",
    start({ workspace: "a\u0000b" }),
    WorkspaceProblem,
    "choose another folder with --workspace",
  ],
  ["header with a NUL", "in a host", start({ host: "a\u0000b" }), AddressUnfit, "is no address of this machine"],
  [
    "header with a NUL",
    "in a host name",
    start({ hostname: "a\u0000b" }),
    AddressUnfit,
    "is neither a host name nor a URL",
  ],
  [
    "10,000 parameters",
    "as files",
    start({ files: Array.from({ length: 10_000 }, (_, i) => file(`${i}`)) }),
    RealmFileUnfit,
    "0 cannot be read (ENOENT)",
  ],
  [
    "foreign Host",
    "to listen on",
    start({ host: "203.0.113.1" }),
    AddressUnfit,
    '"203.0.113.1" is no address of this machine (EADDRNOTAVAIL',
  ],
  [
    "foreign Host",
    "that is no name",
    start({ hostname: "not a name" }),
    AddressUnfit,
    '"not a name" is neither a host name nor a URL: --hostname takes one',
  ],
];

test.for(rows)("the library refuses %s (%s) with the reason, and another server goes on", async (row, { skip }) => {
  const [input, , act, kind, words] = row;
  skip(...cannotBeTried(input));
  const started = act();
  await expect(started).rejects.toBeInstanceOf(kind);
  await expect(started).rejects.toThrow(words);
  await expectStillServing(server.tokenUrl);
});

test("the table of the library has every bad input", () => {
  expectEveryInput([...rows, ["names like __proto__ and ../x"]], {
    "wrong method": "a function that is not there does not compile",
  });
});

test.each(["__proto__", "../x", "constructor"])("in the library %s is a realm's name like any other", async (realm) => {
  await using inside = await aFolder();
  const workspace = join(inside.path, "workspace");
  await using named = await startServer({ workspace, realm: { ...orders, realm } });
  await expectStillServing(named.tokenUrlOf(realm));
  expect(await readdir(inside.path)).toEqual(["workspace"]);
});

test("a realm that the library's server does not have is answered as Keycloak answers it", async () => {
  const answer = await fetch(server.tokenUrlOf("nowhere"), { method: "POST" });
  expect([answer.status, await answer.json()]).toEqual([404, { error: "Realm does not exist" }]);
});

test("two realms of one name: the second is left out, and said", async () => {
  await writeFile(file("same.json"), '[{"realm":"same"},{"realm":"same"}]');
  await using both = await startServer({ files: [file("same.json")] });
  expect(both.realmNames).toEqual(["master", "same"]);
  expect(both.messages.join("\n")).toContain("Realm same is in the workspace already");
});

test.runIf(mayMount)(
  "with whatever room there is, a new workspace starts whole, or as new once there is more",
  async () => {
    const workspace = join(disk.path, "tight");
    const outcomes: string[] = [];
    for (let freeBlocks = 4; outcomes.at(-1) !== "started"; freeBlocks += 16) {
      const started = whileFull(disk, freeBlocks, () => startServer({ workspace, realm: orders }));
      const first = await started.catch((error: Error) => error.message);
      outcomes.push(typeof first === "string" ? first : "started");
      if (typeof first === "string") expect(first).toMatch(FULL);
      else await first.stop();
      expect(freeBlocks * BLOCK_BYTES).toBeLessThan(2_000_000);
    }
    expect(outcomes.length).toBeGreaterThan(3);
    await using again = await startServer({ workspace });
    const documented = `${again.baseUrl}/auth/realms/demo/protocol/openid-connect/token`;
    const form = { grant_type: "client_credentials", client_id: "product-sa-client", client_secret: "password" };
    expect((await fetch(documented, { method: "POST", body: new URLSearchParams(form) })).status).toBe(200);
    expect(again.realmNames).toEqual(["demo", "master", "test"]);
  },
);
