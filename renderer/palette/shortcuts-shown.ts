import { createMemoryStore } from "../memory-store.ts";

/** Whether the list of shortcuts is in view. */
export const shortcutsShown = createMemoryStore(false);

export const showShortcuts = (shown: boolean): void => shortcutsShown.write(() => shown);
