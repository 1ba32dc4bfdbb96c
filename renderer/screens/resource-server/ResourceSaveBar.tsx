import { Button, Kbd } from "@mantine/core";
import { sentenceOf } from "../../api.ts";
import bar from "../../draft/save-bar.module.css";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import type { ResourceDraft } from "./use-resource-draft.ts";

const say = words.saveBar;

/** Names the changes, saves them together, says why they were refused, and takes the last save back. */
export function ResourceSaveBar({ draft }: { readonly draft: ResourceDraft }) {
  const { changes, last, refusal, saving } = draft;
  const isChanged = changes.length > 0;
  return (
    <>
      {refusal && (
        <div className={bar["problem"]}>
          <Note tone="bad" live>
            <strong>{say.refused}</strong>
            <span>{sentenceOf(refusal)}</span>
          </Note>
        </div>
      )}
      <section className={bar["saveBar"]} data-changed={isChanged} aria-label={say.unsaved}>
        <div className={`${bar["changes"]} ${isChanged ? "" : "quiet"}`} role="status">
          {isChanged && (
            <>
              <strong>{say.changes(changes.length)}:</strong> {changes.join(", ")}
            </>
          )}
          {!isChanged && (last ? `${last.text}. ` : say.none)}
          {!isChanged && last?.before && (
            <Button size="compact-xs" variant="subtle" loading={saving} onClick={draft.undo}>
              {say.undo}
            </Button>
          )}
        </div>
        {isChanged && (
          <Button variant="default" disabled={saving} onClick={draft.discard}>
            {say.discard}
          </Button>
        )}
        <Button aria-label={say.save} title={say.keys} disabled={!isChanged} loading={saving} onClick={draft.save}>
          {say.save}
        </Button>
        <Kbd size="xs" aria-hidden>
          {say.keys}
        </Kbd>
      </section>
    </>
  );
}
