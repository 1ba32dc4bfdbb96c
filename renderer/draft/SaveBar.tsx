import { Button, Kbd } from "@mantine/core";
import { sentenceOf } from "../api.ts";
import { useMemoryStore } from "../memory-store.ts";
import { Note } from "../parts/Note.tsx";
import { useHistory } from "../queries.ts";
import { words } from "../words.ts";
import { lastSaves, useUndo } from "./last-saves.ts";
import styles from "./save-bar.module.css";
import type { Draft } from "./use-draft.ts";

/** The page is no matter here. */
export type AnyDraft = Omit<Draft<unknown>, "page" | "saved">;

const SAVE_BAR = "save-bar";

export const focusSaveBar = (): void => document.getElementById(SAVE_BAR)?.focus();

/** The one place that saves: names the changes, says why a save was refused, and takes the last one back. */
export function SaveBar({ draft }: { readonly draft: AnyDraft }) {
  const { changes } = draft;
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
          disabled={changes.length === 0 || draft.conflicts.length > 0}
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

function LastSave({ draft }: { readonly draft: AnyDraft }) {
  const last = useMemoryStore(lastSaves)[draft.key];
  const undo = useUndo(draft.realm, words.saveBar.undone);
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

/** A refusal that no field shows, or what others have changed that the draft changes too, and the ways on. */
function Problem({ draft }: { readonly draft: AnyDraft }) {
  const { refusal, conflicts } = draft;
  if (conflicts.length > 0) return <Conflicts draft={draft} />;
  if (!refusal) return null;
  return (
    <div className={styles["problem"]}>
      <Note tone="bad" live>
        <strong>{words.saveBar.refused}</strong>
        <span>{refusal.message}</span>
      </Note>
    </div>
  );
}

/** Each value by name, theirs beside mine; the fields say it as well. */
function Conflicts({ draft }: { readonly draft: AnyDraft }) {
  const { conflicts, settle } = draft;
  const history = useHistory(draft.realm, true);
  const since = history.data?.entries.filter((entry) => entry.revision > draft.baseRevision) ?? [];
  return (
    <div className={styles["problem"]}>
      <Note tone="bad" live>
        <strong>{words.saveBar.conflict}</strong>
        {since.map((entry) => (
          <span key={entry.revision}>{words.saveBar.changedBy(entry.by, entry.summary)}</span>
        ))}
        <ul className={styles["conflicts"]}>
          {conflicts.map((conflict) => {
            const label = draft.nameOf(conflict.edit);
            return (
              <li key={conflict.key}>
                <span>{words.saveBar.theirsAndMine(label, conflict.theirs, conflict.place)}</span>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={words.saveBar.keepMineOf(label)}
                  onClick={() => settle([conflict], "mine")}
                >
                  {words.saveBar.keepMine}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={words.saveBar.takeTheirsOf(label)}
                  onClick={() => settle([conflict], "theirs")}
                >
                  {words.saveBar.takeTheirs}
                </Button>
              </li>
            );
          })}
        </ul>
      </Note>
    </div>
  );
}
