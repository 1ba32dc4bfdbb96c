import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aClient, aFolder, aRealm, aSetting, atTheEnd, byAnna, toText, withClient } from "./a-workspace.ts";

/** A small disk of its own; null where this user may not mount one. */
function mountDisk(size: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), "store-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "pipe" });
    return folder;
  } catch {
    rmdirSync(folder);
    return null;
  }
}

function unmountDisk(folder: string): void {
  execFileSync("umount", ["-l", folder]);
  rmdirSync(folder);
}

function aDisk(size: string): string {
  const folder = mountDisk(size);
  if (!folder) throw new Error("no disk could be mounted");
  atTheEnd(async () => unmountDisk(folder));
  return folder;
}

const trial = mountDisk("64k");
if (trial) unmountDisk(trial);
const mayMount = trial !== null;
if (!mayMount)
  process.stderr.write(
    "disk-problems: tests of full and read-only disks are skipped: this user may not mount a tmpfs\n",
  );

/** Fills a disk to its last block with small files. */
async function fill(disk: string): Promise<string[]> {
  const paths: string[] = [];
  for (let count = 0; ; count++) {
    const path = join(disk, `ballast-${count}`);
    try {
      await writeFile(path, Buffer.alloc(4096));
      paths.push(path);
    } catch {
      await rm(path, { force: true });
      return paths;
    }
  }
}

const aLargeClient = (clientId: string, bytes: number) => ({ ...aClient(clientId), description: "x".repeat(bytes) });

test.runIf(mayMount)(
  "a full disk refuses the save, keeps file and readers as they were, and lets the next one through when there is room",
  async () => {
    const disk = aDisk("256k");
    const setting = await aSetting(join(disk, "workspace"));
    const workspace = await setting.open();
    const store = await workspace.createRealm({ ...aRealm("demo"), clients: [aLargeClient("large", 30_000)] });
    const before = await setting.readText("realms/demo.json");
    const ballast = await fill(disk);
    for (const path of ballast.splice(0, 4)) await rm(path); // room for the line of history, not for the realm

    const refused = store.edit(
      (document) => ({ ...document, clients: [...(document.clients ?? []), aLargeClient("larger", 60_000)] }),
      byAnna(),
    );
    await expect(refused).rejects.toMatchObject({
      name: "WorkspaceProblem",
      code: "ENOSPC",
      message: expect.stringContaining("make room and save again; nothing was changed"),
    });
    expect(await setting.readText("realms/demo.json")).toBe(before);
    expect(await readdir(join(setting.folder, "realms"))).toEqual(["demo.json"]);
    expect(store.read().revision).toBe(1);
    expect(store.history()).toHaveLength(1);

    for (const path of ballast) await rm(path);
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
    const setting = await aSetting(join(disk, "workspace"));
    const workspace = await setting.open();
    const store = await workspace.createRealm(aRealm("demo"));
    execFileSync("mount", ["-o", "remount,ro", disk]);
    await expect(store.edit(withClient("a"), byAnna())).rejects.toThrow(
      `${setting.folder}/realms is read-only (EROFS): make it writable or choose another folder with --workspace`,
    );
    await expect(workspace.removeRealm("demo")).rejects.toMatchObject({ code: "EROFS" });
    await expect(workspace.createRealm(aRealm("other"))).rejects.toMatchObject({ code: "EROFS" });
    await expect(workspace.updateSettings(() => ({ port: 1 }))).rejects.toMatchObject({ code: "EROFS" });
    expect(store.read().document).toEqual(aRealm("demo"));
    execFileSync("mount", ["-o", "remount,rw", disk]);
    expect((await store.edit(withClient("a"), byAnna())).revision).toBe(2);
  },
);

test.runIf(mayMount)("a workspace on a read-only disk is not opened, and the message says what to do", async () => {
  const disk = aDisk("1m");
  execFileSync("mount", ["-o", "remount,ro", disk]);
  await expect((await aSetting(join(disk, "workspace"))).open()).rejects.toThrow(
    /is read-only \(EROFS\): make it writable or choose another folder/,
  );
});

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
