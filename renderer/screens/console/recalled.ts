import type { CallHistoryEntry, FollowUpStep } from "../../../src/contract/index.ts";
import { createMemoryStore } from "../../memory-store.ts";
import type { Step } from "./chains.ts";

/** A call of the history that is looked at again, until it is closed or something is sent; of one that got no answer, its line. */
export const recalled = createMemoryStore<Step | { readonly failed: CallHistoryEntry } | null>(null);

/** A token of somebody's to compare with: the one that was pasted last. */
export const tokenToCompare = createMemoryStore("");

/** A step of the history that somebody wants to take again, until one is taken. */
export interface StepAgain {
  readonly id: string;
  /** Without its token. */
  readonly step: FollowUpStep;
  /** The exchange whose token it was for; null where the window does not have that any more. */
  readonly at: string | null;
}

export const stepAgain = createMemoryStore<StepAgain | null>(null);
