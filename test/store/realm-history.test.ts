import { appendFile, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aRealm, aSetting, byAnna, clientIdsOf, storeOf, toText, withClient } from "./a-workspace.ts";

async function aDemoWithTwoChanges() {
  const setting = await aSetting();
  const workspace = await setting.open();
  const store = await workspace.createRealm(aRealm("demo"));
  await store.edit(withClient("a"), byAnna("a created"));
  await store.edit(withClient("b"), byAnna("b created"));
  const path = join(setting.folder, "realms/demo.json");
  const historyPath = join(setting.folder, "state/history/demo.jsonl");
  return { ...setting, workspace, store, path, historyPath };
}

test("the newest change can be taken back, as a change of its own that can be taken back too", async () => {
  const { store, path } = await aDemoWithTwoChanges();
  const undone = await store.undo(3, "ben");
  expect(undone.revision).toBe(4);
  expect(clientIdsOf(undone.document)).toEqual(["a"]);
  expect(await readFile(path, "utf8")).toBe(toText(aRealm("demo", ["a"])));
  expect(store.history()[0]).toMatchObject({ revision: 4, by: "ben", summary: ["Taken back: b created"] });
  expect(clientIdsOf((await store.undo(4, "ben")).document)).toEqual(["a", "b"]);
});

test("one change after the other can be taken back, and made again in the other order", async () => {
  const { store, open, workspace } = await aDemoWithTwoChanges();
  await store.undo(3, "ben");
  expect(clientIdsOf((await store.undo(2, "ben")).document)).toEqual([]);
  expect(store.history()[0]?.summary).toEqual(["Taken back: a created"]);
  await workspace.close();
  const again = storeOf(await open(), "demo");
  expect(clientIdsOf((await again.undo(5, "ben")).document)).toEqual(["a"]);
  expect(clientIdsOf((await again.undo(4, "ben")).document)).toEqual(["a", "b"]);
  expect(again.history()[0]?.summary).toEqual(["Made again: b created"]);
  expect(clientIdsOf((await again.undo(7, "ben")).document)).toEqual(["a"]);
  expect(again.history()[0]?.summary).toEqual(["Taken back: b created"]);
});

test("a change is not taken back from under one that came after its undo", async () => {
  const { store } = await aDemoWithTwoChanges();
  await store.undo(3, "ben");
  await store.edit(withClient("c"), byAnna("c created"));
  await expect(store.undo(2, "ben")).rejects.toThrow("take back the newer ones first");
  expect(clientIdsOf((await store.undo(5, "ben")).document)).toEqual(["a"]);
});

test("of changes written together only the last can be taken back", async () => {
  const { store } = await aDemoWithTwoChanges();
  await Promise.all([
    store.edit(withClient("c"), byAnna("c created")),
    store.edit(withClient("d"), byAnna("d created")),
    store.edit(withClient("e"), byAnna("e created")),
  ]);
  await expect(store.undo(5, "ben")).rejects.toThrow("take back the newer ones first");
  expect(clientIdsOf((await store.undo(6, "ben")).document)).toEqual(["a", "b", "c", "d"]);
});

test.each([
  [2, "Change 2 is not the newest (that is 3)"],
  [9, "Change 9 is not the newest (that is 3)"],
])("change %i cannot be taken back while it is not the newest", async (revision, message) => {
  const { store } = await aDemoWithTwoChanges();
  await expect(store.undo(revision, "ben")).rejects.toMatchObject({
    name: "RealmConflict",
    message: expect.stringContaining(message),
  });
  expect(store.read().revision).toBe(3);
});

test("the making of a realm cannot be taken back", async () => {
  const workspace = await (await aSetting()).open();
  const store = await workspace.createRealm(aRealm("demo"));
  await expect(store.undo(1, "ben")).rejects.toThrow("cannot be taken back");
});

test("undo, history and revision numbers go on after a restart", async () => {
  const { open, workspace } = await aDemoWithTwoChanges();
  await workspace.close();
  const store = storeOf(await open(), "demo");
  expect(store.read().revision).toBe(3);
  expect(store.history().map(({ summary }) => summary[0])).toEqual(["b created", "a created", "Realm demo created"]);
  expect(clientIdsOf((await store.undo(3, "ben")).document)).toEqual(["a"]);
});

