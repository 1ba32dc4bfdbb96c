import { notifyManager, type QueryFunction, useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Edit, saveEdits } from "../../src/contract/index.ts";
import { call, Refusal } from "../api.ts";
import { useMemoryStore } from "../memory-store.ts";
import { keys } from "../queries.ts";
import { words } from "../words.ts";
import { type Conflict, findConflicts, rememberSaved, type SavedValues, settleConflicts } from "./conflicts.ts";
import { applyDraft, type DraftKind, rebaseEdits, withEdits } from "./draft.ts";
import { drafts, storeDraft } from "./draft-store.ts";
import { noteSave } from "./last-saves.ts";
import { type RefusedPlace, refusedPlace } from "./refused-field.ts";

/** A page with what a person has changed on it; the Save bar saves it as one change. */
export interface Draft<Page> {
  readonly realm: string;
  readonly key: string;
  readonly saved: Page;
  /** The page as it would be with the edits saved. */
  readonly page: Page;
  readonly edits: readonly Edit[];
  /** The edits as the Save bar lists them. */
  readonly changes: readonly string[];
  readonly baseRevision: number;
  readonly refusal: Refusal | null;
  readonly refused: RefusedPlace | null;
  readonly saving: boolean;
  readonly add: (edits: readonly Edit[]) => void;
  readonly replace: (edits: readonly Edit[]) => void;
  readonly errorAt: (place: string) => string | undefined;
  /** What others have changed meanwhile that the draft changes too. Nothing is saved before each is settled. */
  readonly conflicts: readonly Conflict[];
  /** An edit as the Save bar names it. */
  readonly nameOf: (edit: Edit) => string;
  /** Settles conflicts: by what the draft says, or by what is saved now. */
  readonly settle: (conflicts: readonly Conflict[], by: "mine" | "theirs") => void;
  readonly save: () => void;
  readonly discard: () => void;
}

interface Saved {
  readonly revision: number;
}

interface PageQuery<Page> {
  readonly queryKey: readonly unknown[];
  readonly queryFn: QueryFunction<Page>;
}

export interface DraftOptions<Page extends Saved> {
  readonly realm: string;
  readonly key: string;
  readonly saved: Page;
  readonly kind: DraftKind<Page>;
  /** Reads the page anew. */
  readonly query: PageQuery<Page>;
  readonly describe: (page: Page, edits: readonly Edit[]) => readonly string[];
}

export function useDraft<Page extends Saved>(options: DraftOptions<Page>): Draft<Page> {
  const { realm, key, saved, kind, describe } = options;
  const stored = useMemoryStore(drafts)[key];
  const edits = useMemo(() => (stored ? rebaseEdits(kind, saved, stored.edits) : []), [kind, saved, stored]);
  const page = useMemo(() => applyDraft(kind, saved, edits), [kind, saved, edits]);
  const baseRevision = stored?.baseRevision ?? saved.revision;
  const savedThen = stored?.savedThen;
  const conflicts = useMemo(() => findConflicts(kind, saved, edits, savedThen), [kind, saved, edits, savedThen]);
  const saving = useSave(options);
  const refusal = saving.error instanceof Refusal ? saving.error : null;
  const refused = refusal && refusedPlace(saving.variables?.edits ?? [], refusal.field, refusal.message);

  const replace = (next: readonly Edit[]) => {
    if (!saving.isPending) saving.reset();
    storeDraft(key, { baseRevision, edits: next, savedThen: rememberSaved(kind, saved, next, savedThen) });
  };
  const settle = (settled: readonly Conflict[], by: "mine" | "theirs") => {
    saving.reset();
    storeDraft(key, { baseRevision, ...settleConflicts(kind, saved, { edits, savedThen }, settled, by) });
  };
  return {
    realm,
    key,
    saved,
    page,
    edits,
    changes: describe(saved, edits),
    baseRevision,
    refusal,
    refused,
    saving: saving.isPending,
    add: (added) => replace(withEdits(kind, saved, drafts.read()[key]?.edits ?? [], added)),
    replace,
    errorAt: (place) => errorAt(place, conflicts, refused),
    conflicts,
    nameOf: (edit) => describe(saved, [edit]).join(", "),
    settle,
    save: () => {
      if (edits.length > 0 && conflicts.length === 0 && !saving.isPending)
        saving.mutate({ baseRevision: saved.revision, edits, savedThen });
    },
    discard: () => replace([]),
  };
}

function errorAt(place: string, conflicts: readonly Conflict[], refused: RefusedPlace | null): string | undefined {
  const conflict = conflicts.find((one) => one.place === place);
  if (conflict) return words.saveBar.changedTo(conflict.theirs, place);
  return refused?.place === place ? refused.message : undefined;
}

interface Sent {
  readonly baseRevision: number;
  readonly edits: readonly Edit[];
  readonly savedThen: SavedValues | undefined;
}

/** Saves, reads the page anew and only then lets the draft go, so that no field jumps back in between. */
function useSave<Page extends Saved>({ realm, key, kind, query }: DraftOptions<Page>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (sent: Sent) => {
      const send = ({ baseRevision, edits }: Pick<Sent, "baseRevision" | "edits">) =>
        call(saveEdits, { realm, baseRevision, edits: edits as Edit[] });
      // Others have changed the realm: where they left alone what the draft changes, it goes on top.
      const change = await send(sent).catch(async (error: unknown) => {
        if (!(error instanceof Refusal && error.status === 409)) throw error;
        const now = await queries.fetchQuery({ ...query, staleTime: 0 });
        if (findConflicts(kind, now, sent.edits, sent.savedThen).length > 0) throw error;
        return send({ baseRevision: now.revision, edits: rebaseEdits(kind, now, sent.edits) });
      });
      const now = await queries.fetchQuery({ ...query, staleTime: 0 });
      return { change, now };
    },
    onSuccess: ({ change, now }, sent) => {
      // After the page has the answer, which is told later than it is known.
      notifyManager.schedule(() => {
        const later = (drafts.read()[key]?.edits ?? []).filter((edit) => !sent.edits.includes(edit));
        const edits = rebaseEdits(kind, now, later);
        storeDraft(key, { baseRevision: now.revision, edits, savedThen: rememberSaved(kind, now, edits) });
        noteSave(key, { revision: change.revision, text: words.saveBar.saved });
      });
      void queries.invalidateQueries({ queryKey: keys.realm(realm) });
      void queries.invalidateQueries({ queryKey: keys.server });
    },
  });
}
