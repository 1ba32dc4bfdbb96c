import { Button } from "@mantine/core";
import { sentenceOf } from "../api.ts";
import { lastSaves, listKey, noteSave, useUndo } from "../draft/last-saves.ts";
import { useMemoryStore } from "../memory-store.ts";
import { Note } from "../parts/Note.tsx";
import { words } from "../words.ts";

const say = words.clients;

/** What was done to the list last, and the way back. */
export function ListNote({ realm, list }: { readonly realm: string; readonly list?: string }) {
  const key = listKey(realm, list);
  const last = useMemoryStore(lastSaves)[key];
  const undo = useUndo(realm, say.undone);
  if (!last) return null;
  return (
    <Note tone="good" live>
      {last.text}
      {last.revision > 0 && (
        <Button size="compact-xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate(last.revision)}>
          {say.undo}
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => noteSave(key, null)}>
        {say.dismiss}
      </Button>
      {undo.error && sentenceOf(undo.error)}
    </Note>
  );
}
