import type { RealmDocument } from "../domain/realm-document.ts";
import type { ChangeNote, Published } from "./change.ts";
import { patchBetween } from "./document-patch.ts";
import { FileChanged, type RealmFile } from "./realm-file.ts";
import { documentBefore, type HistoryEntry, type RealmHistory } from "./realm-history.ts";
import { RealmPublication, type RealmSurroundings, type Step } from "./realm-publication.ts";
import { RealmConflict, toProblem, WorkspaceProblem } from "./workspace-problem.ts";

/** A pure step: it may be run more than once, when the file changed meanwhile. */
export type RealmChange<Compiled> = (document: RealmDocument, current: Published<Compiled>) => RealmDocument;

interface Waiting<Compiled> {
  readonly change: RealmChange<Compiled>;
  readonly note: ChangeNote;
  readonly done: (published: Published<Compiled>) => void;
  readonly failed: (error: unknown) => void;
}

/** How often a write is tried again because the file changed under it. */
const ATTEMPTS = 5;

/**
 * One writer over one realm file. Edits are pure and run in order; edits that wait share one durable write.
 * Readers see an edit only once the disk has it: one that cannot be compiled, or a write that fails, rejects and changes nothing.
 * A file that others changed is taken up first and the edits go on top; one that cannot be taken up stays and the edits are refused.
 */
export class RealmStore<Compiled> {
  readonly #file: RealmFile;
  readonly #history: RealmHistory;
  readonly #around: RealmSurroundings<Compiled>;
  readonly #publication: RealmPublication<Compiled>;
  #waiting: Waiting<Compiled>[] = [];
  #lastJob: Promise<unknown> = Promise.resolve();
  #retired: Error | null = null;

  constructor(file: RealmFile, history: RealmHistory, around: RealmSurroundings<Compiled>, start: Published<Compiled>) {
    this.#file = file;
    this.#history = history;
    this.#around = around;
    this.#publication = new RealmPublication(file, history, around, start);
  }

  /** The name of its file within `realms/`; need not follow from the realm's name. */
  get fileName(): string {
    return this.#file.name;
  }

  /** What requests are answered from; never touches the disk. */
  read(): Published<Compiled> {
    return this.#publication.current;
  }

  /** The last changes, newest first. */
  history(): readonly HistoryEntry[] {
    return [...this.#history.entries].reverse();
  }

  /**
   * Resolves with the realm as this edit made it, once the disk has it. An edit that changes nothing makes no revision.
   * Rejects with what `change` or the compiling threw, or with a `WorkspaceProblem`.
   */
  edit(change: RealmChange<Compiled>, note: ChangeNote): Promise<Published<Compiled>> {
    return new Promise((done, failed) => {
      this.#waiting.push({ change, note, done, failed });
      if (this.#waiting.length === 1) void this.#inTurn(() => this.#writeWaiting());
    });
  }

  /**
   * Publishes the document before the change that led to `revision` anew, as a change of its own.
   * Rejects with `RealmConflict` when the realm is not as that change left it, or its former document was not kept. What came
   * after it and was taken back does not count, so one change after the other can be undone, and made again by undoing that.
   */
  undo(revision: number, by: string): Promise<Published<Compiled>> {
    const undone = this.#history.entries.find((entry) => entry.revision === revision)?.summary ?? [];
    const summary = undone.length > 0 ? undone.map(takenBack) : [`Change ${revision} taken back`];
    return this.edit((document, current) => this.#documentBefore(revision, document, current), { by, summary });
  }

  /** Whether the realm can go back to what it was at `revision`. */
  canRestore(revision: number): boolean {
    return this.#changesSince(revision, this.read().revision) !== null;
  }

  /**
   * Publishes the document of `revision` anew, as a change of its own. Rejects with `RealmConflict` when what was then has
   * not been kept, or is what is there now.
   */
  restoreRevision(revision: number, by: string): Promise<Published<Compiled>> {
    const change: RealmChange<Compiled> = (document, current) => {
      const changes = this.#changesSince(revision, current.revision);
      if (!changes) throw new RealmConflict(`Revision ${revision} cannot be gone back to: it has not been kept`);
      return changes.reduce((after, entry) => documentBefore(entry, after) ?? after, document);
    };
    const then = this.#history.entries.find((entry) => entry.revision === revision)?.summary.join("; ");
    return this.edit(change, { by, summary: [`Gone back to how it was after: ${then || `change ${revision}`}`] });
  }

  /** Takes up what others changed in the file; one that cannot be taken up is told to the workspace. */
  check(): Promise<"served" | "gone"> {
    return this.#inTurn(async () => {
      try {
        return await this.#publication.takeUp();
      } catch (error) {
        if (error instanceof FileChanged || error instanceof WorkspaceProblem) return "served"; // told already, or looked at again soon
        throw toProblem(error, this.#file.path);
      }
    });
  }

  /** Writes what is served in place of a file that `setAside` moves away. */
  restore(setAside: () => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      await setAside();
      await this.#publication.rewrite();
    });
  }

