import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StoreLog } from "./realm-rules.ts";
import { codeOf } from "./workspace-problem.ts";
import { WrittenBehind } from "./written-behind.ts";

/** At most this much is lost when the process is killed. */
const DELAY_MS = 900;

/** Small things that others keep in `state/`, each a JSON file: written behind, atomically, and all of it by `flush`. */
export class StateFiles {
  readonly #folder: string;
  readonly #log: StoreLog;
  readonly #files: WrittenBehind;

  constructor(folder: string, log: StoreLog) {
    this.#folder = folder;
    this.#log = log;
    this.#files = new WrittenBehind(DELAY_MS, log);
  }

  /** undefined when nothing is kept under this name, or what is kept cannot be read: state is never worth not starting for. */
  async read(name: string): Promise<unknown> {
    const path = this.#pathOf(name);
    try {
      return JSON.parse(this.#files.waiting(path) ?? (await readFile(path, "utf8")));
    } catch (error) {
      if (codeOf(error) !== "ENOENT") this.#log.warn(`${path} cannot be read and counts as empty`);
      return undefined;
    }
  }

  /** `json` may be a function, asked when it is written, for what changes often. */
  write(name: string, json: unknown): void {
    const value = typeof json === "function" ? (json as () => unknown) : () => json;
    this.#files.write(this.#pathOf(name), () => `${JSON.stringify(value())}\n`);
  }

  flush(): Promise<void> {
    return this.#files.flush();
  }

  /** Names are ours, not people's: small letters, digits and `-`. */
  #pathOf(name: string): string {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new RangeError(`Not a name for state: ${name}`);
    return join(this.#folder, `${name}.json`);
  }
}
