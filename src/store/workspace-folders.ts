import { appendFile, lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isThere, makeFolder } from "./durable-file.ts";
import type { StoreLog } from "./realm-rules.ts";
import { setAside } from "./set-aside.ts";
import { worded } from "./workspace-problem.ts";

/** Where things are in a workspace; all paths absolute. */
export interface WorkspaceFolders {
  readonly root: string;
  readonly realms: string;
  readonly state: string;
  readonly history: string;
  readonly backups: string;
  readonly setAside: string;
  readonly settings: string;
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
  };
}

/** Makes what is missing. A workspace is new when it has neither settings nor realms, whatever else is in the folder. */
export async function makeFolders(folders: WorkspaceFolders): Promise<{ isNew: boolean }> {
  const hadState = await isThere(folders.state);
  for (const folder of [folders.root, folders.realms, folders.state, folders.history, folders.backups]) {
    await worded(folder, () => makeFolder(folder));
  }
  await worded(folders.root, () => ignoreState(folders.root, hadState));
  const isNew = !(await isThere(folders.settings)) && (await listRealmFiles(folders)).length === 0;
  return { isNew };
}

/** Keeps `state/` out of git. A person who took the line out later is not contradicted. */
async function ignoreState(root: string, hadState: boolean): Promise<void> {
  const path = join(root, ".gitignore");
  const text = (await isThere(path)) ? await readFile(path, "utf8") : null;
  if (text !== null && (hadState || /^\/?state\/?$/m.test(text))) return;
  await appendFile(path, text === null || text === "" || text.endsWith("\n") ? "state/\n" : "\nstate/\n");
}

export async function listRealmFiles(folders: WorkspaceFolders): Promise<string[]> {
  const names = await worded(folders.realms, () => readdir(folders.realms));
  return names.filter(isRealmFileName).sort();
}

export const isRealmFileName = (name: string): boolean => name.endsWith(".json") && !name.startsWith(".");

/** What a killed process left half written goes out of git's sight; it is moved, not deleted, because only its name tells what it is. */
export async function clearTemporaries(folders: WorkspaceFolders, nowSeconds: number, log: StoreLog): Promise<void> {
  for (const folder of [folders.realms, folders.root]) {
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if (!/\.json\.\d{6,10}$/.test(name) || !(await lstat(path)).isFile()) continue;
      log.info(
        `${path}, left by a save that was cut off, was moved to ${await setAside(path, folders.setAside, nowSeconds)}`,
      );
    }
  }
}
