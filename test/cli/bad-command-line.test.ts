import { spawnSync } from "node:child_process";
import { chmod, chown, cp, mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BadInput, cannotBeTried, expectEveryInput, expectStillServing } from "../doors/bad-input.ts";
import { aFolder } from "../protocol/a-server.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { aSmallDisk, READ_ONLY, whileFull } from "../support/small-disk.ts";
import { type Ended, type Served, serve, tokenbench } from "./a-command.ts";

const root = join(import.meta.dirname, "../..");
const folder = await aFolder();
const disk = aSmallDisk("1m");
const file = (name: string) => join(folder.path, name);
const orders = aRealm({ clients: [aClient("orders")] });

/** It runs beside the ones that are refused. */
let served: Served;
const tokenUrl = () => `${served.baseUrl}/realms/test/protocol/openid-connect/token`;
/** Root may write everywhere, so for the read-only folders the command is run as somebody else. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
let maySomebody = false;

beforeAll(async () => {
  const files: Record<string, string | Buffer> = {
    "good.json": JSON.stringify(orders),
    "broken.json": '{\n  "realm": "broken",\n  "enabled": tru\n}\n',
    "wrong-type.json": '{\n  "realm": "wrong",\n  "clients": {}\n}\n',
    "nameless.json": "{}\n",
    "client-twice.json": '{"realm":"twice","clients":[{"clientId":"a"},{"clientId":"a"}]}',
    "nested.json": "[".repeat(100_000),
    "nuls.json": Buffer.alloc(5000),
    "huge.json": "",
    "names.json": JSON.stringify([
      { ...orders, realm: "../climbing", id: "a" },
      { ...orders, realm: "__proto__", id: "b" },
    ]),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(file(name), content);
  await truncate(file("huge.json"), 3 * 2 ** 30);
  for (const [name, settings] of [
    ["settings-broken", "{"],
    ["settings-port", '{"port":70000}'],
    ["settings-hosts", '{"hostnames":"evil.example"}'],
  ] as const) {
    await mkdir(file(name));
    await writeFile(join(file(name), "workbench.json"), settings);
  }
  served = await serve(["--workspace", file("served"), "--realm", file("good.json")]);
  await allowSomebody();
}, 60_000);

/** A copy of the command and folders that somebody may read and not write. */
async function allowSomebody(): Promise<void> {
  await cp(join(root, "dist/cli"), file("cli"), { recursive: true });
  await chmod(folder.path, 0o755);
  await mkdir(file("locked/realms"), { recursive: true });
  await writeFile(file("locked/realms/test.json"), JSON.stringify(orders));
  for (const path of ["locked/realms", "locked"]) {
    if (somebody.uid !== undefined) await chown(file(path), somebody.uid, somebody.gid);
    await chmod(file(path), 0o555);
  }
  const words = [file("cli/tokenbench.mjs"), "--version"];
  maySomebody = spawnSync(process.execPath, words, { ...somebody, cwd: "/" }).status === 0;
}

