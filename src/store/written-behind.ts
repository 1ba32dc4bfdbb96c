import { hashOf, readContent, writeDurably } from "./durable-file.ts";
import type { StoreLog } from "./realm-rules.ts";

/**
 * Files that are written a moment later, so that many changes cost one write: the last content of each file wins. What the
 * disk refuses is logged and tried again with the next content; the work that asked for it never fails for it.
 */
export class WrittenBehind {
  readonly #delayMs: number;
  readonly #log: StoreLog;
  readonly #waiting = new Map<string, () => Buffer>();
  #timer: NodeJS.Timeout | undefined;
  #lastRun: Promise<void> = Promise.resolve();

  constructor(delayMs: number, log: StoreLog) {
    this.#delayMs = delayMs;
    this.#log = log;
  }

  /** `content` is asked for when the file is written. */
  write(path: string, content: () => Buffer): void {
    this.#waiting.set(path, content);
    this.#timer ??= setTimeout(() => void this.flush(), this.#delayMs).unref();
  }

  /** What waits to be written into this file. */
  waiting(path: string): Buffer | undefined {
    return this.#waiting.get(path)?.();
  }

  /** Resolves when everything written so far is on the disk, or was refused by it. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastRun = this.#lastRun.then(() => this.#writeAll());
    return this.#lastRun;
  }

  async #writeAll(): Promise<void> {
    const files = [...this.#waiting];
    for (const [path, content] of files) {
      await this.#writeOne(path, content);
      if (this.#waiting.get(path) === content) this.#waiting.delete(path);
    }
  }

  async #writeOne(path: string, content: () => Buffer): Promise<void> {
    try {
      const next = content();
      if ((await readContent(path))?.hash !== hashOf(next)) await writeDurably(path, next);
    } catch (error) {
      this.#log.warn(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
