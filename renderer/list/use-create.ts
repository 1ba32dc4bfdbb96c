import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Edit, saveEdits } from "../../src/contract/index.ts";
import { visit } from "../address.ts";
import { call } from "../api.ts";
import { noteSave } from "../draft/last-saves.ts";
import { keys } from "../queries.ts";

interface Creation {
  readonly edits: readonly Edit[];
  /** Under which its page keeps its draft and its last save. */
  readonly key: string;
  /** As its page says it, beside Undo. */
  readonly text: string;
  /** Its page. */
  readonly href: string;
}

/** Makes something and goes to its page. */
export function useCreate(realm: string, baseRevision: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ edits }: Creation) => call(saveEdits, { realm, baseRevision, edits: [...edits] }),
    onSuccess: ({ revision }, { key, text, href }) => {
      noteSave(key, { revision, text });
      void queries.invalidateQueries({ queryKey: keys.realm(realm) });
      visit(href);
    },
  });
}