  /** Ends the realm: what waits is written first, then `remove` runs; later edits are refused with `reason`. */
  retire(reason: Error, remove?: () => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      await remove?.();
      this.#retired = reason;
    });
  }

  /** Leaves a line in the history, so that a realm that comes back in the same file goes on counting. */
  async recordRemoval(note: ChangeNote): Promise<void> {
    const revision = this.read().revision + 1;
    const atSeconds = this.#around.clock.nowSeconds();
    const entry = { revision, atSeconds, ...note, before: this.#file.lastRead, after: "removed", back: null };
    await this.#history.record([entry], async () => undefined);
  }

  /** Runs one job after the other, so that nothing else touches file and publication meanwhile. */
  #inTurn<Result>(job: () => Promise<Result>): Promise<Result> {
    const run = this.#lastJob.then(job);
    this.#lastJob = run.catch(() => undefined);
    return run;
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      if (this.#retired) throw this.#retired;
      await this.#writeTogether(batch);
    } catch (error) {
      const problem =
        error instanceof FileChanged
          ? this.#problem("keeps being changed on disk: save again")
          : toProblem(error, this.#file.path);
      for (const { failed } of batch) failed(problem);
    }
  }

  async #writeTogether(batch: readonly Waiting<Compiled>[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        if ((await this.#publication.takeUp()) === "gone")
          throw this.#problem("was deleted: put it back, or make the realm anew");
        const { steps, settle } = this.#applyInOrder(batch);
        await this.#publication.publish(steps);
        for (const settled of settle) settled();
        return;
      } catch (error) {
        if (!(error instanceof FileChanged) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Each edit on top of the one before; one that throws is refused alone. `settle` is for when the disk has them. */
  #applyInOrder(batch: readonly Waiting<Compiled>[]): { steps: Step<Compiled>[]; settle: (() => void)[] } {
    let now = this.read();
    const steps: Step<Compiled>[] = [];
    const settle: (() => void)[] = [];
    for (const { change, note, done, failed } of batch) {
      try {
        const step = this.#toStep(now, change, note);
        if (step) steps.push(step);
        const reached = step?.next ?? now;
        settle.push(() => done(reached));
        now = reached;
      } catch (error) {
        settle.push(() => failed(error));
      }
    }
    return { steps, settle };
  }

  #toStep(now: Published<Compiled>, change: RealmChange<Compiled>, note: ChangeNote): Step<Compiled> | null {
    const document = change(now.document, now);
    const back = patchBetween(document, now.document);
    return back && { next: this.#publication.advance(now, document), note, back, formerRealm: now.document.realm };
  }

  #documentBefore(revision: number, document: RealmDocument, current: Published<Compiled>): RealmDocument {
    const asLeft = current.revision === this.#history.last?.revision ? this.#history.leadingHere() : [];
    const entry = asLeft.find((one) => one.revision === revision);
    if (!entry && current.revision !== revision) {
      throw new RealmConflict(
        `Change ${revision} is not the newest (that is ${current.revision}): take back the newer ones first`,
      );
    }
    const before = entry ? documentBefore(entry, document) : null;
    if (!before)
      throw new RealmConflict(`Change ${revision} cannot be taken back: what was before it has not been kept`);
    return before;
  }

  /** The changes after `revision`, newest first; null when one of them is not kept, cannot be taken back, or there are none. */
  #changesSince(revision: number, now: number): readonly HistoryEntry[] | null {
    const changes = this.#history.entries.filter((entry) => entry.revision > revision).reverse();
    const isWhole =
      changes.length > 0 && changes.length === now - revision && changes.every(({ back }) => back !== null);
    return isWhole ? changes : null;
  }

  #problem(what: string): WorkspaceProblem {
    return new WorkspaceProblem(`${this.#file.path} ${what}; nothing was saved`, "file-changed");
  }
}

const BACK = "Taken back: ";
const AGAIN = "Made again: ";

/** The line of a change that undoes one; what undoes an undo makes the change again. */
function takenBack(line: string): string {
  if (line.startsWith(BACK)) return `${AGAIN}${line.slice(BACK.length)}`;
  return `${BACK}${line.startsWith(AGAIN) ? line.slice(AGAIN.length) : line}`;
}
