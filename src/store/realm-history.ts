import { appendFile, readFile, truncate } from "node:fs/promises";
import type { RealmDocument } from "../domain/realm-document.ts";
import { applyPatch, type Patch } from "./document-patch.ts";
import { writeDurably } from "./durable-file.ts";
import { codeOf } from "./workspace-problem.ts";

/** One change in the history of a realm. */
export interface HistoryEntry {
  readonly revision: number;
  readonly atSeconds: number;
  readonly by: string;
  readonly summary: readonly string[];
  /** Hash of the file before and after the durable write that brought the change, perhaps together with others. */
  readonly before: string | null;
  readonly after: string;
  /** From the document of this revision to the one before; null when the change cannot be taken back. */
  readonly back: Patch | null;
}

const ENTRIES_KEPT = 200;
const BYTES_KEPT = 20_000_000;
/** The file is rewritten when it holds twice what is kept, so that most changes cost one line appended. */
const SLACK = 2;

/**
 * The last changes of one realm, in memory and as lines of JSON on disk. Lines go to the disk before the realm does, so that
 * nothing acknowledged is ever without its line; lines whose write did not happen are taken off again, or, after a crash,
 * recognised at the next start by the hashes.
 */
export class RealmHistory {
  readonly #path: string;
  #entries: HistoryEntry[] = [];
  #lines = 0;
  #bytes = 0;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @param fileHash of the realm file as it is now. */
  static async open(path: string, fileHash: string | null): Promise<RealmHistory> {
    const history = new RealmHistory(path);
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return "";
      throw error;
    });
    history.#entries = trimmed(happened(parseLines(text), fileHash));
    history.#lines = text.split("\n").length - 1;
    history.#bytes = Buffer.byteLength(text);
    if (text !== "" && !text.endsWith("\n")) history.#lines = Number.POSITIVE_INFINITY; // a torn last line: rewrite before appending
    return history;
  }

  /** Oldest first. */
  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  get last(): HistoryEntry | undefined {
    return this.#entries.at(-1);
  }

  /** The changes that left the realm as it is now: the newest, and earlier ones since which everything was taken back. */
  leadingHere(): readonly HistoryEntry[] {
    const after = this.last?.after;
    return this.#entries.filter((entry, index) => {
      const next = this.#entries[index + 1];
      const isLastOfItsWrite = next?.before !== entry.before || next?.after !== entry.after;
      return entry.after === after && isLastOfItsWrite;
    });
  }

  /** Writes the lines, then runs `write`; when that fails the lines are taken off again and nothing has happened. */
  async record(entries: readonly HistoryEntry[], write: () => Promise<void>): Promise<void> {
    await this.#compactWhenLong();
    const fit = entries.map(fitting);
    const text = toLines(fit);
    try {
      await appendFile(this.#path, text, { mode: 0o600 });
      await write();
    } catch (error) {
      await truncate(this.#path, this.#bytes).catch(() => {
        this.#lines = Number.POSITIVE_INFINITY;
      });
      throw error;
    }
    this.#entries = trimmed([...this.#entries, ...fit]);
    this.#lines += entries.length;
    this.#bytes += Buffer.byteLength(text);
  }

  async #compactWhenLong(): Promise<void> {
    if (this.#lines <= ENTRIES_KEPT * SLACK && this.#bytes <= BYTES_KEPT * SLACK) return;
    const text = toLines(this.#entries);
    await writeDurably(this.#path, text);
    this.#lines = this.#entries.length;
    this.#bytes = Buffer.byteLength(text);
  }
}

/** The document of the revision before; null when the entry does not hold it. */
export function documentBefore(entry: HistoryEntry, document: RealmDocument): RealmDocument | null {
  return entry.back ? (applyPatch(document, entry.back) as RealmDocument) : null;
}

const toLines = (entries: readonly HistoryEntry[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

const sizes = new WeakMap<HistoryEntry, number>();

function sizeOf(entry: HistoryEntry): number {
  const known = sizes.get(entry);
  if (known !== undefined) return known;
  const size = entry.back ? JSON.stringify(entry.back).length : 0;
  sizes.set(entry, size);
  return size;
}

const fitting = (entry: HistoryEntry): HistoryEntry => (sizeOf(entry) > BYTES_KEPT ? { ...entry, back: null } : entry);

function trimmed(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const kept: HistoryEntry[] = [];
  let bytes = 0;
  for (const entry of entries.slice(-ENTRIES_KEPT).reverse()) {
    bytes += sizeOf(entry);
    if (bytes > BYTES_KEPT) break;
    kept.unshift(entry);
  }
  return kept;
}

function parseLines(text: string): HistoryEntry[] {
  return text.split("\n").flatMap((line) => {
    try {
      const entry: HistoryEntry = JSON.parse(line);
      return Number.isSafeInteger(entry.revision) ? [entry] : [];
    } catch {
      return []; // a line torn by a crash was not acknowledged
    }
  });
}

/** Leaves out changes whose realm file was never written: a later line took their revision, or the file is still the one before. */
function happened(entries: readonly HistoryEntry[], fileHash: string | null): HistoryEntry[] {
  const real = entries.filter((entry, index) =>
    entries.slice(index + 1).every((later) => later.revision > entry.revision),
  );
  const last = real.at(-1);
  if (!last || last.after === fileHash || last.before !== fileHash) return real;
  return real.filter((entry) => entry.after !== last.after || entry.before !== last.before);
}
