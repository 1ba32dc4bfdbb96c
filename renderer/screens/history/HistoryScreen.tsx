import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { HistoryEntry } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { focusSoon } from "../../focus-soon.ts";
import { useNowSeconds } from "../../now.ts";
import { ScreenTitle } from "../../page/ScreenTitle.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Table } from "../../parts/Table.tsx";
import table from "../../parts/table.module.css";
import { useFirstRows } from "../../parts/use-first-rows.tsx";
import { useHistory } from "../../queries.ts";
import { localTime, relativeTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { AskToGoBack } from "./AskToGoBack.tsx";
import styles from "./history.module.css";

const say = words.history;

/** Every change of a realm, by whomever, with the ways back. */
export function HistoryScreen({ realm }: { readonly realm: string }) {
  const history = useHistory(realm, true);
  if (!history.data) return <Loading error={history.error} again={history.refetch} />;
  const { entries } = history.data;
  return (
    <div className={styles["screen"]}>
      <ScreenTitle title={say.title} lead={say.lead} />
      {entries.length === 0 ? (
        <EmptyState title={say.none} help={say.noneHelp}>
          <a href={hrefOf.clients(realm)}>{say.toClients}</a>
        </EmptyState>
      ) : (
        <Changes realm={realm} entries={entries} />
      )}
    </div>
  );
}

interface ChangesProps {
  readonly realm: string;
  readonly entries: readonly HistoryEntry[];
}

function Changes({ realm, entries }: ChangesProps) {
  const [asked, setAsked] = useState<number | null>(null);
  const { drawn, rest } = useFirstRows(entries, say.showing);
  const leave = () => {
    if (asked !== null) focusSoon(buttonId(asked));
    setAsked(null);
  };
  return (
    <>
      <Table titles={say.columns} className={styles["panel"]}>
        {drawn.map((entry, index) => (
          <Entry
            key={entry.revision}
            entry={entry}
            isNewest={index === 0}
            isFirst={index === entries.length - 1}
            ask={setAsked}
          >
            {asked === entry.revision && <AskToGoBack realm={realm} entries={entries} index={index} leave={leave} />}
          </Entry>
        ))}
      </Table>
      {rest}
      {drawn.length >= KEPT && <p className="quiet small">{say.kept(KEPT)}</p>}
    </>
  );
}

/** As many the server keeps. */
const KEPT = 200;

const buttonId = (revision: number): string => `go-back-${revision}`;

interface EntryProps {
  readonly entry: HistoryEntry;
  readonly isNewest: boolean;
  /** The one that made the realm, or before which nothing is kept. */
  readonly isFirst: boolean;
  readonly ask: (revision: number) => void;
  readonly children: ReactNode;
}

function Entry({ entry, isNewest, isFirst, ask, children }: EntryProps) {
  const nowSeconds = useNowSeconds();
  const { revision, atSeconds, by, summary, restorable } = entry;
  const time = localTime(atSeconds, nowSeconds);
  return (
    <>
      <tr>
        <td className={table["owner"]} title={relativeTime(atSeconds, nowSeconds)}>
          {time}
        </td>
        <td className={table["owner"]}>{by}</td>
        <td className={styles["what"]}>
          {summary.map((line) => (
            <div key={line}>{line}</div>
          ))}
          {isNewest && <Mark tone="good">{say.now}</Mark>}
        </td>
        <td className={styles["actions"]}>
          {isNewest && !isFirst && (
            <Button
              id={buttonId(revision)}
              size="compact-xs"
              variant="default"
              aria-label={say.undoOf(summary)}
              onClick={() => ask(revision)}
            >
              {say.undo}
            </Button>
          )}
          {!isNewest && restorable && (
            <Button
              id={buttonId(revision)}
              size="compact-xs"
              variant="default"
              aria-label={say.restoreOf(time)}
              onClick={() => ask(revision)}
            >
              {say.restore}
            </Button>
          )}
          {!isNewest && !restorable && <span className="quiet">{say.notKept}</span>}
        </td>
      </tr>
      {children && (
        <tr>
          <td colSpan={4}>{children}</td>
        </tr>
      )}
    </>
  );
}
