import { Button, Checkbox } from "@mantine/core";
import type { SessionSummary } from "../../../src/contract/index.ts";
import { useNowSeconds } from "../../now.ts";
import { Table } from "../../parts/Table.tsx";
import table from "../../parts/table.module.css";
import { localTime, relativeTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { keyOf } from "./session-key.ts";
import styles from "./sessions.module.css";

const say = words.realmSessions;

interface SessionTableProps {
  /** At most five hundred, so all of them can be in the page. */
  readonly sessions: readonly SessionSummary[];
  readonly selected: ReadonlySet<string>;
  readonly select: (selected: ReadonlySet<string>) => void;
  readonly end: (session: SessionSummary) => void;
}

export function SessionTable({ sessions, selected, select, end }: SessionTableProps) {
  const nowSeconds = useNowSeconds();
  const areAll = sessions.every((session) => selected.has(keyOf(session)));
  const { select: _select, ...columns } = say.columns;
  const toggle = (session: SessionSummary) => {
    const next = new Set(selected);
    if (!next.delete(keyOf(session))) next.add(keyOf(session));
    select(next);
  };
  return (
    <Table
      titles={columns}
      first={
        <Checkbox
          size="xs"
          aria-label={say.selectAll}
          checked={areAll}
          indeterminate={!areAll && selected.size > 0}
          onChange={() => select(new Set(areAll ? [] : sessions.map(keyOf)))}
        />
      }
      className={styles["table"]}
    >
      {sessions.map((session) => (
        <Row
          key={keyOf(session)}
          session={session}
          nowSeconds={nowSeconds}
          isSelected={selected.has(keyOf(session))}
          toggle={toggle}
          end={end}
        />
      ))}
    </Table>
  );
}

interface RowProps {
  readonly session: SessionSummary;
  readonly nowSeconds: number;
  readonly isSelected: boolean;
  readonly toggle: (session: SessionSummary) => void;
  readonly end: (session: SessionSummary) => void;
}

function Row({ session, nowSeconds, isSelected, toggle, end }: RowProps) {
  const started = localTime(session.startedAtSeconds, nowSeconds);
  const clients = session.clients.map(({ clientId }) => clientId).join(", ");
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          aria-label={say.select(clients, started)}
          checked={isSelected}
          onChange={() => toggle(session)}
        />
      </td>
      <td className={`${table["nameCell"]} ${styles["client"]}`}>{clients}</td>
      <td>{session.user.name}</td>
      <td className={table["owner"]}>{say.kinds[session.kind]}</td>
      <td className={table["owner"]}>{started}</td>
      <td className={table["owner"]}>{relativeTime(session.lastAccessSeconds, nowSeconds)}</td>
      <td className={table["owner"]}>{relativeTime(session.expiresAtSeconds, nowSeconds)}</td>
      <td className={table["owner"]}>{session.ipAddress}</td>
      <td>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={say.signOutOf(clients, started)}
          onClick={() => end(session)}
        >
          {say.signOut}
        </Button>
      </td>
    </tr>
  );
}
