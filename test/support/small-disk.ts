import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { chmod, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** What a person reads where a folder may not be written: mounted read-only, or without the right. */
export const READ_ONLY =
  /( is read-only \(EROFS\): make it writable| may not be read or written by this user \(EACCES\): give it the rights) or choose another folder with --workspace/;
export const FULL = /^The disk that holds .* is full \(ENOSPC\): make room and save again; nothing was changed/;

/** A folder that can be made read-only and, where it is a disk of its own, full; leaving the block removes it. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
}

function mount(size: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "pipe" });
    return folder;
  } catch {
    rmdirSync(folder);
    return null;
  }
}

function unmount(folder: string): void {
  execFileSync("umount", ["-l", folder]);
  rmdirSync(folder);
}

const trial = mount("64k");
if (trial) unmount(trial);
export const mayMount = trial !== null;
/** Without a disk of one's own the folder's mode does, but not against root. */
export const mayMakeReadOnly = mayMount || process.getuid?.() !== 0;
const skipped = [...(mayMount ? [] : ["full disks"]), ...(mayMakeReadOnly ? [] : ["read-only folders"])];
if (skipped.length > 0)
  process.stderr.write(`Tests of ${skipped.join(" and ")} are skipped: this user may not mount a tmpfs\n`);

/** A disk of its own where this user may mount one, else a plain folder. */
export function aSmallDisk(size: string): SmallDisk {
  const disk = mayMount ? mount(size) : null;
  const path = disk ?? mkdtempSync(join(tmpdir(), "small-disk-"));
  const remove = async () => (disk ? unmount(disk) : rmSync(path, { recursive: true, force: true }));
  return { path, [Symbol.asyncDispose]: remove };
}

/**
 * Nothing can be written while `act` runs.
 * @param locked folders to take the right from, where the disk is none of its own
 */
export async function whileReadOnly<Result>(
  disk: SmallDisk,
  locked: readonly string[],
  act: () => Promise<Result>,
): Promise<Result> {
  if (mayMount) await remount(disk, "ro");
  else for (const folder of locked) await chmod(folder, 0o500);
  try {
    return await act();
  } finally {
    if (mayMount) await remount(disk, "rw");
    else for (const folder of locked) await chmod(folder, 0o700);
  }
}

/** Busy while a file is open for writing: what a server writes behind. */
async function remount(disk: SmallDisk, mode: "ro" | "rw"): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      execFileSync("mount", ["-o", `remount,${mode}`, disk.path], { stdio: "pipe" });
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await wait(20);
    }
  }
}

export const BLOCK_BYTES = 4096;

/** Fills a disk to its last block with small files, but for `freeBlocks` of them, while `act` runs. */
export async function whileFull<Result>(
  disk: SmallDisk,
  freeBlocks: number,
  act: () => Promise<Result>,
): Promise<Result> {
  const ballast = await fill(disk);
  for (const path of ballast.splice(0, freeBlocks)) await rm(path);
  try {
    return await act();
  } finally {
    for (const path of ballast) await rm(path);
  }
}

async function fill(disk: SmallDisk): Promise<string[]> {
  const paths: string[] = [];
  for (let count = 0; ; count++) {
    const path = join(disk.path, `ballast-${count}`);
    try {
      await writeFile(path, Buffer.alloc(BLOCK_BYTES));
      paths.push(path);
    } catch {
      await rm(path, { force: true });
      return paths;
    }
  }
}
