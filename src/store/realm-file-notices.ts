import { join, relative } from "node:path";
import { isThere } from "./durable-file.ts";
import type { Notice, Notices } from "./notices.ts";
import { describeRefusal, type FileRefusal } from "./realm-reading.ts";
import type { StoreClock, StoreLog } from "./realm-rules.ts";
import { setAside } from "./set-aside.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";
import { toProblem } from "./workspace-problem.ts";

const WAY_OUT = "mend it, or restore the last good version";

/** Words what is the matter with a realm file, and moves files that are in the way. Nothing is ever deleted. */
export class RealmFileNotices {
  readonly #folders: WorkspaceFolders;
  readonly #clock: StoreClock;
  readonly #log: StoreLog;
  readonly #notices: Notices;

  constructor(folders: WorkspaceFolders, clock: StoreClock, log: StoreLog, notices: Notices) {
    this.#folders = folders;
    this.#clock = clock;
    this.#log = log;
    this.#notices = notices;
  }

  find(fileName: string): Notice | undefined {
    return this.#notices.find(fileName);
  }

  withdraw(fileName: string): void {
    this.#notices.withdraw(fileName);
  }

  /** A file that is gone needs no mending; one that we set aside is gone by our own doing. */
  withdrawWhenGone(fileName: string): void {
    if (this.#notices.find(fileName)?.kind !== "set-aside") this.#notices.withdraw(fileName);
  }

  /** At start: the file is moved away, so that it is not lost when its realm is made anew or restored. */
  async setAside(fileName: string, refusal: FileRefusal): Promise<void> {
    const why = describeRefusal(refusal);
    try {
      const movedTo = await this.moveAway(fileName);
      const restorable = await this.#hasBackup(fileName);
      const wayOut = restorable
        ? "restore the last good version, or mend it and put it back"
        : "mend it and put it back";
      this.#put({
        kind: "set-aside",
        file: fileName,
        message: `${fileName} was moved to ${movedTo} (${why}): ${wayOut}`,
        restorable,
        movedTo,
        ...refusal.place,
      });
    } catch (error) {
      this.#log.warn(`${fileName} could not be set aside: ${String(error)}`);
      await this.putRefused(fileName, refusal);
    }
  }

  /** The file stays where it is; `served` when its last good version is still served. */
  async putRefused(fileName: string, refusal: FileRefusal, served = false): Promise<void> {
    const restorable = served || (await this.#hasBackup(fileName));
    const message = `${fileName} is not taken up (${describeRefusal(refusal)}): ${restorable ? WAY_OUT : "mend it"}`;
    this.#put({ kind: "refused", file: fileName, message, restorable, ...refusal.place });
  }

  putDuplicate(fileName: string, realm: string, servedFrom: string): void {
    const message = `${fileName} is not served: realm ${realm} is served from ${servedFrom}; give one of them another name, or move it away`;
    this.#put({ kind: "duplicate", file: fileName, message, restorable: false });
  }

  putUnreadable(fileName: string, error: unknown): void {
    const problem = toProblem(error, join(this.#folders.realms, fileName));
    const message = problem instanceof Error ? problem.message : String(problem);
    this.#put({ kind: "unreadable", file: fileName, message, restorable: false });
  }

  /** Resolves with where the file is now, from the workspace's folder on. */
  async moveAway(fileName: string): Promise<string> {
    const target = await setAside(
      join(this.#folders.realms, fileName),
      this.#folders.setAside,
      this.#clock.nowSeconds(),
    );
    return relative(this.#folders.root, target);
  }

  #hasBackup(fileName: string): Promise<boolean> {
    return isThere(join(this.#folders.backups, fileName));
  }

  #put(notice: Omit<Notice, "id" | "atSeconds">): void {
    this.#log.warn(notice.message);
    this.#notices.put({ ...notice, atSeconds: this.#clock.nowSeconds() });
  }
}
