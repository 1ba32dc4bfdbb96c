import { ActionIcon } from "@mantine/core";
import { IconRepeat } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type CallHistoryEntry, type RealmSummary, readCallHistory } from "../../../src/contract/index.ts";
import { call } from "../../api.ts";
import { Mark } from "../../parts/Mark.tsx";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { askAgain } from "./ask-again.ts";
import styles from "./kept.module.css";
import { recalled } from "./recalled.ts";

const say = words.console.history;

interface HistoryRowProps {
  readonly entry: CallHistoryEntry;
  readonly realm: string;
  readonly realms: readonly RealmSummary[];
  readonly formKey: string | null;
  /** Hears what of a call that is asked again is not kept. */
  readonly asked: (missing: string | null) => void;
}

/** One call of the past on one line: opened at the right, or set up again at the left. */
export function HistoryRow({ entry, realm, realms, formKey, asked }: HistoryRowProps) {
  const { id, atSeconds, what, clientId, host, status, error, failure } = entry;
  const reading = useMutation({ mutationFn: () => call(readCallHistory, { id }) });
  const name = words.exchange.whats[what];
  const at = localTime(atSeconds, Date.now() / 1000);
  const open = async () => {
    const kept = await reading.mutateAsync();
    const { exchange } = kept;
    recalled.write(() => (exchange ? { what, exchange, call: kept.call } : { failed: kept.entry }));
  };
  const repeat = async () => asked(await askAgain(entry, await reading.mutateAsync(), realm, realms, formKey));
  return (
    <li className={styles["keptRow"]}>
      <button
        type="button"
        className={styles["keptOpen"]}
        aria-label={say.open(name, at)}
        title={failure ?? undefined}
        onClick={() => void open()}
      >
        <span className={styles["keptTime"]}>{at}</span>
        <Mark tone={status >= 200 && status < 400 ? "good" : "bad"}>{status || words.exchange.noConnection}</Mark>
        <span className={styles["keptWhat"]}>{name}</span>
        <span className={`quiet ${styles["keptDetail"]}`} data-whole={failure !== null}>
          {[failure ?? error, clientId, host].filter(Boolean).join(" · ")}
        </span>
      </button>
      <ActionIcon aria-label={say.againOf(name, at)} title={say.again} onClick={() => void repeat()}>
        <IconRepeat size={14} aria-hidden />
      </ActionIcon>
    </li>
  );
}
