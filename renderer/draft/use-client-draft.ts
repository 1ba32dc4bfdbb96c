import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { type ClientPage, type ClientSettings, type Edit, saveEdits, undoChange } from "../../src/contract/index.ts";
import { call, Refusal } from "../api.ts";
import { createMemoryStore, useMemoryStore } from "../memory-store.ts";
import { clientQuery, keys } from "../queries.ts";
import { applyDraft } from "./apply-draft.ts";
import { rebaseEdits, withEdits } from "./draft.ts";
import { draftKey, drafts, storeDraft } from "./draft-store.ts";
import { type RefusedPlace, refusedPlace } from "./refused-field.ts";

/** The last save of each client, so that it can be taken back even after one has been elsewhere. */
export const lastSaves = createMemoryStore<
  Readonly<Record<string, { readonly revision: number; readonly text: string }>>
>({});

export const noteSave = (key: string, save: { readonly revision: number; readonly text: string } | null): void =>
  lastSaves.write(({ [key]: _before, ...others }) => (save === null ? others : { ...others, [key]: save }));

/** One client's page with what a person has changed on it. All sections share it; the Save bar saves it as one change. */
export interface ClientDraft {
  readonly realm: string;
  readonly key: string;
  readonly saved: ClientPage;
  /** The page as it would be with the edits saved. */
  readonly page: ClientPage;
  readonly edits: readonly Edit[];
  readonly baseRevision: number;
  readonly refusal: Refusal | null;
  readonly refused: RefusedPlace | null;
  readonly saving: boolean;
  readonly add: (edits: readonly Edit[]) => void;
  readonly replace: (edits: readonly Edit[]) => void;
  readonly set: (settings: ClientSettings) => void;
  readonly errorAt: (place: string) => string | undefined;
  readonly save: () => void;
  readonly discard: () => void;
  /** After a conflict: says the same wishes against the page as it is now. */
  readonly putOnTop: () => Promise<void>;
}

export function useClientDraft(realm: string, saved: ClientPage, saidWhenSaved: string): ClientDraft {
  const key = draftKey(realm, saved.client.id);
  const stored = useMemoryStore(drafts)[key];
  const edits = useMemo(() => (stored ? rebaseEdits(saved, stored.edits) : []), [saved, stored]);
  const page = useMemo(() => applyDraft(saved, edits), [saved, edits]);
  const baseRevision = stored?.baseRevision ?? saved.revision;
  const queries = useQueryClient();
  const saving = useSave(realm, saved, key, saidWhenSaved);
  const refusal = saving.error instanceof Refusal ? saving.error : null;
  const refused = refusal && refusedPlace(saving.variables?.edits ?? [], refusal.field, refusal.message);

  const replace = (next: readonly Edit[]) => {
    if (!saving.isPending) saving.reset();
    storeDraft(key, { baseRevision, edits: next });
  };
  const add = (added: readonly Edit[]) => replace(withEdits(saved, drafts.read()[key]?.edits ?? [], added));
  return {
    realm,
    key,
    saved,
    page,
    edits,
    baseRevision,
    refusal,
    refused,
    saving: saving.isPending,
    add,
    replace,
    set: (settings) => add([{ type: "updateClient", client: saved.client.id, settings }]),
    errorAt: (place) => (refused?.place === place ? refused.message : undefined),
    save: () => {
      if (edits.length > 0 && !saving.isPending) saving.mutate({ baseRevision, edits });
    },
    discard: () => replace([]),
    putOnTop: async () => {
      const now = await queries.fetchQuery({ ...clientQuery(realm, saved.client.id), staleTime: 0 });
      saving.reset();
      storeDraft(key, { baseRevision: now.revision, edits: rebaseEdits(now, edits) });
    },
  };
}

interface Sent {
  readonly baseRevision: number;
  readonly edits: readonly Edit[];
}

/** Saves, reads the page anew and only then lets the draft go, so that no field jumps back in between. */
function useSave(realm: string, saved: ClientPage, key: string, text: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ baseRevision, edits }: Sent) => {
      const change = await call(saveEdits, { realm, baseRevision, edits: edits as Edit[] });
      const now = await queries.fetchQuery({ ...clientQuery(realm, saved.client.id), staleTime: 0 });
      return { change, now };
    },
    onSuccess: ({ change, now }, sent) => {
      const later = (drafts.read()[key]?.edits ?? []).filter((edit) => !sent.edits.includes(edit));
      storeDraft(key, { baseRevision: now.revision, edits: rebaseEdits(now, later) });
      noteSave(key, { revision: change.revision, text });
      void queries.invalidateQueries({ queryKey: keys.realm(realm) });
      void queries.invalidateQueries({ queryKey: keys.server });
    },
  });
}

/** Takes a saved change back, as a change of its own. */
export function useUndo(realm: string, key: string, saidWhenUndone: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (revision: number) => call(undoChange, { realm, revision }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.realm(realm) });
      noteSave(key, { revision: 0, text: saidWhenUndone });
    },
  });
}
