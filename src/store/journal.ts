import { open } from "node:fs/promises";
import { setImmediate as pause } from "node:timers/promises";
import { readContent, writeDurably } from "./durable-file.ts";
import type { StoreLog } from "./realm-rules.ts";

/** At most this much is lost when the process is killed. */
const DELAY_MS = 900;
/** The file is written anew once it has this many lines more than twice what lives, unless its owner says otherwise. */
const SPARE_LINES = 1000;
/** So many entries are put into text at a time, that requests are answered in between. */
const SLICE = 500;

/** What lives now, asked when it is written. */
export interface JournalSource {
  readonly size: number;
  /** undefined when the key is gone. */
  toJson(key: string): unknown;
  keys(): Iterable<string>;
}

/** What an opened journal held. */
export interface JournalContent {
  readonly entries: ReadonlyMap<string, unknown>;
  /** Why it cannot be read, for people. Whoever opened it has moved the file away before the journal is kept. */
  readonly unfit?: string;
}

/**
 * Many small entries in one file, written behind. Changes are appended, once a second at most and each key once: a line
 * `["key",value]`, or `["key"]` for one that is gone. When most lines are of the past, the file is replaced by what lives.
 * The first line says whose it is. A last line cut short by a crash is left out; anything else unreadable makes it unfit.
 */
export class Journal {
  readonly path: string;
  readonly #title: string;
  readonly #log: StoreLog;
  readonly #spareLines: number;
  readonly #changed = new Set<string>();
  #source: JournalSource | undefined;
  /** Infinity: the file has to be written anew. */
  #lines = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #lastRun: Promise<void> = Promise.resolve();

  constructor(path: string, name: string, log: StoreLog, spareLines = SPARE_LINES) {
    this.path = path;
    this.#title = JSON.stringify({ tokenbench: name, version: 1 });
    this.#log = log;
    this.#spareLines = spareLines;
  }

  async read(): Promise<JournalContent> {
    const entries = new Map<string, unknown>();
    const content = await readContent(this.path).catch((error: unknown) => String(error));
    if (typeof content === "string") return { entries, unfit: content };
    if (content === null) return { entries };
    const lines = content.bytes.toString("utf8").split("\n");
    const torn = lines.pop() !== "";
    if (lines[0] !== this.#title) return { entries, unfit: `its first line is not ${this.#title}` };
    for (const [i, line] of lines.entries())
      if (i > 0 && !takeLine(line, entries))
        return { entries: new Map(), unfit: `line ${i + 1} is not as we write it` };
    if (!torn) this.#lines = lines.length;
    return { entries };
  }

  /** From now on what changes is written. */
  keep(source: JournalSource): void {
    this.#source = source;
  }

  changed(key: string): void {
    this.#changed.add(key);
    this.#timer ??= setTimeout(() => void this.flush(), DELAY_MS).unref();
  }

  /** Resolves when everything changed so far is on the disk, or was refused by it. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastRun = this.#lastRun.then(() => this.#write());
    return this.#lastRun;
  }

  async #write(): Promise<void> {
    const source = this.#source;
    if (!source || this.#changed.size === 0) return;
    const keys = [...this.#changed];
    this.#changed.clear();
    try {
      if (this.#lines + keys.length > source.size * 2 + this.#spareLines) await this.#replace(source);
      else await this.#append(source, keys);
    } catch (error) {
      this.#lines = Number.POSITIVE_INFINITY; // half a line may stand at the end: the next time all is written anew
      this.#log.warn(`${this.path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #append(source: JournalSource, keys: readonly string[]): Promise<void> {
    const text = await linesOf(source, keys);
    const file = await open(this.path, "a", 0o600);
    try {
      await file.writeFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
    this.#lines += keys.length;
  }

  /** Entries that change meanwhile are appended the next time. */
  async #replace(source: JournalSource): Promise<void> {
    const text = await linesOf(source, source.keys());
    await writeDurably(this.path, `${this.#title}\n${text}`);
    this.#lines = source.size + 1;
  }
}

async function linesOf(source: JournalSource, keys: Iterable<string>): Promise<string> {
  const parts: string[] = [];
  let lines: string[] = [];
  for (const key of keys) {
    const value = source.toJson(key);
    lines.push(JSON.stringify(value === undefined ? [key] : [key, value]));
    if (lines.length < SLICE) continue;
    parts.push(`${lines.join("\n")}\n`);
    lines = [];
    await pause();
  }
  if (lines.length > 0) parts.push(`${lines.join("\n")}\n`);
  return parts.join("");
}

/** A later line replaces an earlier one, which keeps its place: entries stay as old as they are. */
function takeLine(line: string, entries: Map<string, unknown>): boolean {
  try {
    const [key, value, ...more] = JSON.parse(line);
    if (typeof key !== "string" || more.length > 0) return false;
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
    return true;
  } catch {
    return false;
  }
}
