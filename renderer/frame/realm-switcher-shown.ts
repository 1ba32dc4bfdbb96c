import { createMemoryStore } from "../memory-store.ts";

/** What of the list of realms in the bar is open: the list, or the name of a realm to be made. */
export const realmSwitcher = createMemoryStore<"list" | "new" | "copy" | null>(null);