afterAll(async () => {
  await served?.end("SIGKILL");
  for (const path of ["locked", "locked/realms"]) await chmod(file(path), 0o755).catch(() => undefined);
  await disk[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

type Run = () => Promise<Ended>;
const command =
  (...args: string[]): Run =>
  () =>
    tokenbench(args);
const serving = (...args: string[]) => command("serve", "--port", "0", ...args);
/** In a workspace that is never made. */
const withRealm = (...names: string[]) =>
  serving("--workspace", file("unused"), ...names.flatMap((name) => ["--realm", file(name)]));
const inLocked =
  (...args: string[]): Run =>
  () =>
    tokenbench(["serve", "--port", "0", ...args], { ...somebody, command: file("cli/tokenbench.mjs") });
const onFull =
  (run: Run): Run =>
  () =>
    whileFull(disk, 0, run);
const onTakenPort: Run = () =>
  tokenbench(["serve", "--port", new URL(served.baseUrl).port, "--workspace", file("ports")]);
const numbers = Array.from({ length: 10_000 }, (_, i) => String(i));

type Row = readonly [input: BadInput, what: string, run: Run, code: 1 | 2, words: string | RegExp];

const rows: readonly Row[] = [
  [
    "port taken",
    "by another server",
    onTakenPort,
    1,
    /Port (\d+) of 127\.0\.0\.1 is taken by another program: choose another with --port, or .* "lsof -i :\1"/,
  ],
  ["port taken", "no number", command("serve", "--port", "http"), 2, "A port is a whole number from 0 to 65535"],
  ["port taken", "beyond the last", command("serve", "--port", "65536"), 2, "A port is a whole number from 0 to 65535"],
  [
    "port taken",
    "beyond the last, in the settings",
    command("serve", "--workspace", file("settings-port")),
    1,
    "(port: expected a number from 0 to 65535, found 70000): mend it",
  ],
  ["folder read-only", "where a new workspace would be", inLocked("--workspace", file("locked/new")), 1, READ_ONLY],
  [
    "folder read-only",
    "of a workspace",
    inLocked("--workspace", file("locked"), "--realm", file("good.json")),
    1,
    READ_ONLY,
  ],
  [
    "folder read-only",
    "a file in its place",
    serving("--workspace", file("good.json")),
    1,
    "move that file away or choose another folder with --workspace",
  ],
  [
    "folder read-only",
    "in use",
    () => serving("--workspace", file("served"))(),
    1,
    /is open in another Tokenbench \(process \d+, http.*\): use that one, stop it, or choose/,
  ],
  ["folder read-only", "without a name", serving("--workspace", ""), 2, "A folder is needed"],
  [
    "disk full",
    "for a new workspace",
    onFull(serving("--workspace", join(disk.path, "workspace"))),
    1,
    "is full (ENOSPC): make room",
  ],
  [
    "realm file broken",
    "by a typing error",
    withRealm("broken.json"),
    1,
    "broken.json, line 3, column 14: this is not JSON",
  ],
  ["realm file broken", "without a name", withRealm("good.json", "nameless.json"), 1, "realm is missing"],
  [
    "realm file broken",
    "the settings",
    serving("--workspace", file("settings-broken")),
    1,
    "workbench.json cannot be read (line 1, column 2",
  ],
  ["realm twice", "a client twice", withRealm("client-twice.json"), 1, "client-twice.json: Client a already exists"],
  [
    "wrong JSON type in a field",
    "at the top",
    withRealm("wrong-type.json"),
    1,
    "line 3, column 14: clients: expected a list, found an object",
  ],
  [
    "unknown realm",
    "by its file",
    withRealm("missing.json"),
    1,
    "missing.json cannot be read (ENOENT): check the path after --realm",
  ],
  ["oversized body", "of 3 GB", withRealm("huge.json"), 1, "huge.json cannot be read (it is too large)"],
  ["oversized body", "nested without end", withRealm("nested.json"), 1, "nested too deeply"],
  [
    "header with a NUL",
    "a file of NULs instead",
    withRealm("nuls.json"),
    1,
    "nuls.json, line 1, column 1: this is not JSON",
  ],
  [
    "10,000 parameters",
    "as arguments",
    command("serve", ...numbers),
    2,
    "too many arguments for 'serve'. Expected 0 arguments but got 10000",
  ],
  ["10,000 parameters", "as realm files", withRealm(...numbers), 1, "0 cannot be read (ENOENT)"],
  ["wrong method", "as a command", command("dance"), 2, "unknown command"],
  ["wrong method", "an option that is none", command("serve", "--colour"), 2, "unknown option"],
  ["wrong method", "a path without a slash", command("serve", "--http-relative-path", "auth"), 2, 'begins with "/"'],
  [
    "names like __proto__ and ../x",
    "of a file",
    withRealm("../__proto__.json"),
    1,
    "__proto__.json cannot be read (ENOENT)",
  ],
  ["names like __proto__ and ../x", "of an option", command("serve", "--__proto__"), 2, "unknown option '--__proto__'"],
  [
    "foreign Host",
    "to listen on",
    serving("--workspace", file("hosts"), "--host", "203.0.113.1"),
    1,
    '"203.0.113.1" is no address of this machine (EADDRNOTAVAIL',
  ],
  [
    "foreign Host",
    "that is no name",
    serving("--workspace", file("hosts"), "--hostname", "not a name"),
    1,
    '"not a name" is neither a host name nor a URL: --hostname takes one',
  ],
  ["foreign Host", "in the settings", serving("--workspace", file("settings-hosts")), 1, "hostnames: expected a list"],
];

test.for(rows)(
  "on the command line, %s (%s) ends with a line that says what to do, and another server goes on",
  async (row, { skip }) => {
    const [input, , run, code, words] = row;
    skip(input === "folder read-only" && !maySomebody, "this user cannot run the command as somebody else");
    if (input === "disk full") skip(...cannotBeTried(input));
    const ended = await run();
    expect(ended).toMatchObject({ code, stdout: "" });
    const [first = "", ...others] = ended.stderr.trim().split("\n");
    expect(first).toMatch(words instanceof RegExp ? words : new RegExp(words.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")));
    expect(others).toEqual(code === 2 ? ["(tokenbench --help lists the commands and options)"] : []);
    await expectStillServing(tokenUrl());
  },
);

test("the table of the command line has every bad input", () => {
  expectEveryInput(rows); // an argument with a NUL no system can pass: it ends there
});

test("a realm file that broke while nothing ran is set aside, said, and the others are served", async () => {
  await mkdir(file("half/realms"), { recursive: true });
  await writeFile(file("half/realms/broken.json"), '{"realm":');
  await writeFile(file("half/realms/test.json"), JSON.stringify(orders));
  await using half = await serve(["--workspace", file("half")]);
  await expect
    .poll(half.said)
    .toMatch(/broken\.json was moved to state\/set-aside\/broken-\w+\.json \(line 1, column 10: .*\): mend it/);
  await expectStillServing(`${half.baseUrl}/realms/test/protocol/openid-connect/token`);
});

test("one realm twice on a command line is taken in once, and said", async () => {
  await using twice = await serve(["--workspace", file("twice"), "--realm", file("good.json"), file("good.json")]);
  await expect
    .poll(twice.said)
    .toMatch(/Realm test was taken in from .*\nRealm test is in the workspace already and stays/);
});

test("realms named like a path or like __proto__ stay inside the workspace", async () => {
  await using named = await serve(["--workspace", file("inside/workspace"), "--realm", file("names.json")]);
  for (const name of ["..%2Fclimbing", "__proto__"])
    await expectStillServing(`${named.baseUrl}/realms/${name}/protocol/openid-connect/token`);
  await expect(readFile(file("inside/climbing.json"), "utf8")).rejects.toThrow("ENOENT");
});
