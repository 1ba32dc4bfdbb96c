import { Button, Kbd } from "@mantine/core";
import { sentenceOf } from "../../api.ts";
import { describeEdits } from "../../draft/describe-edits.ts";
import { type ClientDraft, lastSaves, useUndo } from "../../draft/use-client-draft.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { Note } from "../../parts/Note.tsx";
import { useHistory } from "../../queries.ts";
import { words } from "../../words.ts";
import styles from "./client.module.css";

const SAVE_BAR = "save-bar";

export const focusSaveBar = (): void => document.getElementById(SAVE_BAR)?.focus();

/** The one place that saves: names the changes, says why a save was refused, and takes the last one back. */
export function SaveBar({ draft }: { readonly draft: ClientDraft }) {
  const changes = describeEdits(draft.saved, draft.edits);
  return (
    <>
      <Problem draft={draft} />
      <section
        id={SAVE_BAR}
        tabIndex={-1}
        className={styles["saveBar"]}
        data-changed={changes.length > 0}
        aria-label={words.saveBar.unsaved}
      >
        {changes.length > 0 ? <Changes changes={changes} /> : <LastSave draft={draft} />}
        {changes.length > 0 && (
          <Button variant="default" onClick={draft.discard} disabled={draft.saving}>
            {words.saveBar.discard}
          </Button>
        )}
        <Button
          onClick={draft.save}
          disabled={changes.length === 0}
          loading={draft.saving}
          aria-label={words.saveBar.save}
          title={words.saveBar.keys}
        >
          {words.saveBar.save}
        </Button>
        <Kbd size="xs" aria-hidden>
          {words.saveBar.keys}
        </Kbd>
      </section>
    </>
  );
}

const Changes = ({ changes }: { readonly changes: readonly string[] }) => (
  <p className={styles["changes"]} role="status" title={changes.join("\n")}>
    <strong>{words.saveBar.changes(changes.length)}:</strong> {changes.join(", ")}
  </p>
);

function LastSave({ draft }: { readonly draft: ClientDraft }) {
  const last = useMemoryStore(lastSaves)[draft.key];
  const undo = useUndo(draft.realm, draft.key, words.saveBar.undone);
  return (
    <div className={`${styles["changes"]} quiet`} role="status">
      {last ? `${last.text}. ` : words.saveBar.none}
      {last && last.revision > 0 && (
        <Button size="compact-xs" variant="subtle" loading={undo.isPending} onClick={() => undo.mutate(last.revision)}>
          {words.saveBar.undo}
        </Button>
      )}
      {undo.error && sentenceOf(undo.error)}
    </div>
  );
}

/** A refusal that no field shows; for a conflict also who changed what meanwhile, and the way on. */
function Problem({ draft }: { readonly draft: ClientDraft }) {
  const conflict = draft.refusal?.status === 409;
  const history = useHistory(draft.realm, conflict);
  if (!draft.refusal) return null;
  const since = history.data?.entries.filter((entry) => entry.revision > draft.baseRevision) ?? [];
  return (
    <div className={styles["problem"]}>
      <Note tone="bad" live>
        <strong>{conflict ? words.saveBar.conflict : words.saveBar.refused}</strong>
        <span>{draft.refusal.message}</span>
        {conflict && (
          <>
            {since.map((entry) => (
              <span key={entry.revision}>{words.saveBar.changedBy(entry.by, entry.summary)}</span>
            ))}
            <Button size="compact-xs" variant="default" onClick={() => void draft.putOnTop()}>
              {words.saveBar.onTop}
            </Button>
          </>
        )}
      </Note>
    </div>
  );
}
