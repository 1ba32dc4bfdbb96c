import { expect, test } from "vitest";
import { Refusal } from "../../renderer/api.ts";
import { toDifferenceRows } from "../../renderer/screens/transfer/difference-rows.ts";
import { filesOfDrop } from "../../renderer/screens/transfer/dropped-files.ts";
import {
  findMasked,
  findObstacle,
  planInWords,
  problemOf,
  tellableSecrets,
} from "../../renderer/screens/transfer/import-plan.ts";
import { type GivenFile, readFiles } from "../../renderer/screens/transfer/read-files.ts";
import { parseTarget, type TargetForm } from "../../renderer/screens/transfer/target-form.ts";
import type { DifferenceLine, PlannedItem } from "../../src/contract/index.ts";

const aFile = (name: string, bytes: readonly number[], sizeBytes = bytes.length): GivenFile => ({
  name,
  sizeBytes,
  read: () => Promise.resolve(Uint8Array.from(bytes)),
});

const anUnreadableFile: GivenFile = {
  ...aFile("gone.json", []),
  read: () => Promise.reject(new Error("NotFoundError")),
};

test.each<[string, GivenFile[], unknown]>([
  ["text in UTF-8 is taken as it is", [aFile("a.json", [0xc3, 0xbc])], { files: [{ name: "a.json", text: "ü" }] }],
  [
    "a byte order mark is no text",
    [aFile("a.json", [0xef, 0xbb, 0xbf, 0x5b])],
    { files: [{ name: "a.json", text: "[" }] },
  ],
  ["an empty file is text", [aFile("a.json", [])], { files: [{ name: "a.json", text: "" }] }],
  [
    "a file in Latin-1 is named, and none is taken",
    [aFile("a.json", [0x5b]), aFile("b.json", [0xfc])],
    { problem: { file: "b.json", sentence: "This is no text in UTF-8" } },
  ],
  [
    "half a character is no UTF-8",
    [aFile("a.json", [0xc3])],
    { problem: { file: "a.json", sentence: "This is no text in UTF-8" } },
  ],
  [
    "a file that went away is named",
    [anUnreadableFile],
    { problem: { file: "gone.json", sentence: "It cannot be read" } },
  ],
  ["a folder without a .json file says so", [], { problem: { file: "", sentence: "There is no .json file in it" } }],
  [
    "more than 64 MB are refused unread",
    [aFile("a.json", [], 40 << 20), aFile("b.json", [], 40 << 20)],
    { problem: { file: "", sentence: "80 MB are too much: 64 MB at the most in one go" } },
  ],
  [
    "more than 1,000 files are refused unread",
    Array.from({ length: 1001 }, (_, i) => aFile(`${i}.json`, [])),
    { problem: { file: "", sentence: "1,001 files are too many: 1,000 at the most in one go" } },
  ],
])("%s", async (_rule, given, read) => {
  expect(await readFiles(given)).toEqual(read);
});

/** Entries as a browser gives them: a folder's in portions, with an empty one at the end. */
const fileEntry = (path: string) => ({
  isDirectory: false,
  name: path.split("/").at(-1) ?? "",
  fullPath: `/${path}`,
  file: (found: (file: File) => void) => found(new File(["[]"], path.split("/").at(-1) ?? "")),
});
const folderEntry = (name: string, ...portions: readonly (readonly object[])[]) => ({
  isDirectory: true,
  name,
  createReader: () => {
    const left = [...portions, []];
    return { readEntries: (found: (entries: readonly object[]) => void) => found(left.shift() ?? []) };
  },
});
const aDrop = (...entries: readonly object[]) => ({
  items: entries.map((entry) => ({
    kind: "file",
    webkitGetAsEntry: () => entry as FileSystemEntry,
    getAsFile: () => ("name" in entry ? new File(["[]"], String(entry.name)) : null),
  })),
});

test("a dropped folder gives its .json files at any depth, by their paths, however many portions they come in", async () => {
  const inner = folderEntry("inner", [fileEntry("export/inner/users.JSON")]);
  const folder = folderEntry("export", [fileEntry("export/shop.json"), fileEntry("export/README.md")], [inner]);
  const files = await filesOfDrop(aDrop(folder));
  expect(files.map(({ name }) => name)).toEqual(["export/inner/users.JSON", "export/shop.json"]);
});

test("a file that is dropped by itself is taken whatever its name, and text that is dragged is not", async () => {
  const text = { kind: "string", webkitGetAsEntry: () => null, getAsFile: () => null };
  const { items } = aDrop(fileEntry("realm.txt"));
  expect((await filesOfDrop({ items: [text, ...items] })).map(({ name }) => name)).toEqual(["realm.txt"]);
});

