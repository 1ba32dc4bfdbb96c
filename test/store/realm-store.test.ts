import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, readFile, rename, rmdir, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Change } from "../../src/store/change.ts";
import { aClient, aRealm, aSetting, byAnna, clientIdsOf, storeOf, toText, withClient } from "./a-workspace.ts";

async function aDemo() {
  const setting = await aSetting();
  const workspace = await setting.open();
  const store = await workspace.createRealm(aRealm("demo"));
  return { ...setting, workspace, store, path: join(setting.folder, "realms/demo.json") };
}

test("200 concurrent edits lose none, keep their order and share one write", async () => {
  const { store, path } = await aDemo();
  const ids = Array.from({ length: 200 }, (_, index) => `client-${index}`);
  const published = await Promise.all(ids.map((id) => store.edit(withClient(id), byAnna(id))));
  expect(clientIdsOf(JSON.parse(await readFile(path, "utf8")))).toEqual(ids);
  expect(published.map(({ revision }) => revision)).toEqual(ids.map((_, index) => index + 2));
  expect(store.read().document).toBe(published[199]?.document);
  const writes = new Set(store.history().map(({ after }) => after));
  expect(writes.size).toBe(1);
});

test("each edit resolves with the realm as that edit made it, document, compiled and revision of one moment", async () => {
  const { store } = await aDemo();
  const [first, second] = await Promise.all([
    store.edit(withClient("a"), byAnna()),
    store.edit(withClient("b"), byAnna()),
  ]);
  expect([...(first?.compiled.clientIds ?? [])]).toEqual(["a"]);
  expect(clientIdsOf(second?.document ?? aRealm(""))).toEqual(["a", "b"]);
});

