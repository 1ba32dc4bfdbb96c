import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { Journal } from "./journal.ts";
import type { Notice } from "./notices.ts";
import type { StoreClock, StoreLog } from "./realm-rules.ts";
import { setAside } from "./set-aside.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";
import { codeOf } from "./workspace-problem.ts";
import { WrittenBehind } from "./written-behind.ts";

/** At most this much is lost when the process is killed. */
const DELAY_MS = 900;

/** A journal as it was found, and what it goes on with. */
export interface OpenedJournal {
  readonly journal: Journal;
  readonly entries: ReadonlyMap<string, unknown>;
}

/**
 * What others keep in `state/`: small things, each a JSON file, and journals of many. Written behind, and all of it by
 * `flush`. State is never worth not starting for: what cannot be read is moved to `state/set-aside`, and counts as empty.
 */
export class StateFiles {
  readonly #folders: WorkspaceFolders;
  readonly #clock: StoreClock;
  readonly #log: StoreLog;
  readonly #files: WrittenBehind;
  readonly #journals: Journal[] = [];
  #tell: (notice: Omit<Notice, "id">) => void = () => undefined;

  constructor(folders: WorkspaceFolders, clock: StoreClock, log: StoreLog) {
    this.#folders = folders;
    this.#clock = clock;
    this.#log = log;
    this.#files = new WrittenBehind(DELAY_MS, log);
  }

  /** Whom to tell of files that were set aside from now on. */
  listen(tell: (notice: Omit<Notice, "id">) => void): void {
    this.#tell = tell;
  }

  /** undefined when nothing is kept under this name, or what is kept cannot be read. */
  async read(name: string): Promise<unknown> {
    const path = this.#pathOf(name, "json");
    try {
      return JSON.parse((this.#files.waiting(path) ?? (await readFile(path))).toString("utf8"));
    } catch (error) {
      if (codeOf(error) !== "ENOENT")
        await this.#setAside(path, error instanceof SyntaxError ? "it is no JSON" : String(error));
      return undefined;
    }
  }

  /** `json` may be a function, asked when it is written, for what changes often. */
  write(name: string, json: unknown): void {
    const value = typeof json === "function" ? (json as () => unknown) : () => json;
    this.#files.write(this.#pathOf(name, "json"), () => Buffer.from(`${JSON.stringify(value())}\n`));
  }

  /** @param spareLines 0 for large entries, which must not outlive their removal by much */
  async openJournal(name: string, { spareLines }: { readonly spareLines?: number } = {}): Promise<OpenedJournal> {
    const journal = new Journal(this.#pathOf(name, "jsonl"), name, this.#log, spareLines);
    const { entries, unfit } = await journal.read();
    if (unfit !== undefined) await this.#setAside(journal.path, unfit);
    this.#journals.push(journal);
    return { journal, entries };
  }

  async flush(): Promise<void> {
    await Promise.all([this.#files.flush(), ...this.#journals.map((journal) => journal.flush())]);
  }

  async #setAside(path: string, why: string): Promise<void> {
    const file = relative(this.#folders.root, path);
    const atSeconds = this.#clock.nowSeconds();
    try {
      const movedTo = relative(this.#folders.root, await setAside(path, this.#folders.setAside, atSeconds));
      const message = `${file} was moved to ${movedTo} (${why}): what it kept counts as forgotten`;
      this.#log.warn(message);
      this.#tell({ kind: "set-aside", file, message, movedTo, restorable: false, atSeconds });
    } catch (error) {
      this.#log.warn(`${file} cannot be read (${why}) nor moved away, and counts as empty: ${String(error)}`);
    }
  }

  /** Names are ours, not people's: small letters, digits and `-`. */
  #pathOf(name: string, ending: string): string {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new RangeError(`Not a name for state: ${name}`);
    return join(this.#folders.state, `${name}.${ending}`);
  }
}
