import { execFileSync } from "node:child_process";
import { mkdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PortTaken, startServer, WorkspaceProblem } from "../../src/index.ts";
import { aFolder } from "../protocol/a-server.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { mayMount, whileFull } from "../support/small-disk.ts";
import { aWindow } from "../workbench/a-window.ts";
import { aServedDisk } from "./a-served-disk.ts";
import { type BadInput, expectEveryInput, expectStillServing } from "./bad-input.ts";

const said: string[] = [];
const keep = (message: string) => void said.push(message);
const { server, disk, realms, stop } = await aServedDisk({ log: { info: keep, warn: keep, error: keep } });
afterAll(stop);
const window = aWindow(server);
const notices = async () => (await window.server()).answer.notices.map(({ text }) => text);
const realmNames = async () => (await window.server()).answer.realms.map(({ name }) => name);

/** The system tells of a change when it comes to it. */
const soon = <Value>(value: () => Promise<Value>) => expect.poll(value, { interval: 20 });

type Drop = (path: string) => Promise<unknown>;
const text =
  (content: string | Buffer): Drop =>
  (path) =>
    writeFile(path, content);
/** Takes no room: it has 3 GB of nothing. */
const huge: Drop = async (path) => {
  await writeFile(path, "");
  await truncate(path, 3 * 2 ** 30);
};
const pipe: Drop = async (path) => execFileSync("mkfifo", [path]);

type Dropped = readonly [input: BadInput, what: string, drop: Drop, words: string];

