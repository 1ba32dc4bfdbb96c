import { appendFile, lstat, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { isThere, makeFolder } from "./durable-file.ts";
import type { StoreLog } from "./realm-rules.ts";
import { setAside } from "./set-aside.ts";
import { codeOf, worded } from "./workspace-problem.ts";

/** Where things are in a workspace; all paths absolute. */
export interface WorkspaceFolders {
  readonly root: string;
  readonly realms: string;
  readonly state: string;
  readonly history: string;
  readonly backups: string;
  readonly setAside: string;
  readonly settings: string;
  readonly variables: string;
}

export function foldersOf(root: string): WorkspaceFolders {
  const state = join(root, "state");
  return {
    root,
    realms: join(root, "realms"),
    state,
    history: join(state, "history"),
    backups: join(state, "backups"),
    setAside: join(state, "set-aside"),
    settings: join(root, "workbench.json"),
    variables: join(state, "variables.env"),
  };
}

/** Makes what is missing. A workspace is new when it has neither settings nor realms, whatever else is in the folder. */
export async function makeFolders(folders: WorkspaceFolders): Promise<{ isNew: boolean }> {
  const { root, realms, state, history, backups, settings } = folders;
  const hadState = await isThere(state);
  await worded(root, () => makeFolder(root));
  await Promise.all([realms, history, backups].map((folder) => worded(folder, () => makeFolder(folder))));
  const [hasSettings] = await Promise.all([isThere(settings), worded(root, () => ignoreState(root, hadState))]);
  return { isNew: !hasSettings && (await listRealmFiles(folders)).length === 0 };
}

/** Keeps `state/` out of git. A person who took the line out later is not contradicted. */
async function ignoreState(root: string, hadState: boolean): Promise<void> {
  const path = join(root, ".gitignore");
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  });
  if (text !== null && (hadState || /^\/?state\/?$/m.test(text))) return;
  await appendFile(path, text === null || text === "" || text.endsWith("\n") ? "state/\n" : "\nstate/\n");
}

export async function listRealmFiles(folders: WorkspaceFolders): Promise<string[]> {
  const names = await worded(folders.realms, () => readdir(folders.realms));
  return names.filter(isRealmFileName).sort();
}

export const isRealmFileName = (name: string): boolean => name.endsWith(".json") && !name.startsWith(".");

/**
 * Clears what killed processes left half written. In the folders that people see it is moved, not deleted, because only its
 * name tells what it is, and the last few are kept; in `state/`, where all is ours, it is deleted. To be called with the lock.
 */
export async function clearTemporaries(folders: WorkspaceFolders, nowSeconds: number, log: StoreLog): Promise<void> {
  const { root, realms, setAside: asideFolder, state, history, backups } = folders;
  await Promise.all([
    ...[state, history, backups].map(async (folder) => removeAll(folder, await namesIn(folder, OWN_TEMPORARY))),
    removeOldDrafts(state, nowSeconds),
    moveTemporaries([realms, root], asideFolder, nowSeconds, log),
  ]);
  await removeAll(asideFolder, (await namesIn(asideFolder, MOVED_TEMPORARY)).slice(0, -TEMPORARIES_KEPT));
}

async function moveTemporaries(folders: readonly string[], to: string, nowSeconds: number, log: StoreLog) {
  for (const folder of folders) {
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if (!/\.json\.\d{6,10}$/.test(name) || !(await lstat(path)).isFile()) continue;
      log.info(`${path}, left by a save that was cut off, was moved to ${await setAside(path, to, nowSeconds)}`);
    }
  }
}

const OWN_TEMPORARY = /\.jsonl?\.\d{6,10}$/;
/** The time in the name comes last, so that sorting by it puts the oldest first. */
const MOVED_TEMPORARY = /\.json\.\d{6,10}-(\d{8}T\d{6}Z.*)\.json$/;
const TEMPORARIES_KEPT = 10;
const DRAFT_SECONDS = 60;

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => []); // made when it is needed
  const timeIn = (name: string) => pattern.exec(name)?.[1] ?? "";
  return names.filter((name) => pattern.test(name)).sort((a, b) => (timeIn(a) < timeIn(b) ? -1 : 1));
}

async function removeAll(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true });
}

/** Drafts of a lock; a fresh one may be of a process that wants the lock right now. */
async function removeOldDrafts(state: string, nowSeconds: number): Promise<void> {
  for (const name of await namesIn(state, /^lock\./)) {
    const { mtimeMs } = await lstat(join(state, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < (nowSeconds - DRAFT_SECONDS) * 1000) await removeAll(state, [name]);
  }
}
