import { useSyncExternalStore } from "react";

/** A value that outlives the screen that shows it. `write` gets the present value and gives the next. */
export interface MemoryStore<Value> {
  readonly read: () => Value;
  readonly write: (change: (value: Value) => Value) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createMemoryStore<Value>(initial: Value): MemoryStore<Value> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => current,
    write: (change) => {
      const next = change(current);
      if (Object.is(next, current)) return;
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useMemoryStore = <Value>({ subscribe, read }: Pick<MemoryStore<Value>, "subscribe" | "read">): Value =>
  useSyncExternalStore(subscribe, read);
