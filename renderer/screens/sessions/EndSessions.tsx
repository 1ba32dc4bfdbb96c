import { Button } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { sentenceOf } from "../../api.ts";
import { Note } from "../../parts/Note.tsx";
import parts from "../../parts/parts.module.css";
import { words } from "../../words.ts";
import type { Ending } from "./use-ending.ts";

const say = words.realmSessions;

interface EndSessionsProps {
  readonly asked: Ending;
  readonly total: number;
  readonly ending: UseMutationResult<number, Error, Ending>;
  readonly close: () => void;
}

/** It cannot be taken back, so it says what ends before it does. */
export const EndSessions = ({ asked, total, ending, close }: EndSessionsProps) => (
  <Note tone="bad" live>
    {asked === "all" ? say.asksAll(total) : `${say.asks(asked.sessions.length)} ${say.final}`}
    <Button
      className={parts["danger"] ?? ""}
      size="compact-xs"
      variant="default"
      autoFocus
      loading={ending.isPending}
      onClick={() => ending.mutate(asked)}
    >
      {asked === "all" ? say.signOutAll : say.signOut}
    </Button>
    <Button size="compact-xs" variant="subtle" color="gray" onClick={close}>
      {say.keep}
    </Button>
    {ending.error && <span role="alert">{sentenceOf(ending.error)}</span>}
  </Note>
);