const named = [{ name: "a.json" }, { name: "a.json.bak/a.json" }];

test.each([
  ["a.json, line 3, column 7: this is not JSON", "a.json", "line 3, column 7: this is not JSON"],
  ["a.json: the list is empty", "a.json", "the list is empty"],
  ["a.json.bak/a.json, line 1, column 1: x", "a.json.bak/a.json", "line 1, column 1: x"],
  ["a.json does not say which realm", "a.json", "a.json does not say which realm"],
  ["The realm x stands in a.json and in b.json", "", "The realm x stands in a.json and in b.json"],
])("the refusal “%s” stands at file “%s”", (error, file, sentence) => {
  expect(problemOf(new Refusal(422, { error }), named)).toEqual({ file, sentence });
});

const planned = (...actions: PlannedItem["action"][]): PlannedItem[] =>
  actions.map((action, i) => ({ realm: `r${i}`, action, reason: null, differences: { lines: [], total: 0 } }));

test.each<[PlannedItem["action"][], boolean, string]>([
  [["create"], true, "1 realm would be created"],
  [["create", "create", "change"], true, "2 realms would be created, 1 realm would change"],
  [["change", "nothing"], true, "1 realm would change, 1 realm stays as it is"],
  [["create", "refuse"], false, "1 realm would be created"],
  [["nothing", "nothing"], false, "2 realms stay as they are"],
])("a plan to %j can be carried out: %s", (actions, possible, summary) => {
  const plan = planned(...actions);
  expect(findObstacle(plan) === null).toBe(possible);
  expect(planInWords(plan)).toBe(summary);
});

test("among many masked secrets one is found by a part of its owner's name", () => {
  const masked = [{ name: "orders-service" }, { name: "reports-service" }];
  expect(findMasked(masked, " ORDERS ")).toEqual([{ name: "orders-service" }]);
  expect(findMasked(masked, "")).toEqual(masked);
});

test("a secret field that was emptied again is not told", () => {
  expect(tellableSecrets({ a: "s3cret", b: "" })).toEqual({ a: "s3cret" });
});

const aLine = (stated: Partial<DifferenceLine>): DifferenceLine => ({
  kind: "client",
  name: "orders",
  part: "Client orders",
  line: "",
  change: "differs",
  field: "x",
  ...stated,
});

test.each<[string, Partial<DifferenceLine>, [string | null, string, string]]>([
  ["what is only here", { change: "onlyHere" }, [null, "there", "–"]],
  ["what is only there", { change: "onlyThere" }, [null, "–", "there"]],
  ["a secret", { secret: true }, ["x", "a secret, not shown", "another secret"]],
  ["a switch", { here: true, there: false }, ["x", "true", "false"]],
  ["a value that one side has not", { there: 300 }, ["x", "not set", "300"]],
  [
    "lists",
    { here: ["a", "b", "c"], there: ["b", "c", "d"] },
    ["x", "a\n… and 2 on both sides", "d\n… and 2 on both sides"],
  ],
  ["a list that one side has not", { here: ["a"] }, ["x", "a", "not set"]],
  [
    "an order that differs",
    { here: ["a", "b"], there: ["b", "a"] },
    ["x", "… and 2 on both sides", "… and 2 on both sides"],
  ],
  ["a value without end", { here: "a".repeat(999), there: "" }, ["x", `${"a".repeat(240)}…`, "not set"]],
])("%s is shown so that it can be read", (_what, stated, [field, here, there]) => {
  expect(toDifferenceRows([aLine(stated)])).toMatchObject([{ part: "Client orders", field, here, there }]);
});

const form: TargetForm = {
  url: " https://keycloak.example.com ",
  authRealm: "master",
  kind: "user",
  username: "admin",
  password: " pass ",
  clientId: "",
  clientSecret: "",
};

test("spaces around the address do not count, those of a password do", () => {
  expect(parseTarget(form)).toEqual({
    target: {
      url: "https://keycloak.example.com",
      authRealm: "master",
      credentials: { username: "admin", password: " pass " },
    },
  });
});

test.each<[string, Partial<TargetForm>, Record<string, string>]>([
  ["what is missing is told at each field", { url: "", password: "" }, { url: "Needed", password: "Needed" }],
  ["of a client the client's fields count", { kind: "client", clientId: "a" }, { clientSecret: "Needed" }],
  [
    "an address needs its scheme",
    { url: "keycloak.example.com" },
    { url: "The address begins with http:// or https://" },
  ],
  [
    "credentials in the address would be remembered with it",
    { url: "https://admin:secret@keycloak.example.com" },
    { url: "Leave name and password out of the address" },
  ],
])("%s", (_rule, change, problems) => {
  expect(parseTarget({ ...form, ...change })).toEqual({ problems });
});
