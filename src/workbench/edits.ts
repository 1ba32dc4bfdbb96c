import { listHistory, restoreRevision, saveEdits, undoChange } from "../contract/edits.ts";
import { applyEdits } from "../domain/edits/apply-edits.ts";
import { RealmConflict } from "../store/workspace-problem.ts";
import { withRealm } from "./find-realm.ts";
import { saving } from "./saving.ts";
import { answered, serve } from "./serve.ts";

/** One Save of the window: all edits as one change, or none. */
export const serveEdits = serve(saveEdits, (ctx, { realm, baseRevision, edits }, caller) =>
  withRealm(ctx, realm, (store) => {
    const facts = ctx.editFacts();
    const { summary } = applyDry(() => applyEdits(store.read().document, edits, facts));
    return saving(store, async () => {
      const { revision } = await store.edit(
        (document, current) => {
          if (current.revision !== baseRevision)
            throw new RealmConflict(`The realm was changed meanwhile by ${lastChange(store.history())}`);
          return applyEdits(document, edits, facts).document;
        },
        { by: caller.name, summary },
      );
      return { revision, summary };
    });
  }),
);

/** The lines for the history; when the edits cannot be made, saving them says why. */
function applyDry(apply: () => { readonly summary: readonly string[] }): { readonly summary: readonly string[] } {
  try {
    return apply();
  } catch {
    return { summary: [] };
  }
}

const lastChange = (history: readonly { readonly by: string; readonly summary: readonly string[] }[]): string => {
  const [last] = history;
  return last ? `${last.by}: ${last.summary.join("; ")}` : "another program";
};

export const serveHistory = serve(listHistory, (ctx, { realm }) =>
  withRealm(ctx, realm, (store) => {
    const entries = store.history().map(({ revision, atSeconds, by, summary }) => ({
      revision,
      atSeconds,
      by,
      summary,
      restorable: store.canRestore(revision),
    }));
    return answered({ revision: store.read().revision, entries });
  }),
);

export const serveUndo = serve(undoChange, (ctx, { realm, revision }, caller) =>
  withRealm(ctx, realm, (store) =>
    saving(store, async () => {
      const undone = await store.undo(revision, caller.name);
      return { revision: undone.revision, summary: store.history()[0]?.summary ?? [] };
    }),
  ),
);

export const serveRestoreRevision = serve(restoreRevision, (ctx, { realm, revision }, caller) =>
  withRealm(ctx, realm, (store) =>
    saving(store, async () => {
      const restored = await store.restoreRevision(revision, caller.name);
      return { revision: restored.revision, summary: store.history()[0]?.summary ?? [] };
    }),
  ),
);
