import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { StoreLog } from "./realm-rules.ts";

/** Changes come in bursts; a file is looked at when it has been quiet for so long. */
const QUIET_MS = 50;

/**
 * Tells which files of a folder may have changed. It only ever says "look": what changed is decided by content. Keeps
 * watching when the folder itself is deleted and made anew, as `git checkout` does. Where the system cannot watch, a
 * warning is logged; a changed file is then noticed at the next save.
 */
export class FolderWatcher {
  readonly #folder: string;
  readonly #look: (name: string | null) => void;
  readonly #log: StoreLog;
  readonly #timers = new Map<string | null, NodeJS.Timeout>();
  #watchers: FSWatcher[] = [];
  #inode = 0;
  #closed = false;

  /** @param look is called with a file's name, or with null for all of them. */
  constructor(folder: string, look: (name: string | null) => void, log: StoreLog) {
    this.#folder = folder;
    this.#look = look;
    this.#log = log;
  }

  async start(): Promise<void> {
    this.#stop();
    this.#inode = await this.#readInode();
    if (this.#closed) return;
    if (this.#inode !== 0) this.#watch(this.#folder, (name) => this.#soon(name));
    this.#watch(dirname(this.#folder), (name) => {
      if (name === null || name === basename(this.#folder)) void this.#followFolder();
    });
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #stop(): void {
    for (const watcher of this.#watchers.splice(0)) watcher.close();
  }

  #watch(folder: string, changed: (name: string | null) => void): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => changed(name));
      watcher.on("error", (error) => this.#log.warn(`${folder} is no longer watched for changes: ${error.message}`));
      this.#watchers.push(watcher);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#log.warn(`${folder} cannot be watched, so changes from outside are noticed at the next save: ${reason}`);
    }
  }

  async #followFolder(): Promise<void> {
    if (this.#closed || (await this.#readInode()) === this.#inode) return;
    await this.start();
    this.#soon(null);
  }

  #readInode(): Promise<number> {
    return stat(this.#folder).then(
      ({ ino }) => ino,
      () => 0,
    );
  }

  #soon(name: string | null): void {
    clearTimeout(this.#timers.get(name));
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      if (!this.#closed) this.#look(name);
    }, QUIET_MS);
    this.#timers.set(name, timer.unref());
  }
}
