import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Edit, saveEdits } from "../../src/contract/index.ts";
import { call } from "../api.ts";
import { listKey, noteSave } from "../draft/last-saves.ts";
import { keys } from "../queries.ts";

export interface ListChange {
  readonly edits: readonly Edit[];
  /** As the list says it afterwards, beside Undo. */
  readonly text: string;
}

/**
 * A change made in a row of a list: saved at once as one change, which the list can take back. `leave` goes to the list
 * from the page of what is deleted; it is called although the page may be gone by then, as news of the change may come
 * before the answer.
 */
export function useListSave(realm: string, list: string | undefined, baseRevision: number, leave?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ edits }: ListChange) => call(saveEdits, { realm, baseRevision, edits: [...edits] }),
    onSuccess: async ({ revision }, { text }) => {
      leave?.();
      await queries.invalidateQueries({ queryKey: keys.realm(realm) });
      noteSave(listKey(realm, list), { revision, text });
    },
  });
}
