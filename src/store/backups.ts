import { join } from "node:path";
import { type FileContent, hashOf, readContent } from "./durable-file.ts";
import type { StoreLog } from "./realm-rules.ts";
import { WrittenBehind } from "./written-behind.ts";

const DELAY_MS = 500;

/**
 * The last good version of each realm file, byte for byte, kept beside it: for the day when the file itself cannot be read.
 * Written behind, so that no save waits for it; until then the backup is the version before, which is as whole.
 */
export class Backups {
  readonly #folder: string;
  readonly #files: WrittenBehind;

  constructor(folder: string, log: StoreLog) {
    this.#folder = folder;
    this.#files = new WrittenBehind(DELAY_MS, log);
  }

  keep(file: string, bytes: Buffer): void {
    this.#files.write(join(this.#folder, file), () => bytes);
  }

  /** null when there is none. */
  async read(file: string): Promise<FileContent | null> {
    const waiting = this.#files.waiting(join(this.#folder, file));
    if (waiting !== undefined) return { bytes: waiting, hash: hashOf(waiting) };
    return readContent(join(this.#folder, file));
  }

  flush(): Promise<void> {
    return this.#files.flush();
  }
}
