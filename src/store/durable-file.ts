import { createHash } from "node:crypto";
import type { BigIntStats, Stats } from "node:fs";
import { access, mkdir, open, readFile, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { codeOf, WorkspaceProblem } from "./workspace-problem.ts";

/** The bytes of a file and their SHA-256: what tells one version from another. */
export interface FileContent {
  readonly bytes: Buffer;
  readonly hash: string;
}

export const hashOf = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");

/** No realm comes near it; a file beyond would fill the memory before it could be refused. */
const LARGEST_BYTES = 256 * 1024 * 1024;

/** null when there is no such file. Throws a `WorkspaceProblem` for what is not to be read: a pipe never ends. */
export async function readContent(path: string): Promise<FileContent | null> {
  try {
    refuseUnreadable(path, await stat(path));
    const bytes = await readFile(path);
    return { bytes, hash: hashOf(bytes) };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function refuseUnreadable(path: string, about: Stats): void {
  if (about.isFile() && about.size > LARGEST_BYTES)
    throw new WorkspaceProblem(
      `${path} has ${Math.round(about.size / 1024 / 1024)} MB, more than the 256 MB that are read: make it smaller, or move it away`,
      "too-large",
    );
  if (!about.isFile() && !about.isDirectory())
    throw new WorkspaceProblem(`${path} is not a file but a pipe or a device: move it away`, "no-file");
}

/** What changes when somebody writes a file, so that most of the time it need not be read to know that nobody did. */
export interface FileTraits {
  readonly node: bigint;
  readonly size: bigint;
  readonly changedAtNs: bigint;
}

const traitsOf = ({ ino, size, mtimeNs }: BigIntStats): FileTraits => ({ node: ino, size, changedAtNs: mtimeNs });

/** Two writes within this time may carry the same time: until it is over, traits prove nothing. */
const CLOCK_STEP_NS = 20_000_000n;

/** Whether the file is, for certain, the one that these traits were taken of. */
export async function isUntouched(path: string, traits: FileTraits | undefined): Promise<boolean> {
  if (!traits || BigInt(Date.now()) * 1_000_000n - traits.changedAtNs < CLOCK_STEP_NS) return false;
  const now = await stat(path, { bigint: true }).then(traitsOf, () => undefined);
  return now?.node === traits.node && now.size === traits.size && now.changedAtNs === traits.changedAtNs;
}

export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Secrets and private keys are in every folder of a workspace, so only its owner may enter those we make. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    await mkdir(await firstMissing(path), { mode: 0o700 }); // Node says ENOENT on a read-only disk; this step tells the true reason
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
}

async function firstMissing(path: string): Promise<string> {
  const parent = dirname(path);
  return parent === path || (await isThere(parent)) ? path : firstMissing(parent);
}

/**
 * Replaces a file atomically and durably: temporary file, fsync, `beforeReplace`, rename, fsync of the folder. Whoever reads,
 * even after a power cut, finds the old text or the new, whole. Mode 0600. What `beforeReplace` throws leaves the old text.
 *
 * write-file-atomic names, renames and clears up the temporary file; the text we write ourselves, because it takes one
 * `write()` for the whole: on a full disk that one is short, and half a file would replace the good one.
 */
export async function writeDurably(
  path: string,
  content: string | Buffer,
  beforeReplace?: () => Promise<void>,
): Promise<FileTraits | undefined> {
  let traits: FileTraits | undefined;
  const tmpfileCreated = async (temporary: string) => {
    traits = await writeWhole(temporary, content);
    await beforeReplace?.();
  };
  await writeFileAtomic(path, "", { mode: 0o600, fsync: false, tmpfileCreated });
  await syncFolder(dirname(await realpath(path)));
  return traits;
}

async function writeWhole(path: string, content: string | Buffer): Promise<FileTraits> {
  const file = await open(path, "r+");
  try {
    await file.writeFile(content);
    await file.sync();
    return traitsOf(await file.stat({ bigint: true }));
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder survive a power cut. Windows and some file systems cannot, and need not, do so. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } catch (error) {
    if (codeOf(error) !== "EINVAL" && codeOf(error) !== "ENOTSUP") throw error;
  } finally {
    await folder.close();
  }
}