test("an edit that throws or does not compile is refused alone; those before and after it go through", async () => {
  const { store } = await aDemo();
  const outcomes = await Promise.allSettled([
    store.edit(withClient("a"), byAnna()),
    store.edit(withClient("a"), byAnna()),
    store.edit(() => {
      throw new Error("no such role");
    }, byAnna()),
    store.edit(withClient("b"), byAnna()),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(outcomes[1]).toMatchObject({ reason: { name: "RealmRefused", message: "client a is there twice" } });
  expect(clientIdsOf(store.read().document)).toEqual(["a", "b"]);
});

test("readers see an edit only once the disk has it, and then the change is told", async () => {
  const { store, path, workspace } = await aDemo();
  const told: { change: Change; onDisk: string }[] = [];
  workspace.onChange((change) => told.push({ change, onDisk: readFileSync(path, "utf8") }));
  const saving = store.edit(withClient("a"), byAnna("a created"));
  expect(clientIdsOf(store.read().document)).toEqual([]);
  const { revision } = await saving;
  expect(told).toEqual([
    {
      change: { realm: "demo", revision, atSeconds: expect.any(Number), by: "anna", summary: ["a created"] },
      onDisk: toText(store.read().document),
    },
  ]);
});

test("a listener that throws hinders neither the edit nor the other listeners", async () => {
  const { store, workspace, warnings } = await aDemo();
  const heard = vi.fn();
  workspace.onChange(() => {
    throw new Error("broken listener");
  });
  workspace.onChange(heard);
  await store.edit(withClient("a"), byAnna());
  expect(heard).toHaveBeenCalledOnce();
  expect(warnings.join()).toContain("broken listener");
});

test("fields nobody knows and the order of names stay as they came, and an edit that changes nothing touches no byte", async () => {
  const setting = await aSetting();
  const text = toText({
    zeta: { b: 1, a: [null, 1.5] },
    realm: "demo",
    id: "x",
    __proto: 1,
    clients: [],
    alpha: "é😀",
  });
  await mkdir(join(setting.folder, "realms"), { recursive: true });
  await writeFile(join(setting.folder, "realms/demo.json"), text);
  const store = storeOf(await setting.open(), "demo");
  const before = await stat(join(setting.folder, "realms/demo.json"));
  const unchanged = await store.edit((document) => structuredClone(document), byAnna());
  expect(unchanged.revision).toBe(1);
  expect((await stat(join(setting.folder, "realms/demo.json"))).mtimeMs).toBe(before.mtimeMs);
  await store.edit(withClient("a"), byAnna());
  await store.edit((document) => ({ ...document, clients: [] }), byAnna());
  expect(await setting.readText("realms/demo.json")).toBe(text);
});

test("a file changed on disk is taken up before an edit, and the edit goes on top", async () => {
  const { store, path, workspace } = await aDemo();
  const changes: Change[] = [];
  workspace.onChange((change) => changes.push(change));
  await writeFile(path, toText(aRealm("demo", ["by-hand"])));
  await store.edit(withClient("by-form"), byAnna());
  expect(clientIdsOf(JSON.parse(await readFile(path, "utf8")))).toEqual(["by-hand", "by-form"]);
  expect(changes.map(({ by, revision }) => [by, revision])).toEqual([
    ["file", 2],
    ["anna", 3],
  ]);
});

test("edits over a file that cannot be taken up are refused with its place, and the file is left as it is", async () => {
  const { store, path } = await aDemo();
  const broken = '{\n  "realm": "demo",\n  "id" "x"\n}\n';
  await writeFile(path, broken);
  await expect(store.edit(withClient("a"), byAnna())).rejects.toThrow(
    /demo\.json was changed on disk and cannot be taken up \(line 3, column 8: a colon is expected here\): mend the file, or restore/,
  );
  expect(await readFile(path, "utf8")).toBe(broken);
  expect(clientIdsOf(store.read().document)).toEqual([]);
  await writeFile(path, toText(aRealm("demo", ["mended"])));
  await store.edit(withClient("a"), byAnna());
  expect(clientIdsOf(store.read().document)).toEqual(["mended", "a"]);
});

test("a file that another program keeps changing is never overwritten", async () => {
  const { store, path } = await aDemo();
  let count = 0;
  const racing = (document: Parameters<ReturnType<typeof withClient>>[0]) => {
    count++;
    writeFileSync(path, toText(aRealm("demo", [`by-hand-${count}`])));
    return withClient("by-form")(document);
  };
  await expect(store.edit(racing, byAnna())).rejects.toThrow(/keeps being changed on disk/);
  expect(clientIdsOf(JSON.parse(await readFile(path, "utf8")))).toEqual([`by-hand-${count}`]);
  expect(count).toBeGreaterThan(1);
});

test("a file that was only formatted anew makes no change", async () => {
  const { store, path } = await aDemo();
  await store.edit(withClient("a"), byAnna());
  await writeFile(path, `\ufeff${JSON.stringify(store.read().document)}`);
  expect(await store.check()).toBe("served");
  expect(store.read().revision).toBe(2);
  await store.edit(withClient("b"), byAnna());
  expect(await readFile(path, "utf8")).toBe(toText(aRealm("demo", ["a", "b"])));
});

test("what a hand left alone keeps its identity, so that compiling can reuse it", async () => {
  const { store, path } = await aDemo();
  await store.edit((document) => ({ ...document, clients: [aClient("a"), aClient("b")] }), byAnna());
  const [a] = store.read().document.clients ?? [];
  await writeFile(path, toText({ ...aRealm("demo", ["a", "b"]), displayName: "Demo" }));
  await store.check();
  expect(store.read().document.displayName).toBe("Demo");
  expect(store.read().document.clients?.[0]).toBe(a);
});

test("an edit of a realm whose file was deleted is refused and does not bring the file back", async () => {
  const { store, path } = await aDemo();
  await unlink(path);
  await expect(store.edit(withClient("a"), byAnna())).rejects.toThrow(/demo\.json was deleted|Realm demo is gone/);
  await expect(stat(path)).rejects.toThrow("ENOENT");
});

test("a write that fails rejects its edits and changes nothing, and the next one works once the disk does", async () => {
  const { store, path, workspace } = await aDemo();
  await rename(path, `${path}.kept`);
  await mkdir(path); // a folder where the file should be
  const outcomes = await Promise.allSettled([
    store.edit(withClient("a"), byAnna()),
    store.edit(withClient("b"), byAnna()),
  ]);
  expect(outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason.name)).toEqual([
    "WorkspaceProblem",
    "WorkspaceProblem",
  ]);
  expect(store.read().revision).toBe(1);
  await rmdir(path);
  await rename(`${path}.kept`, path);
  expect((await storeOf(workspace, "demo").edit(withClient("c"), byAnna())).revision).toBe(2);
  expect(clientIdsOf(JSON.parse(await readFile(path, "utf8")))).toEqual(["c"]);
});

test("an edit may rename a realm, but not to the name of another", async () => {
  const { store, workspace } = await aDemo();
  await workspace.createRealm(aRealm("other"));
  await expect(store.edit((document) => ({ ...document, realm: "other" }), byAnna())).rejects.toThrow(
    "There is a realm other already",
  );
  await store.edit((document) => ({ ...document, realm: "renamed" }), byAnna());
  expect([...workspace.realms.keys()].sort()).toEqual(["other", "renamed"]);
  expect(storeOf(workspace, "renamed")).toBe(store);
});
