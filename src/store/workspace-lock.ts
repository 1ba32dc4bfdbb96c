import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { hashOf } from "./durable-file.ts";
import { codeOf, WorkspaceProblem } from "./workspace-problem.ts";

/** The process that has a workspace open, as `state/lock` tells it. */
export interface Holder {
  readonly pid: number;
  /** Boot and start time of the process where the system tells them: a number used again is another process. */
  readonly startedAs?: string;
  /** Where its server answers; missing until it listens. */
  readonly address?: string;
  /** Random; whoever can read the lock may prove so to the holder. */
  readonly key: string;
}

/** Another process has the workspace open. */
export class WorkspaceHeld extends WorkspaceProblem {
  override readonly name = "WorkspaceHeld";
  readonly holder: Holder;

  constructor(folder: string, holder: Holder) {
    const who = `process ${holder.pid}${holder.address ? `, ${holder.address}` : ""}`;
    super(
      `${folder} is open in another Tokenbench (${who}): use that one, stop it, or choose another folder with --workspace`,
      "held",
    );
    this.holder = holder;
  }
}

export interface WorkspaceLock {
  readonly key: string;
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the lock in `stateFolder`, or throws `WorkspaceHeld`. The lock appears whole, by a hard link to a file already written.
 *
 * A stale one (its process is gone, or another has its number) is taken over at once. Two that race for it cannot both win:
 * who takes over must first make the one file that is named after the stale lock's key, and then find that lock still there.
 */
export async function takeLock(workspaceFolder: string, stateFolder: string, address?: string): Promise<WorkspaceLock> {
  const path = join(stateFolder, "lock");
  const own = await ownHolder(address);
  const draft = `${path}.${own.key}`;
  await writeFile(draft, `${JSON.stringify(own)}\n`, { mode: 0o600, flag: "wx" });
  try {
    while (!(await linkNew(draft, path))) {
      const held = await readHolder(path);
      if (!held) continue;
      if (await isAlive(held)) throw new WorkspaceHeld(workspaceFolder, held);
      if (await takeOver(held, draft, path)) break;
      await wait(10); // another process is taking it over right now
    }
  } finally {
    await unlink(draft);
  }
  return lockOf(path, own);
}

/** Who has the workspace open: undefined when nobody has. */
export async function readWorkspaceHolder(stateFolder: string): Promise<Holder | undefined> {
  const holder = await readHolder(join(stateFolder, "lock"));
  return holder && (await isAlive(holder)) ? holder : undefined;
}

function lockOf(path: string, own: Holder): WorkspaceLock {
  return {
    key: own.key,
    announce: async (address) => {
      const draft = `${path}.${own.key}`;
      await writeFile(draft, `${JSON.stringify({ ...own, address })}\n`, { mode: 0o600 });
      await rename(draft, path);
    },
    release: async () => {
      if ((await readHolder(path))?.key === own.key) await unlink(path);
    },
  };
}

/** False when it did not come to that: the lock has changed, or another process is about to have it. */
async function takeOver(stale: Holder, draft: string, path: string): Promise<boolean> {
  const claims: string[] = [];
  for (let last = stale; ; ) {
    const claim = `${path}.after-${last.key}`;
    claims.push(claim);
    if (await linkNew(draft, claim)) break;
    const claimant = await readHolder(claim);
    if (!claimant || (await isAlive(claimant))) return false;
    last = claimant; // it died while taking over: the next claim is named after it
  }
  const stillStale = (await readHolder(path))?.key === stale.key;
  if (stillStale) {
    await linkNew(draft, `${draft}.new`);
    await rename(`${draft}.new`, path);
  }
  const own = claims.at(-1);
  for (const claim of stillStale ? claims : [own]) if (claim) await unlink(claim).catch(() => undefined);
  return stillStale;
}

/** False when `path` is there already. Where there are no hard links the file is copied, which does not overwrite either. */
async function linkNew(from: string, path: string): Promise<boolean> {
  try {
    await link(from, path).catch((error: unknown) => {
      if (codeOf(error) === "EEXIST") throw error;
      return copyFile(from, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

const READS = 5;

/** undefined when there is no such file. One that is not ours to read, after a moment, is a holder that is gone. */
async function readHolder(path: string): Promise<Holder | undefined> {
  for (let reads = 1; ; reads++) {
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const holder = parseHolder(text);
    if (holder) return holder;
    if (reads === READS) return { pid: 0, key: hashOf(text) };
    await wait(20);
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const json = JSON.parse(text) as Partial<Holder> | null;
    const sound =
      typeof json?.pid === "number" &&
      /^[0-9a-f]{8,}$/.test(String(json.key)) &&
      typeof (json.address ?? "") === "string";
    return sound ? (json as Holder) : null;
  } catch {
    return null;
  }
}

async function ownHolder(address: string | undefined): Promise<Holder> {
  const startedAs = await readStart(process.pid);
  return {
    pid: process.pid,
    ...(startedAs && { startedAs }),
    ...(address && { address }),
    key: randomBytes(24).toString("hex"),
  };
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (!isProcess(holder.pid)) return false;
  const start = await readStart(holder.pid);
  return start === undefined || (start !== "ended" && (holder.startedAs === undefined || holder.startedAs === start));
}

function isProcess(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM"; // there, but another user's
  }
}

/** Boot id and start time in ticks since boot (proc(5), field 22); `ended` for a zombie; undefined where there is no /proc. */
async function readStart(pid: number): Promise<string | undefined> {
  try {
    const files = ["/proc/sys/kernel/random/boot_id", `/proc/${pid}/stat`];
    const [boot = "", stat = ""] = await Promise.all(files.map((file) => readFile(file, "utf8")));
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // the name before may hold blanks and brackets
    return fields[0] === "Z" || fields[0] === "X" ? "ended" : `${boot.trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}
