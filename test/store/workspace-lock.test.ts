import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Holder, readWorkspaceHolder, takeLock, WorkspaceHeld } from "../../src/store/workspace-lock.ts";
import { aFolder, aSetting } from "./a-workspace.ts";

async function aStateFolder() {
  const folder = await aFolder();
  const state = join(folder, "state");
  await mkdir(state);
  return { folder, state, path: join(state, "lock") };
}

const readLock = async (path: string): Promise<Holder> => JSON.parse(await readFile(path, "utf8"));

/** The number of a process that has been and is gone. */
async function aGonePid(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  return child.pid ?? 0;
}

test("a workspace that is open refuses a second opener and names the process, its address and the way out", async () => {
  const setting = await aSetting();
  const workspace = await setting.open();
  await workspace.announce("http://localhost:8080");
  const refused = setting.open();
  await expect(refused).rejects.toBeInstanceOf(WorkspaceHeld);
  await expect(refused).rejects.toThrow(
    `${setting.folder} is open in another Tokenbench (process ${process.pid}, http://localhost:8080): use that one, stop it, or choose another folder with --workspace`,
  );
  await workspace.close();
  await setting.open();
});

test("the lock is private and tells pid, address and a key; nothing is left of it after closing", async () => {
  const setting = await aSetting();
  const workspace = await setting.open({ holder: { address: "http://localhost:1" } });
  const path = join(setting.folder, "state/lock");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readLock(path)).toMatchObject({ pid: process.pid, address: "http://localhost:1", key: workspace.key });
  expect(workspace.key).toMatch(/^[0-9a-f]{48}$/);
  await workspace.announce("http://localhost:2");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readWorkspaceHolder(join(setting.folder, "state"))).toMatchObject({ address: "http://localhost:2" });
  await workspace.close();
  expect((await readdir(join(setting.folder, "state"))).filter((name) => name.startsWith("lock"))).toEqual([]);
  expect(await readWorkspaceHolder(join(setting.folder, "state"))).toBeUndefined();
});

test("the lock of a process that is gone is taken over at once", async () => {
  const { folder, state, path } = await aStateFolder();
  await writeFile(path, JSON.stringify({ pid: await aGonePid(), key: "0123456789" }));
  expect(await readWorkspaceHolder(state)).toBeUndefined();
  const lock = await takeLock(folder, state);
  expect(await readLock(path)).toMatchObject({ pid: process.pid, key: lock.key });
  expect(await readdir(state)).toEqual(["lock"]);
});

test.runIf(process.platform === "linux")(
  "a process that has the number of the one that held the lock is another process",
  async () => {
    const { folder, state, path } = await aStateFolder();
    const lock = await takeLock(folder, state);
    const held = await readLock(path);
    await lock.release();
    await writeFile(path, JSON.stringify({ ...held, startedAs: `${held.startedAs}0` }));
    await takeLock(folder, state);
    await writeFile(path, JSON.stringify(held));
    await expect(takeLock(folder, state)).rejects.toBeInstanceOf(WorkspaceHeld);
  },
);

test.each(["", "[]", '{"pid":1,"key":"../../x"}'])("a lock that holds %j belongs to nobody", async (text) => {
  const { folder, state, path } = await aStateFolder();
  await writeFile(path, text);
  await takeLock(folder, state);
  expect(await readLock(path)).toMatchObject({ pid: process.pid });
});

test("a process that died while it took a stale lock over does not keep the next one out", async () => {
  const { folder, state, path } = await aStateFolder();
  const pid = await aGonePid();
  await writeFile(path, JSON.stringify({ pid, key: "aaaaaaaaaa" }));
  await writeFile(`${path}.after-aaaaaaaaaa`, JSON.stringify({ pid, key: "bbbbbbbbbb" }));
  await takeLock(folder, state);
  expect(await readdir(state)).toEqual(["lock"]);
});

test.each(["free", "stale"])("of twenty that race for a %s lock exactly one gets it, time after time", async (kind) => {
  const { folder, state, path } = await aStateFolder();
  const pid = await aGonePid();
  for (let round = 0; round < 10; round++) {
    if (kind === "stale") await writeFile(path, JSON.stringify({ pid, key: `0123456789${round}` }));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(folder, state)));
    const won = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(won).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(WorkspaceHeld);
    expect((await readLock(path)).key).toBe(won[0]?.key);
    await won[0]?.release();
    expect(await readdir(state)).toEqual([]);
  }
});
