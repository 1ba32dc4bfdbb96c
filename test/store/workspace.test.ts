import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aRealm, aSetting, byAnna, clientIdsOf, type Setting, storeOf, toText, withClient } from "./a-workspace.ts";

async function withFiles(files: Readonly<Record<string, string>>): Promise<Setting> {
  const setting = await aSetting();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(setting.folder, path, ".."), { recursive: true });
    await writeFile(join(setting.folder, path), text);
  }
  return setting;
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test("a new workspace has its folders, keeps state out of git, and only its owner may read it", async () => {
  const setting = await aSetting();
  const workspace = await setting.open();
  expect(workspace.isNew).toBe(true);
  expect(workspace.folder).toBe(setting.folder);
  expect(await setting.readText(".gitignore")).toBe("state/\n");
  await workspace.createRealm(aRealm("demo"));
  await workspace.updateSettings(() => ({ port: 8080 }));
  workspace.state.write("sessions", []);
  await workspace.close();
  for (const folder of ["", "realms", "state", "state/history", "state/backups"])
    expect(await modeOf(join(setting.folder, folder))).toBe("700");
  for (const file of [
    "realms/demo.json",
    "workbench.json",
    "state/sessions.json",
    "state/history/demo.jsonl",
    "state/backups/demo.json",
  ]) {
    expect([file, await modeOf(join(setting.folder, file))]).toEqual([file, "600"]);
  }
});

test.each([
  [{ "realms/demo.json": toText(aRealm("demo")) }, false],
  [{ "workbench.json": "{}" }, false],
  [{ "README.md": "mine" }, true],
])("a folder with %j is new: %s", async (files, isNew) => {
  expect((await (await withFiles(files)).open()).isNew).toBe(isNew);
});

test("a .gitignore that is there already gets one line more, once", async () => {
  const setting = await withFiles({ ".gitignore": "dist" });
  await (await setting.open()).close();
  await (await setting.open()).close();
  expect(await setting.readText(".gitignore")).toBe("dist\nstate/\n");
});

test("settings are read, changed on top of what a person wrote meanwhile, and written with two-space indent", async () => {
  const setting = await withFiles({ "workbench.json": '{"port":8080}' });
  const workspace = await setting.open();
  expect(workspace.settings).toEqual({ port: 8080 });
  await writeFile(join(setting.folder, "workbench.json"), '{"port":9090,"mine":true}');
  await workspace.updateSettings((settings) => ({ ...settings, authPathRealms: ["demo"] }));
  expect(await setting.readText("workbench.json")).toBe(toText({ port: 9090, mine: true, authPathRealms: ["demo"] }));
});

test.each([
  ["{", /workbench\.json cannot be read \(line 1, column 2: a closing } is expected here\): mend it/],
  ['{"port":"x"}', /workbench\.json cannot be read \(port must be a number\): mend it/],
])(
  "settings that cannot be read (%s) stop the opening with the reason, and nothing stays locked",
  async (text, message) => {
    const setting = await withFiles({ "workbench.json": text });
    const parseSettings = (json: unknown) => {
      if ((json as { port?: unknown }).port === "x") throw new Error("port must be a number");
      return json as object;
    };
    await expect(setting.open({ parseSettings })).rejects.toThrow(message);
    await writeFile(join(setting.folder, "workbench.json"), "{}");
    await setting.open();
  },
);

test("every realm file is served under the name that stands in it, whatever the file is called", async () => {
  const setting = await withFiles({
    "realms/demo.json": toText(aRealm("demo")),
    "realms/an export.json": toText(aRealm("__proto__", ["a"])),
    "realms/notes.txt": "not a realm",
  });
  const workspace = await setting.open();
  expect([...workspace.realms.keys()].sort()).toEqual(["__proto__", "demo"]);
  await storeOf(workspace, "__proto__").edit(withClient("b"), byAnna());
  expect(JSON.parse(await setting.readText("realms/an export.json"))).toEqual(aRealm("__proto__", ["a", "b"]));
});

test("what a realm was missing is added once, is saved, and is the same at the next start", async () => {
  const setting = await withFiles({ "realms/demo.json": '{"realm":"demo"}' });
  const workspace = await setting.open();
  expect(storeOf(workspace, "demo").history()[0]).toMatchObject({ revision: 2, by: "workbench" });
  await workspace.close();
  const text = await setting.readText("realms/demo.json");
  expect(text).toBe(toText({ realm: "demo", id: "id-of-demo" }));
  await setting.open();
  expect(await setting.readText("realms/demo.json")).toBe(text);
});

