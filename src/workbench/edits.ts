import { listHistory, type SavedChange, saveEdits, undoChange } from "../contract/edits.ts";
import { applyEdits } from "../domain/edits/apply-edits.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { RealmConflict, WorkspaceProblem } from "../store/workspace-problem.ts";
import { withRealm } from "./find-realm.ts";
import { answered, type Outcome, refused, serve } from "./serve.ts";

/** One Save of the window: all edits as one change, or none. */
export const serveEdits = serve(saveEdits, (ctx, { realm, baseRevision, edits }, caller) =>
  withRealm(ctx, realm, (store) => {
    const facts = ctx.editFacts();
    const { summary } = applyDry(() => applyEdits(store.read().document, edits, facts));
    return saved(
      () =>
        store.edit(
          (document, current) => {
            if (current.revision !== baseRevision)
              throw new RealmConflict(`The realm was changed meanwhile by ${lastChange(store.history())}`);
            return applyEdits(document, edits, facts).document;
          },
          { by: caller.name, summary },
        ),
      () => store.read().revision,
      summary,
    );
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
    const entries = store
      .history()
      .map(({ revision, atSeconds, by, summary }) => ({ revision, atSeconds, by, summary }));
    return answered({ revision: store.read().revision, entries });
  }),
);

export const serveUndo = serve(undoChange, (ctx, { realm, revision }, caller) =>
  withRealm(ctx, realm, (store) =>
    saved(
      () => store.undo(revision, caller.name),
      () => store.read().revision,
      store.history()[0]?.summary,
    ),
  ),
);

/** Words what can come of saving: refused by the domain, overtaken by another change, or no disk to write on. */
async function saved(
  save: () => Promise<{ readonly revision: number }>,
  revisionNow: () => number,
  summary: readonly string[] = [],
): Promise<Outcome<SavedChange>> {
  try {
    const { revision } = await save();
    return answered({ revision, summary });
  } catch (error) {
    if (error instanceof RealmRefused) return refused(422, error.message, { field: error.path.join(".") });
    if (error instanceof RealmConflict) return refused(409, error.message, { revision: revisionNow() });
    if (error instanceof WorkspaceProblem) return refused(503, error.message);
    throw error;
  }
}
