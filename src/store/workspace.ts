import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { RealmDocument } from "../domain/realm-document.ts";
import { Backups } from "./backups.ts";
import type { Change } from "./change.ts";
import { ChangeListeners } from "./change-listeners.ts";
import { FolderWatcher } from "./folder-watcher.ts";
import { type Notice, Notices } from "./notices.ts";
import { RealmFileNotices } from "./realm-file-notices.ts";
import { RealmIndex } from "./realm-index.ts";
import type { RealmRules, StoreClock, StoreLog } from "./realm-rules.ts";
import type { RealmStore } from "./realm-store.ts";
import { ServedRealms } from "./served-realms.ts";
import { StateFiles } from "./state-files.ts";
import {
  clearTemporaries,
  foldersOf,
  isRealmFileName,
  makeFolders,
  type WorkspaceFolders,
} from "./workspace-folders.ts";
import { takeLock, type WorkspaceLock } from "./workspace-lock.ts";
import { worded } from "./workspace-problem.ts";
import { type ParseSettings, SettingsFile, type WorkspaceSettings } from "./workspace-settings.ts";

/** The world as a workspace needs it. */
export interface WorkspaceOptions<Compiled> {
  readonly rules: RealmRules<Compiled>;
  readonly parseSettings: ParseSettings;
  readonly clock: StoreClock;
  readonly log: StoreLog;
  /** Goes into the lock, for others to find this process. */
  readonly holder?: { readonly address?: string };
}

interface Parts<Compiled> {
  readonly folders: WorkspaceFolders;
  readonly isNew: boolean;
  readonly lock: WorkspaceLock;
  readonly settings: SettingsFile;
  readonly state: StateFiles;
  readonly backups: Backups;
  readonly notices: Notices;
  readonly noticeListeners: Set<(notices: readonly Notice[]) => void>;
  readonly changeListeners: ChangeListeners;
  readonly index: RealmIndex<Compiled>;
  readonly served: ServedRealms<Compiled>;
  readonly watcher: FolderWatcher;
  readonly log: StoreLog;
}

/** Closing gives what waits this long to reach the disk. */
const CLOSE_MS = 1000;

/** A folder of realms, open for this process alone. */
export class Workspace<Compiled> {
  readonly #parts: Parts<Compiled>;
  #closing: Promise<void> | undefined;

  constructor(parts: Parts<Compiled>) {
    this.#parts = parts;
  }

  /** Absolute. */
  get folder(): string {
    return this.#parts.folders.root;
  }

  /** It had neither settings nor realms when it was opened. */
  get isNew(): boolean {
    return this.#parts.isNew;
  }

  /** The random key in the lock: who knows it can read the workspace's private files. */
  get key(): string {
    return this.#parts.lock.key;
  }

  /** By name; live. */
  get realms(): ReadonlyMap<string, RealmStore<Compiled>> {
    return this.#parts.index.byName;
  }

  /** Small things that others keep from one start to the next. */
  get state(): Pick<StateFiles, "read" | "write" | "openJournal"> {
    return this.#parts.state;
  }

  get settings(): WorkspaceSettings {
    return this.#parts.settings.current;
  }

  updateSettings(change: (settings: WorkspaceSettings) => WorkspaceSettings): Promise<WorkspaceSettings> {
    return this.#parts.settings.update(change);
  }

  /** Rejects with `RealmConflict` when there is a realm of that name, or with what compiling threw. */
  createRealm(document: RealmDocument, by = "workbench"): Promise<RealmStore<Compiled>> {
    return this.#parts.served.create(document, { by, summary: [`Realm ${document.realm} created`] });
  }

  /** The file is moved to `state/set-aside`, not deleted. Resolves with where it is, from the workspace's folder on. */
  removeRealm(name: string, by = "workbench"): Promise<string> {
    return this.#parts.served.remove(name, { by, summary: [`Realm ${name} removed`] });
  }

  /** @param file the name of a realm file that a notice offers a good version of. */
  restoreBackup(file: string, by = "workbench"): Promise<void> {
    return this.#parts.served.restore(file, { by, summary: [`The last good version of ${file} restored`] });
  }

  notices(): readonly Notice[] {
    return this.#parts.notices.list();
  }

  dismissNotice(id: string): void {
    this.#parts.notices.dismiss(id);
  }

