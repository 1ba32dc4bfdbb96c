import { createMemoryStore } from "../memory-store.ts";

/** What the window has just done that no page tells, and a way on. */
export interface Told {
  readonly text: string;
  readonly tone?: "good" | "bad";
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Stands in a line of its own above the work until it is dismissed, or the next thing is told. */
export const told = createMemoryStore<Told | null>(null);

export const tell = (next: Told | null): void => told.write(() => next);
