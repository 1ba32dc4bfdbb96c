import { chmod, mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aSmallDisk, FULL, mayMount, type SmallDisk, whileFull, whileReadOnly } from "../support/small-disk.ts";
import { aClient, aFolder, aRealm, aSetting, atTheEnd, byAnna, toText, withClient } from "./a-workspace.ts";

/** A disk of its own until the test ends. */
function aDisk(size: string): SmallDisk {
  const disk = aSmallDisk(size);
  atTheEnd(async () => disk[Symbol.asyncDispose]());
  return disk;
}

const aLargeClient = (clientId: string, bytes: number) => ({ ...aClient(clientId), description: "x".repeat(bytes) });

test.runIf(mayMount)(
  "a full disk refuses the save, keeps file and readers as they were, and lets the next one through when there is room",
  async () => {
    const disk = aDisk("256k");
    const setting = await aSetting(join(disk.path, "workspace"));
    const workspace = await setting.open();
    const store = await workspace.createRealm({ ...aRealm("demo"), clients: [aLargeClient("large", 30_000)] });
    const before = await setting.readText("realms/demo.json");

    // There is room for the line of history, not for the realm.
    await whileFull(disk, 4, async () => {
      const refused = store.edit(
        (document) => ({ ...document, clients: [...(document.clients ?? []), aLargeClient("larger", 60_000)] }),
        byAnna(),
      );
      await expect(refused).rejects.toMatchObject({
        name: "WorkspaceProblem",
        code: "ENOSPC",
        message: expect.stringMatching(FULL),
      });
      expect(await setting.readText("realms/demo.json")).toBe(before);
      expect(await readdir(join(setting.folder, "realms"))).toEqual(["demo.json"]);
      expect(store.read().revision).toBe(1);
      expect(store.history()).toHaveLength(1);
    });

    expect((await store.edit(withClient("a"), byAnna("a created"))).revision).toBe(2);
    await workspace.close();
    const again = await setting.open();
    expect(
      again.realms
        .get("demo")
        ?.history()
        .map(({ summary }) => summary[0]),
    ).toEqual(["a created", "Realm demo created"]);
  },
);

test.runIf(mayMount)(
  "a disk that has become read-only refuses the save and says so; the realm is still served",
  async () => {
    const disk = aDisk("1m");
    const setting = await aSetting(join(disk.path, "workspace"));
    const workspace = await setting.open();
    const store = await workspace.createRealm(aRealm("demo"));
    await whileReadOnly(disk, [], async () => {
      await expect(store.edit(withClient("a"), byAnna())).rejects.toThrow(
        `${setting.folder}/realms is read-only (EROFS): make it writable or choose another folder with --workspace`,
      );
      await expect(workspace.removeRealm("demo")).rejects.toMatchObject({ code: "EROFS" });
      await expect(workspace.createRealm(aRealm("other"))).rejects.toMatchObject({ code: "EROFS" });
      await expect(workspace.updateSettings(() => ({ port: 1 }))).rejects.toMatchObject({ code: "EROFS" });
      await expect(workspace.announce("http://localhost")).rejects.toMatchObject({ code: "EROFS" });
      expect(store.read().document).toEqual(aRealm("demo"));
    });
    expect((await store.edit(withClient("a"), byAnna())).revision).toBe(2);
  },
);

test.each([
  ["the workspace itself", "workspace", /workspace is a file where a folder is needed \(EEXIST\)/],
  ["a folder above it", "", /leads through a file where a folder is needed \(ENOTDIR\)/],
  ["its realms folder", "workspace/realms", /realms is a file where a folder is needed \(EEXIST\)/],
])("where %s is a file, opening says so", async (_what, at, message) => {
  const folder = join(await aFolder(), "place");
  const file = join(folder, at);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, "a file");
  await expect((await aSetting(join(folder, "workspace"))).open()).rejects.toThrow(message);
  expect(await readFile(file, "utf8")).toBe("a file");
});

test("something called a realm file that is a folder, or leads nowhere, becomes a notice, and the others are served", async () => {
  const setting = await aSetting();
  await mkdir(join(setting.folder, "realms/folder.json"), { recursive: true });
  await writeFile(join(setting.folder, "realms/demo.json"), toText(aRealm("demo")));
  const workspace = await setting.open();
  expect([...workspace.realms.keys()]).toEqual(["demo"]);
  expect(workspace.notices()).toMatchObject([
    { kind: "unreadable", file: "folder.json", message: expect.stringContaining("EISDIR") },
  ]);
});

test.runIf(process.getuid?.() !== 0)(
  "a folder without the right to write refuses the save with the way out",
  async () => {
    const setting = await aSetting();
    const store = await (await setting.open()).createRealm(aRealm("demo"));
    await chmod(join(setting.folder, "realms"), 0o500);
    await expect(store.edit(withClient("a"), byAnna())).rejects.toMatchObject({ code: "EACCES" });
    await chmod(join(setting.folder, "realms"), 0o700);
    expect((await store.edit(withClient("a"), byAnna())).revision).toBe(2);
  },
);

test("what processes that were killed left half written does not pile up", async () => {
  const setting = await aSetting();
  const times = Array.from({ length: 15 }, (_, i) => i);
  await (await setting.open()).close();
  const at = (path: string) => join(setting.folder, path);
  await writeFile(at("state/backups/demo.json.1234567890"), "{");
  await writeFile(at("state/history/demo.jsonl.1234567890"), "{");
  await writeFile(at("state/lock.1a2b"), "{");
  await utimes(at("state/lock.1a2b"), 1_600_000_000, 1_600_000_000);
  for (const time of times) {
    await writeFile(at(`realms/demo.json.${1_000_000 + time}`), "{");
    await (await setting.open()).close();
  }
  expect(await readdir(at("realms"))).toEqual([]);
  expect(await readdir(at("state/backups"))).toEqual([]);
  expect(await readdir(at("state/history"))).toEqual([]);
  expect((await readdir(at("state"))).filter((name) => name.startsWith("lock"))).toEqual([]);
  const kept = (await readdir(at("state/set-aside"))).map((name) => /^demo\.json\.(\d+)-/.exec(name)?.[1]).sort();
  expect(kept).toEqual(times.slice(-10).map((time) => String(1_000_000 + time)));
});