  /** Called with all notices whenever one comes or goes. @returns what ends the listening. */
  onNotices(listener: (notices: readonly Notice[]) => void): () => void {
    this.#parts.noticeListeners.add(listener);
    return () => this.#parts.noticeListeners.delete(listener);
  }

  /** Called after the disk has the change and readers see it. @returns what ends the listening. */
  onChange(listener: (change: Change) => void): () => void {
    return this.#parts.changeListeners.add(listener);
  }

  /** Puts the address where this process answers into the lock. */
  announce(address: string): Promise<void> {
    return worded(this.#parts.folders.state, () => this.#parts.lock.announce(address));
  }

  /** Saves what waits, within a second, and frees the workspace. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { watcher, lock, log } = this.#parts;
    watcher.close();
    const settled = this.#settle().then(() => true);
    if (await Promise.race([settled, wait(CLOSE_MS, false, { ref: false })])) await release(lock, log);
    else log.warn(`${this.folder} was left before the disk had everything: it did not answer within a second`); // the lock goes stale with the process
  }

  async #settle(): Promise<void> {
    const { served, settings, backups, state } = this.#parts;
    await served.close();
    await settings.settled();
    await Promise.all([backups.flush(), state.flush()]);
  }
}

/**
 * Opens a workspace, making the folder when it is missing, and serves every realm in it that is fit.
 * Throws a `WorkspaceProblem`; `WorkspaceHeld` when another process has it open.
 */
export async function openWorkspace<Compiled>(
  folder: string,
  options: WorkspaceOptions<Compiled>,
): Promise<Workspace<Compiled>> {
  const folders = foldersOf(resolve(folder));
  const { isNew } = await makeFolders(folders);
  const lock = await worded(folders.state, () => takeLock(folders.root, folders.state, options.holder?.address));
  try {
    await clearTemporaries(folders, options.clock.nowSeconds(), options.log);
    const parts = await assemble(folders, isNew, lock, options);
    await parts.settings.read();
    await parts.watcher.start();
    await parts.served.load().catch((error: unknown) => {
      parts.watcher.close();
      throw error;
    });
    return new Workspace(parts);
  } catch (error) {
    await release(lock, options.log);
    throw error;
  }
}

/** Where the disk does not let go of it, the lock goes stale with the process. */
async function release(lock: WorkspaceLock, log: StoreLog): Promise<void> {
  await lock.release().catch((error: unknown) => log.warn(`The lock could not be removed: ${String(error)}`));
}

async function assemble<Compiled>(
  folders: WorkspaceFolders,
  isNew: boolean,
  lock: WorkspaceLock,
  { rules, parseSettings, clock, log }: WorkspaceOptions<Compiled>,
): Promise<Parts<Compiled>> {
  const state = new StateFiles(folders, clock, log);
  const backups = new Backups(folders.backups, log);
  const noticeListeners: Parts<Compiled>["noticeListeners"] = new Set();
  const notices = new Notices(await readNotices(state), (now) => {
    state.write(
      NOTICES,
      now.filter(({ kind }) => kind === "set-aside"),
    ); // all others are found again at the next start
    for (const listener of [...noticeListeners]) listener(now);
  });
  state.listen((notice) => notices.put(notice));
  const room = { folders, rules, clock, log, backups };
  const fileNotices = new RealmFileNotices(folders, clock, log, notices);
  const changeListeners = new ChangeListeners(log);
  const index = new RealmIndex(room, fileNotices, changeListeners);
  const served = new ServedRealms(room, fileNotices, index);
  const look = (name: string | null) => {
    if (name !== null && !isRealmFileName(name)) return;
    served
      .look(name)
      .catch((error: unknown) => log.warn(`A change in ${folders.realms} could not be looked at: ${String(error)}`));
  };
  const watcher = new FolderWatcher(folders.realms, look, log);
  const settings = new SettingsFile(folders.settings, parseSettings);
  return {
    folders,
    isNew,
    lock,
    settings,
    state,
    backups,
    notices,
    noticeListeners,
    changeListeners,
    index,
    served,
    watcher,
    log,
  };
}

const NOTICES = "notices";

async function readNotices(state: StateFiles): Promise<readonly Notice[]> {
  const kept = await state.read(NOTICES);
  return Array.isArray(kept)
    ? kept.filter((each): each is Notice => typeof each?.id === "string" && typeof each.file === "string")
    : [];
}
