import { Button } from "@mantine/core";
import { useState } from "react";
import type { SessionSummary } from "../../../src/contract/index.ts";
import { hrefOf, visitInstead } from "../../address.ts";
import { tell } from "../../frame/told.ts";
import type { ListAsked } from "../../list-address.ts";
import { ScreenTitle } from "../../page/ScreenTitle.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { useSessions } from "../../queries.ts";
import { words } from "../../words.ts";
import { EndSessions } from "./EndSessions.tsx";
import { SessionTable } from "./SessionTable.tsx";
import { keyOf } from "./session-key.ts";
import styles from "./sessions.module.css";
import { type Ending, useEnding } from "./use-ending.ts";

const say = words.realmSessions;

/** The sessions of a realm: one, several or all can be ended. */
export function SessionsScreen({ realm, asked }: { readonly realm: string; readonly asked: ListAsked }) {
  const list = useSessions(realm);
  if (!list.data) return <Loading error={list.error} again={list.refetch} />;
  const { total, sessions } = list.data;
  return (
    <div className={styles["screen"]}>
      <ScreenTitle title={say.title} lead={say.lead} />
      {total === 0 ? (
        <EmptyState title={say.none} help={say.noneHelp}>
          <a href={hrefOf.console(realm)}>{say.toConsole}</a>
        </EmptyState>
      ) : (
        <Listed realm={realm} search={asked.search} total={total} sessions={sessions} />
      )}
    </div>
  );
}

interface ListedProps {
  readonly realm: string;
  readonly search: string;
  readonly total: number;
  readonly sessions: readonly SessionSummary[];
}

function Listed({ realm, search, total, sessions }: ListedProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Ending | null>(null);
  const ending = useEnding({ realm }, (ended) => {
    tell({ text: say.ended(ended) });
    setAsked(null);
    setSelected(new Set());
  });
  const shown = sessions.filter((session) => isFound(session, search));
  const chosen = sessions.filter((session) => selected.has(keyOf(session)));
  return (
    <>
      <div className={styles["tools"]}>
        <SearchField
          className={styles["search"]}
          label={say.search}
          hint={say.searchHint}
          value={search}
          onChange={(text) => visitInstead(hrefOf.sessions(realm, { search: text }))}
        />
        <span className="quiet small" role="status">
          {say.showing(shown.length, total)} {total > sessions.length && say.newest}
        </span>
        <div className={styles["buttons"]}>
          {chosen.length > 0 && (
            <Button variant="default" onClick={() => setAsked({ sessions: chosen })}>
              {say.signOutSelected(chosen.length)}
            </Button>
          )}
          <Button variant="default" onClick={() => setAsked("all")}>
            {say.signOutAll}
          </Button>
        </div>
      </div>
      {asked !== null && <EndSessions asked={asked} total={total} ending={ending} close={() => setAsked(null)} />}
      {shown.length === 0 ? (
        <p role="status">{say.noneFound(search.trim())}</p>
      ) : (
        <SessionTable
          sessions={shown}
          selected={selected}
          select={setSelected}
          end={(session) => setAsked({ sessions: [session] })}
        />
      )}
    </>
  );
}

const isFound = ({ clients, user, ipAddress, kind }: SessionSummary, search: string): boolean => {
  const text = [...clients.map(({ clientId }) => clientId), user.name, ipAddress, say.kinds[kind]]
    .join(" ")
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
