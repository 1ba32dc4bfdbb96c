import type { Edit } from "../../src/contract/index.ts";
import { createMemoryStore } from "../memory-store.ts";
import type { SavedValues } from "./conflicts.ts";

/** What a person has changed on one client's page and not saved yet. */
export interface StoredDraft {
  /** The revision of the realm that the draft was begun on. */
  readonly baseRevision: number;
  readonly edits: readonly Edit[];
  /** The saved values of what the edits set, as they were then: so that it shows when others change the same. */
  readonly savedThen?: SavedValues | undefined;
}

export type StoredDrafts = Readonly<Record<string, StoredDraft>>;

const STORAGE_KEY = "tokenbench.drafts";

/** Realm names cannot hold a slash in an address part, ids never do. */
export const draftKey = (realm: string, client: string): string => `${encodeURIComponent(realm)}/${client}`;

export const drafts = createMemoryStore<StoredDrafts>(readStored());

/** Drafts outlive leaving a page by memory, and a reload by the tab's own storage, which ends with the tab. */
function readStored(): StoredDrafts {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "{}");
    return typeof stored === "object" && stored !== null ? (stored as StoredDrafts) : {};
  } catch {
    return {};
  }
}

export function storeDraft(key: string, draft: StoredDraft | null): void {
  drafts.write((all) => {
    const { [key]: before, ...others } = all;
    if (draft === null || draft.edits.length === 0) return others;
    return { ...others, [key]: { ...(before?.savedThen && { savedThen: before.savedThen }), ...draft } };
  });
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(drafts.read()));
  } catch {
    // Storage that is full or forbidden costs only the survival of a reload.
  }
}

/** Asks before the page is closed or loaded anew while something is not saved. */
export function guardDrafts(page: Window): void {
  page.addEventListener("beforeunload", (event) => {
    if (Object.keys(drafts.read()).length > 0) event.preventDefault();
  });
}
