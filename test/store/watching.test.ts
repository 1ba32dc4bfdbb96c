import { mkdir, readdir, rename, rm, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Change } from "../../src/store/change.ts";
import { aRealm, aSetting, byAnna, clientIdsOf, storeOf, toText, withClient } from "./a-workspace.ts";

async function aWatchedDemo() {
  const setting = await aSetting();
  const workspace = await setting.open();
  const store = await workspace.createRealm(aRealm("demo"));
  const changes: Change[] = [];
  workspace.onChange((change) => changes.push(change));
  const path = join(setting.folder, "realms/demo.json");
  const served = () =>
    [...workspace.realms].map(([name, { read }]) => [
      name,
      ...clientIdsOf(read.call(workspace.realms.get(name)).document),
    ]);
  return { ...setting, workspace, store, changes, path, served };
}

const soon = <Value>(value: () => Value | Promise<Value>) => expect.poll(value, { interval: 20 });

test("a file that an editor saves is taken up and told as a change by the file", async () => {
  const { changes, path, served } = await aWatchedDemo();
  await writeFile(path, toText(aRealm("demo", ["by-hand"])));
  await soon(() => changes).toMatchObject([
    { realm: "demo", revision: 2, by: "file", summary: ["demo.json was changed on disk: clients"] },
  ]);
  expect(served()).toEqual([["demo", "by-hand"]]);
});

test.each([
  [
    "renaming a new file over it",
    async (path: string, text: string) => {
      await writeFile(`${path}.tmp`, text);
      await rename(`${path}.tmp`, path);
    },
  ],
  [
    "deleting it and writing it anew",
    async (path: string, text: string) => {
      await unlink(path);
      await writeFile(path, text);
    },
  ],
])("an editor that saves by %s does not remove the realm", async (_how, save) => {
  const { changes, path, store } = await aWatchedDemo();
  await save(path, toText(aRealm("demo", ["by-hand"])));
  await soon(() => changes).toMatchObject([{ revision: 2, by: "file" }]);
  expect(clientIdsOf(store.read().document)).toEqual(["by-hand"]);
});

test("a file that cannot be taken up becomes a notice with line and column, the last good version is served, and the notice goes when it is mended", async () => {
  const { workspace, path, served, store } = await aWatchedDemo();
  await store.edit(withClient("good"), byAnna());
  await writeFile(path, '{\n  "realm": "demo",\n  "id": "x",\n  "clients": [}\n');
  await soon(() => workspace.notices()).toMatchObject([
    { kind: "refused", file: "demo.json", line: 4, column: 15, restorable: true },
  ]);
  expect(served()).toEqual([["demo", "good"]]);
  await writeFile(path, toText(aRealm("demo", ["mended"])));
  await soon(() => served()).toEqual([["demo", "mended"]]);
  await soon(() => workspace.notices()).toEqual([]);
});

test("a realm that does not hold together on disk is refused at the place of the fault", async () => {
  const { workspace, path } = await aWatchedDemo();
  await writeFile(path, toText(aRealm("demo", ["a", "a"])));
  await soon(() => workspace.notices()).toMatchObject([
    { kind: "refused", line: 11, column: 19, message: expect.stringContaining("client a is there twice") },
  ]);
});

test("the last good version can be put back over a file that cannot be taken up, which is kept aside", async () => {
  const { workspace, path, folder, readText, store } = await aWatchedDemo();
  await store.edit(withClient("good"), byAnna());
  await writeFile(path, "{ broken");
  await soon(() => workspace.notices().length).toBe(1);
  await workspace.restoreBackup("demo.json");
  expect(await readText("realms/demo.json")).toBe(toText(aRealm("demo", ["good"])));
  const [aside] = await readdir(join(folder, "state/set-aside"));
  expect(await readText(`state/set-aside/${aside}`)).toBe("{ broken");
  expect(workspace.notices()).toEqual([]);
  expect((await store.edit(withClient("more"), byAnna())).revision).toBe(3);
});

test("a new file appears as a realm, a deleted one takes its realm away", async () => {
  const { folder, changes, served } = await aWatchedDemo();
  const other = join(folder, "realms/other.json");
  await writeFile(other, toText(aRealm("other", ["o"])));
  await soon(() => changes).toMatchObject([
    { realm: "other", revision: 1, by: "file", summary: ["other.json was found"] },
  ]);
  expect(served()).toEqual([["demo"], ["other", "o"]]);
  await unlink(other);
  await soon(() => changes.at(-1)).toMatchObject({
    realm: "other",
    revision: 0,
    by: "file",
    summary: ["other.json was deleted"],
  });
  expect(served()).toEqual([["demo"]]);
});

test("a new file that cannot be read is told and stays where it is", async () => {
  const { folder, workspace, readText } = await aWatchedDemo();
  await writeFile(join(folder, "realms/new.json"), "{");
  await soon(() => workspace.notices()).toMatchObject([{ kind: "refused", file: "new.json", restorable: false }]);
  expect(await readText("realms/new.json")).toBe("{");
  await unlink(join(folder, "realms/new.json"));
  await soon(() => workspace.notices()).toEqual([]);
});

test("our own writes are not taken for somebody else's", async () => {
  const { store, changes, folder } = await aWatchedDemo();
  for (const id of ["a", "b", "c"]) await store.edit(withClient(id), byAnna());
  await writeFile(join(folder, "realms/marker.json"), toText(aRealm("marker")));
  await soon(() => changes.at(-1)?.realm).toBe("marker");
  expect(changes.map(({ by }) => by)).toEqual(["anna", "anna", "anna", "file"]);
});

test("a folder that is taken away and put back, as git does between branches, takes its realms along", async () => {
  const { folder, served } = await aWatchedDemo();
  await rm(join(folder, "realms"), { recursive: true });
  await soon(served).toEqual([]);
  await mkdir(join(folder, "realms"));
  await writeFile(join(folder, "realms/demo.json"), toText(aRealm("demo", ["back"])));
  await soon(served).toEqual([["demo", "back"]]);
  await writeFile(join(folder, "realms/demo.json"), toText(aRealm("demo", ["again"])));
  await soon(served).toEqual([["demo", "again"]]);
});

test("what a new file is missing is added and saved", async () => {
  const { folder, workspace, readText } = await aWatchedDemo();
  await writeFile(join(folder, "realms/bare.json"), '{"realm":"bare"}');
  await soon(() => workspace.realms.has("bare")).toBe(true);
  expect(storeOf(workspace, "bare").read().document.id).toBe("id-of-bare");
  expect(await readText("realms/bare.json")).toBe(toText({ realm: "bare", id: "id-of-bare" }));
});

test("a hand that removes what a realm needs gets it completed on disk", async () => {
  const { path, store, readText } = await aWatchedDemo();
  await writeFile(path, '{"realm":"demo","displayName":"Mine"}');
  await soon(() => store.read().document.displayName).toBe("Mine");
  expect(await readText("realms/demo.json")).toBe(toText({ realm: "demo", displayName: "Mine", id: "id-of-demo" }));
});