test("a change made on disk while the workspace was not open counts as one and can be taken back", async () => {
  const { open, workspace, path } = await aDemoWithTwoChanges();
  await workspace.close();
  await writeFile(path, toText(aRealm("demo", ["by-hand"])));
  const store = storeOf(await open(), "demo");
  expect(store.history()[0]).toMatchObject({ revision: 4, by: "file" });
  expect(clientIdsOf((await store.undo(4, "ben")).document)).toEqual(["a", "b"]);
});

test("a change on disk can be taken back while the workspace is open", async () => {
  const { store, path } = await aDemoWithTwoChanges();
  await writeFile(path, toText(aRealm("demo", ["by-hand"])));
  await store.check();
  expect(store.history()[0]).toMatchObject({
    revision: 4,
    by: "file",
    summary: ["demo.json was changed on disk: clients"],
  });
  expect(clientIdsOf((await store.undo(4, "ben")).document)).toEqual(["a", "b"]);
});

test("a change that was in the history but not yet in the file when the process was killed did not happen", async () => {
  const { open, workspace, path, historyPath } = await aDemoWithTwoChanges();
  await workspace.close();
  const last = JSON.parse((await readFile(historyPath, "utf8")).trim().split("\n").at(-1) ?? "");
  const lost = { ...last, revision: 4, summary: ["c created"], before: last.after, after: "0".repeat(64) };
  await appendFile(historyPath, `${JSON.stringify(lost)}\n{"revision":5,"torn`);
  const store = storeOf(await open(), "demo");
  expect(store.read().revision).toBe(3);
  expect((await store.edit(withClient("c"), byAnna("c again"))).revision).toBe(4);
  expect(clientIdsOf(JSON.parse(await readFile(path, "utf8")))).toEqual(["a", "b", "c"]);
  expect(store.history().map(({ summary }) => summary[0])).not.toContain("c created");
});

test("after a restart the history does not hold what a torn line said", async () => {
  const { open, workspace, historyPath } = await aDemoWithTwoChanges();
  await workspace.close();
  await appendFile(historyPath, '{"revision":4,"torn');
  const again = await open();
  await storeOf(again, "demo").edit(withClient("c"), byAnna("c created"));
  await again.close();
  expect(storeOf(await open(), "demo").history()[0]).toMatchObject({ revision: 4, summary: ["c created"] });
});

test("two hundred changes are kept, and the file stays small", async () => {
  const { store, workspace, open, historyPath } = await aDemoWithTwoChanges();
  for (let first = 0; first < 600; first += 120) {
    const names = Array.from({ length: 120 }, (_, index) => `name ${first + index}`);
    await Promise.all(names.map((displayName) => store.edit((document) => ({ ...document, displayName }), byAnna())));
  }
  expect((await readFile(historyPath, "utf8")).split("\n").length).toBeLessThan(530);
  await workspace.close();
  const again = storeOf(await open(), "demo");
  expect(again.history()).toHaveLength(200);
  expect(again.read().revision).toBe(603);
  expect((await again.undo(603, "ben")).document.displayName).toBe("name 598");
});

test("changes of a large realm take room for what changed, not for the realm", async () => {
  const setting = await aSetting();
  const workspace = await setting.open();
  const ids = Array.from({ length: 5000 }, (_, index) => `client-${index}`);
  const store = await workspace.createRealm(aRealm("big", ids));
  await store.edit(withClient("one-more"), byAnna());
  expect((await stat(join(setting.folder, "state/history/big.jsonl"))).size).toBeLessThan(2000);
});

test("without its history a realm is served all the same, from revision 1", async () => {
  const { open, workspace, folder } = await aDemoWithTwoChanges();
  await workspace.close();
  await rm(join(folder, "state"), { recursive: true });
  expect(storeOf(await open(), "demo").read().revision).toBe(1);
});