const dropped: readonly Dropped[] = [
  [
    "realm file broken",
    "no JSON",
    text('{\n  "realm": "a",\n  "enabled": tru\n}'),
    "(line 3, column 14: this is not JSON): mend it",
  ],
  ["realm file broken", "empty", text(""), "(the file is empty): mend it"],
  [
    "realm file broken",
    "cut off",
    text('{"realm":"a","clients":[{"cl'),
    "(line 1, column 26: the text that starts here has no closing quote): mend it",
  ],
  ["realm file broken", "not UTF-8", text(Buffer.from([0x7b, 0xe9, 0x7d])), "(the file is not UTF-8 text): mend it"],
  ["realm file broken", "without a name", text("{}"), "realm is missing): mend it"],
  [
    "realm twice",
    "by its name",
    text('{"realm":"test"}'),
    "is not served: realm test is served from test.json; give one of them another name",
  ],
  [
    "realm twice",
    "a client twice",
    text('{"realm":"a","clients":[{"clientId":"b"},{"clientId":"b"}]}'),
    "Client b already exists): mend it",
  ],
  [
    "wrong JSON type in a field",
    "at the top",
    text('{\n  "realm": "a",\n  "clients": {}\n}'),
    "(line 3, column 14: expected a list, found an object): mend it",
  ],
  [
    "wrong JSON type in a field",
    "a list of realms",
    text('[{"realm":"a"}]'),
    "expected an object, found a list): mend it",
  ],
  [
    "oversized body",
    "of 3 GB",
    huge,
    "bad.json has 3072 MB, more than the 256 MB that are read: make it smaller, or move it away",
  ],
  [
    "oversized body",
    "nested without end",
    text(`{"realm":"a","more":${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
    "nested too deeply): mend it",
  ],
  [
    "oversized body",
    "nested without end and not closed",
    text("[".repeat(100_000)),
    "(line 1, column 101: nested too deeply): mend it",
  ],
  ["header with a NUL", "a file of NULs", text(Buffer.alloc(5000)), "(line 1, column 1: this is not JSON): mend it"],
  [
    "wrong method",
    "a folder for a file",
    (path) => mkdir(path),
    "bad.json is a folder where a file is needed (EISDIR): move that folder away",
  ],
  ["wrong method", "a pipe that never ends", pipe, "bad.json is not a file but a pipe or a device: move it away"],
];

test.each(dropped)(
  "dropped into realms/, %s (%s) becomes a notice, and the server goes on",
  async (_input, _what, drop, words) => {
    const path = join(realms, "bad.json");
    const before = await realmNames();
    await drop(path);
    await soon(notices).toEqual([expect.stringContaining(words)]);
    expect((await notices())[0]).toContain("bad.json");
    expect(await realmNames()).toEqual(before);
    await expectStillServing(server.tokenUrl);
    await rm(path, { recursive: true });
    await soon(notices).toEqual([]);
  },
);

type Settings = readonly [input: BadInput, settings: string, kind: new (...args: never[]) => Error, words: string];

const settings: readonly Settings[] = [
  ["port taken", '{"port":TAKEN}', PortTaken, "is taken by another program: choose another with --port"],
  [
    "wrong JSON type in a field",
    '{"port":"high"}',
    WorkspaceProblem,
    'workbench.json cannot be read (port: expected a whole number, found the text "high"): mend it',
  ],
  [
    "wrong JSON type in a field",
    '{"port":70000}',
    WorkspaceProblem,
    "(port: expected a number from 0 to 65535, found 70000): mend it",
  ],
  [
    "realm file broken",
    "{",
    WorkspaceProblem,
    "workbench.json cannot be read (line 1, column 2: a closing } is expected here): mend it",
  ],
  [
    "foreign Host",
    '{"hostnames":"evil.example"}',
    WorkspaceProblem,
    '(hostnames: expected a list, found the text "evil.example"): mend it',
  ],
];

test.each(settings)(
  "in workbench.json, %s (%s) stops the start with the reason, and leaves no lock",
  async (_input, content, kind, words) => {
    await using folder = await aFolder();
    await writeFile(join(folder.path, "workbench.json"), content.replace("TAKEN", String(server.port)));
    const started = startServer({ workspace: folder.path });
    await expect(started).rejects.toBeInstanceOf(kind);
    await expect(started).rejects.toThrow(words);
    await expectStillServing(server.tokenUrl);
    await writeFile(join(folder.path, "workbench.json"), "{}");
    await using _mended = await startServer({ workspace: folder.path });
  },
);

const named: readonly (readonly [BadInput, name: string, fileName: string])[] = [
  ["names like __proto__ and ../x", "__proto__", "__proto__.json"],
  ["names like __proto__ and ../x", "../x", "%2e.%2fx.json"],
  ["names like __proto__ and ../x", "constructor", "toString.json"],
];

test.each(named)("dropped into realms/, %s (%s in %s) are names like any other", async (_input, name, fileName) => {
  const path = join(realms, fileName);
  await writeFile(path, JSON.stringify({ ...aRealm({ clients: [aClient("orders")] }), realm: name, id: name }));
  await soon(realmNames).toContain(name);
  await expectStillServing(server.tokenUrlOf(name));
  await expectStillServing(server.tokenUrl);
  await rm(path);
  await soon(realmNames).not.toContain(name);
});

test("dropped into realms/, 10,000 parameters that nobody knows are kept as they were", async () => {
  const path = join(realms, "many.json");
  const more = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`p${i}`, "x"]));
  await writeFile(
    path,
    JSON.stringify({ ...aRealm({ clients: [aClient("orders")] }), realm: "many", id: "m", ...more }),
  );
  await soon(realmNames).toContain("many");
  await expectStillServing(server.tokenUrlOf("many"));
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject(more);
  await rm(path);
});

test("a realm whose file is deleted is unknown from then on, and known again with the file", async () => {
  const path = join(realms, "test.json");
  const good = await readFile(path, "utf8");
  await rm(path);
  const statusOf = async () => (await fetch(server.tokenUrl, { method: "POST" })).status;
  await soon(statusOf).toBe(404);
  expect(await (await fetch(server.tokenUrl, { method: "POST" })).json()).toEqual({ error: "Realm does not exist" });
  await writeFile(path, good);
  await soon(statusOf).toBe(400);
  await expectStillServing(server.tokenUrl);
});

test.skipIf(!mayMount)("on a full disk a realm that has to be completed is served all the same, and said", async () => {
  const { id: _none, ...bare } = aRealm({ clients: [aClient("orders")] });
  const path = join(realms, "bare.json");
  await writeFile(`${path}.new`, JSON.stringify({ ...bare, realm: "bare" }));
  await whileFull(disk, 0, async () => {
    await rename(`${path}.new`, path);
    await soon(realmNames).toContain("bare");
  });
  await expectStillServing(server.tokenUrlOf("bare"));
  expect(said.join("\n")).toMatch(/What was added to bare\.json could not be saved: The disk .* is full \(ENOSPC\)/);
  await rm(path);
});

test("the table of files has every bad input", () => {
  const others: BadInput[] = ["10,000 parameters", "unknown realm", "disk full"];
  expectEveryInput([...dropped, ...settings, ...named, ...others.map((input) => [input] as const)], {
    "folder read-only":
      "nobody can drop a file into a folder that is read-only; starting on one is a row of the library and the command line",
  });
});