test.each([
  ['{"realm": "demo",}', "line 1, column 18: a name in double quotes is expected here"],
  ["", "the file is empty"],
  ['{\n  "id": "x",\n  "realm": 7\n}', "line 3, column 12: the realm's name must be text"],
  [toText(aRealm("demo", ["a", "a"])), "client a is there twice"],
  ["\xff\xfe{".repeat(3), "this is not JSON"],
])(
  "a file that cannot be read at start (%j) is moved aside whole, and the other realms are served",
  async (text, reason) => {
    const setting = await withFiles({ "realms/demo.json": text, "realms/other.json": toText(aRealm("other")) });
    const workspace = await setting.open();
    expect([...workspace.realms.keys()]).toEqual(["other"]);
    const [notice] = workspace.notices();
    expect(notice).toMatchObject({
      kind: "set-aside",
      file: "demo.json",
      restorable: false,
      message: expect.stringContaining(reason),
    });
    expect(await setting.readText(notice?.movedTo ?? "")).toBe(text);
    expect(await readdir(join(setting.folder, "realms"))).toEqual(["other.json"]);
  },
);

test("bytes that are not UTF-8 are set aside untouched", async () => {
  const setting = await withFiles({ "realms/other.json": toText(aRealm("other")) });
  const bytes = Buffer.concat([Buffer.from('{"realm":"'), Buffer.from([0xe9]), Buffer.from('"}')]);
  await writeFile(join(setting.folder, "realms/latin.json"), bytes);
  const [notice] = (await setting.open()).notices();
  expect(notice?.message).toContain("not UTF-8");
  expect(await readFile(join(setting.folder, notice?.movedTo ?? ""))).toEqual(bytes);
});

test("the backup of a broken file can be brought back, with every edit that was saved", async () => {
  const setting = await aSetting();
  const first = await setting.open();
  await (await first.createRealm(aRealm("demo"))).edit(withClient("a"), byAnna());
  await first.close();
  await writeFile(join(setting.folder, "realms/demo.json"), "{ broken");
  const second = await setting.open();
  expect(second.notices()).toMatchObject([{ kind: "set-aside", restorable: true }]);
  await second.close();

  const third = await setting.open();
  expect(third.notices()).toMatchObject([{ kind: "set-aside", restorable: true }]);
  await third.restoreBackup("demo.json");
  expect(third.notices()).toEqual([]);
  expect(clientIdsOf(storeOf(third, "demo").read().document)).toEqual(["a"]);
  expect(storeOf(third, "demo").read().revision).toBe(2);
  expect(await readdir(join(setting.folder, "state/set-aside"))).toHaveLength(1);
  await third.close();
  expect((await setting.open()).notices()).toEqual([]);
});

test.each(["demo.json", "../workbench.json", "nothing.json"])(
  "there is nothing to restore for %s when no notice offers it",
  async (file) => {
    const workspace = await (await withFiles({ "realms/demo.json": toText(aRealm("demo")) })).open();
    await expect(workspace.restoreBackup(file)).rejects.toMatchObject({ name: "RealmConflict" });
  },
);

test("of two files with the same realm the one with the encoded name is served, the other is left alone and named", async () => {
  const copy = toText(aRealm("demo", ["copy"]));
  const setting = await withFiles({ "realms/a-copy.json": copy, "realms/demo.json": toText(aRealm("demo", ["real"])) });
  const workspace = await setting.open();
  expect(clientIdsOf(storeOf(workspace, "demo").read().document)).toEqual(["real"]);
  expect(workspace.notices()).toMatchObject([
    { kind: "duplicate", file: "a-copy.json", message: expect.stringContaining("served from demo.json") },
  ]);
  await storeOf(workspace, "demo").edit(withClient("more"), byAnna());
  expect(await setting.readText("realms/a-copy.json")).toBe(copy);
  await workspace.removeRealm("demo");
  expect(clientIdsOf(storeOf(workspace, "demo").read().document)).toEqual(["copy"]);
  expect(workspace.notices()).toEqual([]);
});

test("a notice can be dismissed and listeners hear of it", async () => {
  const workspace = await (await withFiles({ "realms/demo.json": "{" })).open();
  const counts: number[] = [];
  workspace.onNotices((notices) => counts.push(notices.length));
  workspace.dismissNotice(workspace.notices()[0]?.id ?? "");
  expect(workspace.notices()).toEqual([]);
  expect(counts).toEqual([0]);
});

test.each(["demo", "Demo", "../x", "__proto__", "con", "😀", "a".repeat(255), ".", "constructor"])(
  "realm %j can be made, edited, found again and removed",
  async (name) => {
    const setting = await aSetting();
    const workspace = await setting.open();
    await workspace.createRealm(aRealm("beside"));
    await (await workspace.createRealm(aRealm(name))).edit(withClient("a"), byAnna());
    await workspace.close();
    const again = await setting.open();
    expect(clientIdsOf(storeOf(again, name).read().document)).toEqual(["a"]);
    await again.removeRealm(name);
    expect([...again.realms.keys()]).toEqual(["beside"]);
    expect(await readdir(join(setting.folder, "realms"))).toEqual(["beside.json"]);
    const [kept] = await readdir(join(setting.folder, "state/set-aside"));
    expect(JSON.parse(await setting.readText(`state/set-aside/${kept}`))).toEqual(aRealm(name, ["a"]));
  },
);

