import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { idOf } from "../support/builders.ts";
import { FULL, READ_ONLY } from "../support/small-disk.ts";
import { type Answered, aWindow } from "../workbench/a-window.ts";
import { aRoleEdit, aServedDisk } from "./a-served-disk.ts";
import { type BadInput, cannotBeTried, expectEveryInput, expectStillServing } from "./bad-input.ts";

const { server, realms, onReadOnly, onFull, onBrokenFile, stop } = await aServedDisk();
afterAll(stop);
const window = aWindow(server);

type Ask = () => Promise<Answered<unknown>>;
const revision = async () => (await window.history()).answer.revision;
const save =
  (...edits: object[]): Ask =>
  async () =>
    window.save(await revision(), ...(edits as ReturnType<typeof aRoleEdit>[]));
const saveRole: Ask = () => save(aRoleEdit())();
const call =
  (method: "GET" | "POST", path: string, body?: object): Ask =>
  () =>
    window.call(method, path, body);

const send = (more: object) =>
  call("POST", "/calls", {
    issuer: `${server.baseUrl}/realms/test`,
    clientId: "orders",
    proof: { method: "client_secret_basic" },
    ...more,
  });
const undo: Ask = async () => {
  await saveRole();
  return onReadOnly(async () => window.undo(await revision()))();
};
const nameOf = (name: string) => ({ ...aRoleEdit(), name });
const edits = (realm: string, body: unknown) =>
  call("POST", `/realms/${encodeURIComponent(realm)}/edits`, body as object);
const inNowhere = { baseRevision: 1, edits: [aRoleEdit()] };
const manyQueries = Array.from({ length: 10_000 }, (_, i) => `p${i}=x`).join("&");

type Row = readonly [input: BadInput, what: string, ask: Ask, status: number, words: string | RegExp];

const rows: readonly Row[] = [
  ["folder read-only", "a Save", onReadOnly(saveRole), 503, READ_ONLY],
  ["folder read-only", "an undo", undo, 503, READ_ONLY],
  ["disk full", "a Save", onFull(saveRole), 503, FULL],
  ["realm file broken", "a Save on top of it", onBrokenFile(saveRole), 503, "mend the file, or restore"],
  [
    "realm file broken",
    "a version that nobody offered",
    call("POST", "/notices/restore", { notice: "x" }),
    404,
    "nothing to restore",
  ],
  [
    "realm twice",
    "a client twice",
    save({ type: "createClient", id: "x", settings: { clientId: "orders" } }),
    422,
    "Client orders already exists",
  ],
  ["realm twice", "a role twice", save(nameOf("same"), nameOf("same")), 422, "same already exists"],
  [
    "realm twice",
    "a Save over another's",
    edits("test", { baseRevision: 0, edits: [aRoleEdit()] }),
    409,
    "changed meanwhile by",
  ],
  [
    "wrong JSON type in a field",
    "at the top",
    edits("test", { baseRevision: "1", edits: [aRoleEdit()] }),
    400,
    "expected number",
  ],
  [
    "wrong JSON type in a field",
    "of a client",
    save({ type: "createClient", id: "x", settings: { clientId: 5 } }),
    400,
    "expected string",
  ],
  ["wrong JSON type in a field", "a list for all", edits("test", []), 400, "The body is no JSON object"],
  ["wrong JSON type in a field", "no edits", edits("test", { baseRevision: 1, edits: [] }), 400, "Nothing to save"],
  ["unknown realm", "a Save", edits("nowhere", inNowhere), 404, "There is no realm nowhere"],
  [
    "unknown realm",
    "a request",
    send({ client: { realm: "nowhere", id: idOf("client", "orders") } }),
    422,
    "That client is no longer there",
  ],
  [
    "unknown realm",
    "an issuer",
    send({ issuer: `${server.baseUrl}/realms/nowhere` }),
    502,
    "/realms/nowhere/.well-known/openid-configuration answered 404",
  ],
  [
    "unknown realm",
    "a client of it",
    call("POST", "/realms/test/preview", { client: "gone", edits: [] }),
    404,
    "no longer there",
  ],
  [
    "oversized body",
    "of a Save",
    edits("test", { baseRevision: 1, edits: ["x".repeat(5_000_000)] }),
    413,
    "larger than 4194304 bytes",
  ],
  ["header with a NUL", "in a name instead", save(nameOf("a\u0000b")), 400, "must not hold control characters"],
  [
    "10,000 parameters",
    "of an address",
    call("GET", `/server?${manyQueries}`),
    400,
    /^Unrecognized keys: .{200,300} …$/,
  ],
  [
    "10,000 parameters",
    "as edits",
    edits("test", { baseRevision: 1, edits: Array.from({ length: 10_000 }, aRoleEdit) }),
    400,
    "1000 edits at the most",
  ],
  ["wrong method", "of the edits", call("GET", "/realms/test/edits"), 404, "no such Workbench endpoint"],
  ["wrong method", "of an edit", save({ type: "explode" }), 400, "Invalid"],
  ["wrong method", "of authentication", send({ proof: { method: "magic" } }), 400, "Expected 'none'"],
  ["names like __proto__ and ../x", "of a realm", edits("__proto__", inNowhere), 404, "There is no realm __proto__"],
  ["names like __proto__ and ../x", "climbing", edits("../test", inNowhere), 404, "There is no realm ../test"],
  [
    "names like __proto__ and ../x",
    "of a client",
    call("GET", "/realms/test/clients/__proto__"),
    404,
    "no longer there",
  ],
];

test.for(rows)("in the window, %s (%s) gets a sentence to read, and the server goes on", async (row, { skip }) => {
  const [input, , act, status, words] = row;
  skip(...cannotBeTried(input));
  const before = await window.clients();
  const { status: answered, refusal } = await act();
  expect([answered, refusal.error]).toEqual([
    status,
    words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words),
  ]);
  expect((await window.clients()).answer.clients).toEqual(before.answer.clients);
  await expectStillServing(server.tokenUrl);
});

test("the table of the window has every bad input", () => {
  expectEveryInput([...rows, ["port taken"]], {
    "foreign Host": "the window's own scheme has no Host: what is not app://ui is not answered at all",
  });
});

test("in the window, port taken is told with the port that answers instead", async () => {
  await using other = await startServer({ port: server.port, portMayMove: true });
  await expectStillServing(server.tokenUrl);
  expect((await aWindow(other).server()).answer.notices).toMatchObject([
    {
      level: "info",
      text: `Port ${server.port} is taken by another program, so Tokenbench answers on ${other.port}.`,
    },
  ]);
});

test("what a disk refused in the window works as soon as it lets it", async () => {
  const before = await revision();
  expect((await saveRole()).answer).toMatchObject({ revision: before + 1 });
  expect((await window.undo(before + 1)).answer).toMatchObject({ revision: before + 2 });
});

test("in the window, realm twice is a notice that names both files, and goes with the second", async () => {
  const second = join(realms, "second.json");
  await writeFile(second, '{"realm":"test"}');
  const notices = async () => (await window.server()).answer.notices.map(({ text }) => text);
  const soon = () => expect.poll(notices);
  await soon().toEqual([
    expect.stringMatching(/^second\.json is not served: realm test is served from test\.json; give one/),
  ]);
  await rm(second);
  await soon().toEqual([]);
});
