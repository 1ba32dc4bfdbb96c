import type { RealmDocument } from "../domain/realm-document.ts";
import type { Change, ChangeNote, Published } from "./change.ts";
import { type Patch, patchBetween } from "./document-patch.ts";
import type { FileContent } from "./durable-file.ts";
import type { RealmFile } from "./realm-file.ts";
import type { RealmHistory } from "./realm-history.ts";
import { describeRefusal, type FileRefusal, type ReadRealm, readRealm } from "./realm-reading.ts";
import type { RealmRules, StoreClock } from "./realm-rules.ts";
import { WorkspaceProblem } from "./workspace-problem.ts";

/** What a realm tells the workspace around it, and asks it. */
export interface RealmSurroundings<Compiled> {
  readonly rules: RealmRules<Compiled>;
  readonly clock: StoreClock;
  /** Throws when a realm other than `former` has this document's name. */
  admit(document: RealmDocument, former: string): void;
  /** Called when readers already see the last of the changes; `bytes` are the file's content now. */
  published(changes: readonly Change[], bytes: Buffer): void;
  /** The file on disk cannot be taken up, or (null) is fit again. */
  refused(refusal: FileRefusal | null): void;
}

/** One change that has been compiled and waits to be written. */
export interface Step<Compiled> {
  readonly next: Published<Compiled>;
  readonly note: ChangeNote;
  readonly back: Patch | null;
  readonly formerRealm: string;
}

/** What goes with a change to the disk. */
interface DiskWrite extends FileContent {
  readonly write: () => Promise<void>;
}

/**
 * The published realm and the one way to replace it: history line, file, then readers, then listeners. When the disk fails
 * nothing of it has happened. Not safe to be run twice at once: `RealmStore` sees to the order.
 */
export class RealmPublication<Compiled> {
  readonly #file: RealmFile;
  readonly #history: RealmHistory;
  readonly #around: RealmSurroundings<Compiled>;
  #current: Published<Compiled>;
  /** Hash of the content that was refused last, so that it is not read and reported again for every edit. */
  #refused: { readonly hash: string; readonly problem: WorkspaceProblem } | null = null;

  constructor(file: RealmFile, history: RealmHistory, around: RealmSurroundings<Compiled>, start: Published<Compiled>) {
    this.#file = file;
    this.#history = history;
    this.#around = around;
    this.#current = start;
  }

  get current(): Published<Compiled> {
    return this.#current;
  }

  /** Throws when the document does not hold together or has another realm's name. */
  advance(from: Published<Compiled>, document: RealmDocument): Published<Compiled> {
    this.#around.admit(document, this.#current.document.realm);
    const compiled = this.#around.rules.compile(document, from.compiled);
    return { document, compiled, revision: from.revision + 1 };
  }

  /** Writes the last step's document, durably, and publishes. Throws `FileChanged` when the file is not the one last read. */
  async publish(steps: readonly Step<Compiled>[]): Promise<void> {
    const last = steps.at(-1);
    if (!last) return;
    const { document } = last.next;
    await this.#record(steps, last, { ...this.#file.prepare(document), write: () => this.#file.write(document) });
  }

  /** Takes up what others wrote into the file. Throws a `WorkspaceProblem` when it cannot be taken up; the last good version stays published. */
  async takeUp(): Promise<"served" | "gone"> {
    const found = await this.#file.readIfChanged();
    if (found === "gone") return "gone";
    if (found === "unchanged") {
      this.#fit();
      return "served";
    }
    if (this.#refused?.hash === found.hash) throw this.#refused.problem;
    const reading = await this.#read(found);
    this.#fit();
    await this.#adopt(found, reading);
    return "served";
  }

  /** Writes what is published where no file is any more. */
  async rewrite(): Promise<void> {
    await this.#file.write(this.#current.document, null);
    this.#fit();
  }

  #fit(): void {
    if (this.#refused) this.#around.refused(null);
    this.#refused = null;
  }

  async #read(found: FileContent): Promise<ReadRealm<Compiled>> {
    const reading = await readRealm(found.bytes, this.#around.rules, this.#current);
    if ("refusal" in reading) throw this.#refuse(found, reading.refusal);
    try {
      this.#around.admit(reading.document, this.#current.document.realm);
    } catch (error) {
      throw this.#refuse(found, { reason: error instanceof Error ? error.message : String(error) });
    }
    return reading;
  }

  #refuse(found: FileContent, refusal: FileRefusal): WorkspaceProblem {
    const why = `${this.#file.path} was changed on disk and cannot be taken up (${describeRefusal(refusal)})`;
    const problem = new WorkspaceProblem(`${why}: mend the file, or restore the last good version`, "file-changed");
    this.#refused = { hash: found.hash, problem };
    this.#around.refused(refusal);
    return problem;
  }

  /** A file that only looks different (white space) is accepted and makes no change. */
  async #adopt(found: FileContent, { document, compiled, changed }: ReadRealm<Compiled>): Promise<void> {
    const former = this.#current.document;
    const disk: DiskWrite = changed
      ? { ...this.#file.prepare(document), write: () => this.#file.write(document, found.hash) }
      : {
          ...found,
          write: async () => this.#file.accept(found.hash, document),
        };
    const parts = changedParts(former, document);
    if (parts.length === 0) return disk.write();
    const note = { by: "file", summary: [`${this.#file.name} was changed on disk: ${parts.join(", ")}`] };
    const next = { document, compiled, revision: this.#current.revision + 1 };
    const step = { next, note, back: patchBetween(document, former), formerRealm: former.realm };
    await this.#record([step], step, disk);
  }

  async #record(steps: readonly Step<Compiled>[], last: Step<Compiled>, disk: DiskWrite): Promise<void> {
    const atSeconds = this.#around.clock.nowSeconds();
    const hashes = { before: this.#file.lastRead, after: disk.hash };
    const entries = steps.map(({ next, note, back }) => ({
      revision: next.revision,
      atSeconds,
      ...note,
      ...hashes,
      back,
    }));
    await this.#history.record(entries, disk.write);
    this.#current = last.next;
    this.#around.published(
      steps.map((step) => toChange(step, atSeconds)),
      disk.bytes,
    );
  }
}

function toChange<Compiled>({ next, note, formerRealm }: Step<Compiled>, atSeconds: number): Change {
  const { realm } = next.document;
  return {
    realm,
    revision: next.revision,
    atSeconds,
    by: note.by,
    summary: note.summary,
    ...(realm !== formerRealm && { formerRealm }),
  };
}

/** Names of the top-level members that differ; their order alone is a difference too. */
function changedParts(former: RealmDocument, next: RealmDocument): string[] {
  const patch = patchBetween(former, next);
  if (!patch) return [];
  if (!("members" in patch)) return ["all of it"];
  const removed = Object.keys(former).filter((name) => !Object.hasOwn(next, name));
  const names = [...patch.members.map(([name]) => name), ...removed];
  return names.length > 0 ? names : ["order of names"];
}