test("a realm is made once: a second of its name, at the same moment too, is refused", async () => {
  const workspace = await (await aSetting()).open();
  const outcomes = await Promise.allSettled([
    workspace.createRealm(aRealm("demo")),
    workspace.createRealm(aRealm("demo", ["a"])),
  ]);
  expect(outcomes).toMatchObject([
    { status: "fulfilled" },
    { status: "rejected", reason: { name: "RealmConflict", message: "There is a realm demo already" } },
  ]);
  await expect(workspace.removeRealm("nobody")).rejects.toMatchObject({ name: "RealmConflict" });
});

test("making a realm never overwrites a file that has its name but holds another realm", async () => {
  const setting = await withFiles({ "realms/demo.json": toText(aRealm("something else")) });
  const workspace = await setting.open();
  await workspace.createRealm(aRealm("demo"));
  expect(await readdir(join(setting.folder, "realms"))).toEqual(["demo.json", "demo~2.json"]);
  expect(await setting.readText("realms/demo.json")).toBe(toText(aRealm("something else")));
});

test("a realm that does not hold together is not made", async () => {
  const setting = await aSetting();
  const workspace = await setting.open();
  await expect(workspace.createRealm(aRealm("demo", ["a", "a"]))).rejects.toMatchObject({ name: "RealmRefused" });
  expect(await readdir(join(setting.folder, "realms"))).toEqual([]);
});

test("changes are told for realms that come and go; a realm made again goes on counting", async () => {
  const workspace = await (await aSetting()).open();
  const told: unknown[] = [];
  const stop = workspace.onChange(({ realm, revision, by, summary }) => told.push([realm, revision, by, summary[0]]));
  const store = await workspace.createRealm(aRealm("demo"), "anna");
  await store.edit(withClient("a"), byAnna("a created"));
  await workspace.removeRealm("demo", "ben");
  await expect(store.edit(withClient("b"), byAnna())).rejects.toThrow("Realm demo is gone");
  await workspace.createRealm(aRealm("demo"), "anna");
  stop();
  await workspace.removeRealm("demo", "ben");
  expect(told).toEqual([
    ["demo", 1, "anna", "Realm demo created"],
    ["demo", 2, "anna", "a created"],
    ["demo", 0, "ben", "Realm demo removed"],
    ["demo", 4, "anna", "Realm demo created"],
  ]);
});

test("closing saves what waits and refuses what comes later", async () => {
  const setting = await aSetting();
  const workspace = await setting.open();
  const store = await workspace.createRealm(aRealm("demo"));
  const saving = Promise.all(["a", "b", "c"].map((id) => store.edit(withClient(id), byAnna())));
  workspace.state.write("sessions", { open: 1 });
  await Promise.all([workspace.close(), workspace.close()]);
  await saving;
  expect(await setting.readText("realms/demo.json")).toBe(toText(aRealm("demo", ["a", "b", "c"])));
  expect(await setting.readText("state/sessions.json")).toBe('{"open":1}\n');
  await expect(store.edit(withClient("d"), byAnna())).rejects.toMatchObject({
    name: "WorkspaceProblem",
    code: "closed",
  });
});

test("a realm file that is a link stays one, and what it leads to is written", async () => {
  const setting = await withFiles({ "elsewhere/real.json": toText(aRealm("demo")) });
  await mkdir(join(setting.folder, "realms"));
  await symlink("../elsewhere/real.json", join(setting.folder, "realms/demo.json"));
  await storeOf(await setting.open(), "demo").edit(withClient("a"), byAnna());
  expect(await setting.readText("elsewhere/real.json")).toBe(toText(aRealm("demo", ["a"])));
});

test("what a cut-off save left in the folder is moved away", async () => {
  const setting = await withFiles({
    "realms/demo.json": toText(aRealm("demo")),
    "realms/demo.json.1234567890": '{"rea',
  });
  await setting.open();
  expect(await readdir(join(setting.folder, "realms"))).toEqual(["demo.json"]);
});

test("state is written behind within a second, and what cannot be read counts as empty", async () => {
  const setting = await withFiles({ "state/broken.json": "{" });
  const workspace = await setting.open();
  expect(await workspace.state.read("broken")).toBeUndefined();
  expect(await workspace.state.read("nothing")).toBeUndefined();
  const events = [1];
  workspace.state.write("events", () => events);
  events.push(2);
  expect(await workspace.state.read("events")).toEqual([1, 2]);
  await expect.poll(() => setting.readText("state/events.json").catch(() => null)).toBe("[1,2]\n");
  await workspace.close();
  expect(await (await setting.open()).state.read("events")).toEqual([1, 2]);
  await expect(workspace.state.read("../x")).rejects.toThrow(RangeError);
});
