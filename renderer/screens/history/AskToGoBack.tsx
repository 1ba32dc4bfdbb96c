import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type HistoryEntry, restoreRevision } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { takeBack } from "../../draft/last-saves.ts";
import { noteChange } from "../../draft/own-changes.ts";
import { tell } from "../../frame/told.ts";
import { useNowSeconds } from "../../now.ts";
import { Note } from "../../parts/Note.tsx";
import { keys } from "../../queries.ts";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import styles from "./history.module.css";

const say = words.history;

interface AskToGoBackProps {
  readonly realm: string;
  readonly entries: readonly HistoryEntry[];
  /** 0: the newest change is undone; else the realm goes back to how it was after that one. */
  readonly index: number;
  readonly leave: () => void;
}

/** Says which changes are taken back before they are. */
export function AskToGoBack({ realm, entries, index, leave }: AskToGoBackProps) {
  const time = localTime(entries[index]?.atSeconds ?? 0, useNowSeconds());
  const takenBack = entries.slice(0, Math.max(index, 1));
  const going = useGoBack(realm, index === 0, time, leave);
  const lines = takenBack.flatMap(({ revision, summary }) =>
    summary.map((line) => ({ line, key: `${revision} ${line}` })),
  );
  return (
    <Note tone="changed" live>
      <strong>{index === 0 ? say.takesBack(1) : say.restoring(time)}</strong>
      {index > 0 && <span>{say.takesBack(takenBack.length)}</span>}
      <ul className={styles["lines"]}>
        {lines.map(({ line, key }) => (
          <li key={key}>{line}</li>
        ))}
      </ul>
      <span>{say.itsOwn}</span>
      <Button
        size="compact-xs"
        variant="default"
        autoFocus
        loading={going.isPending}
        onClick={() => going.mutate(entries[index]?.revision ?? 0)}
      >
        {index === 0 ? say.undo : say.restoreNow}
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={leave}>
        {say.keep}
      </Button>
      {going.error && <span role="alert">{sentenceOf(going.error)}</span>}
    </Note>
  );
}

function useGoBack(realm: string, isUndo: boolean, time: string, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (revision: number) => {
      if (isUndo) return (await takeBack(realm, revision)).join("; ");
      const made = await call(restoreRevision, { realm, revision });
      noteChange(realm, made.revision);
      return say.restored(time);
    },
    onSuccess: async (text) => {
      tell({ text });
      done();
      await queries.invalidateQueries({ queryKey: keys.realm(realm) });
    },
  });
}
