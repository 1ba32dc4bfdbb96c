import type { Change } from "./change.ts";
import type { StoreLog } from "./realm-rules.ts";

/** Tells every listener of every change, in order. One that throws is logged and hinders nobody. */
export class ChangeListeners {
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #log: StoreLog;

  constructor(log: StoreLog) {
    this.#log = log;
  }

  /** @returns what ends the listening. */
  add(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(change: Change): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(change);
      } catch (error) {
        this.#log.warn(`A listener failed on change ${change.revision} of ${change.realm}: ${String(error)}`);
      }
    }
  }
}
