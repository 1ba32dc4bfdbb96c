import type { TextPlace } from "./json-location.ts";

/** Something in the workspace that a person should know, until it is mended or dismissed. */
export interface Notice extends Partial<TextPlace> {
  readonly id: string;
  /**
   * `set-aside`: did not parse at start and was moved; `refused`: changed or new on disk and not taken up; `duplicate`:
   * names a realm that another file serves; `unreadable`: cannot be read or written at all.
   */
  readonly kind: "set-aside" | "refused" | "duplicate" | "unreadable";
  /** The name of the file within `realms/`. */
  readonly file: string;
  /** One sentence, with the way out. */
  readonly message: string;
  /** Where the file was moved, from the workspace's folder on. */
  readonly movedTo?: string;
  /** `restoreBackup(file)` brings a good version back. */
  readonly restorable: boolean;
  readonly atSeconds: number;
}

/** One notice per file: the latest. */
export class Notices {
  readonly #byFile = new Map<string, Notice>();
  readonly #changed: (notices: readonly Notice[]) => void;

  constructor(earlier: readonly Notice[], changed: (notices: readonly Notice[]) => void) {
    for (const notice of earlier) this.#byFile.set(notice.file, notice);
    this.#changed = changed;
  }

  list(): readonly Notice[] {
    return [...this.#byFile.values()];
  }

  find(file: string): Notice | undefined {
    return this.#byFile.get(file);
  }

  put(notice: Omit<Notice, "id">): void {
    this.#byFile.set(notice.file, { id: `${notice.kind}:${notice.file}`, ...notice });
    this.#changed(this.list());
  }

  withdraw(file: string): void {
    if (this.#byFile.delete(file)) this.#changed(this.list());
  }

  dismiss(id: string): void {
    const notice = this.list().find((each) => each.id === id);
    if (notice) this.withdraw(notice.file);
  }
}
