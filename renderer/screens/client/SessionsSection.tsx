import { Button } from "@mantine/core";
import { useState } from "react";
import type { SessionSummary } from "../../../src/contract/index.ts";
import { sentenceOf } from "../../api.ts";
import { attributeNames } from "../../client-attributes.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useNowSeconds } from "../../now.ts";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { Note } from "../../parts/Note.tsx";
import { Table } from "../../parts/Table.tsx";
import table from "../../parts/table.module.css";
import { useClientSessions } from "../../queries.ts";
import { localTime, relativeTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { keyOf } from "../sessions/session-key.ts";
import { useEnding } from "../sessions/use-ending.ts";

const say = words.sessions;

/** The sessions behind this client's refresh tokens; each can be ended, and all. */
export function SessionsSection({ draft }: { readonly draft: ClientDraft }) {
  const { realm, saved } = draft;
  const list = useClientSessions(realm, saved.client.id);
  const refreshTokens = saved.client.attributes[attributeNames.refreshTokens] === "true";
  return (
    <Section name="sessions" title={words.page.sections.sessions}>
      {!list.data && <Loading error={list.error} again={list.refetch} />}
      {list.data?.total === 0 && <EmptyState title={say.none} help={refreshTokens ? say.noneOn : say.noneOff} />}
      {list.data !== undefined && list.data.total > 0 && (
        <SessionTable realm={realm} client={saved.client.id} total={list.data.total} sessions={list.data.sessions} />
      )}
    </Section>
  );
}

interface SessionTableProps {
  readonly realm: string;
  readonly client: string;
  readonly total: number;
  readonly sessions: readonly SessionSummary[];
}

const DRAWN_AT_MOST = 50;

function SessionTable({ realm, client, total, sessions }: SessionTableProps) {
  const nowSeconds = useNowSeconds();
  const ending = useEnding({ realm, client });
  return (
    <>
      <p className="quiet small">{say.lead}</p>
      <Table titles={say.columns}>
        {sessions.slice(0, DRAWN_AT_MOST).map((session) => (
          <SessionRow
            key={keyOf(session)}
            session={session}
            nowSeconds={nowSeconds}
            end={() => ending.mutate({ sessions: [session] })}
          />
        ))}
      </Table>
      {total > DRAWN_AT_MOST && <p className="quiet small">{say.showing(DRAWN_AT_MOST, total)}</p>}
      {ending.error && (
        <Note tone="bad" live>
          {sentenceOf(ending.error)}
        </Note>
      )}
      <EndAll count={total} pending={ending.isPending} end={() => ending.mutate("all")} />
    </>
  );
}

interface SessionRowProps {
  readonly session: SessionSummary;
  readonly nowSeconds: number;
  readonly end: () => void;
}

function SessionRow({ session, nowSeconds, end }: SessionRowProps) {
  const started = localTime(session.startedAtSeconds, nowSeconds);
  return (
    <tr>
      <td>{say.kinds[session.kind]}</td>
      <td className={table["nameCell"]}>{session.user.name}</td>
      <td className={table["owner"]}>{started}</td>
      <td className={table["owner"]}>{relativeTime(session.lastAccessSeconds, nowSeconds)}</td>
      <td className={table["owner"]}>{relativeTime(session.expiresAtSeconds, nowSeconds)}</td>
      <td className={table["owner"]}>{session.ipAddress}</td>
      <td>
        <Button size="compact-xs" variant="subtle" color="gray" aria-label={say.signOutOf(started)} onClick={end}>
          {say.signOut}
        </Button>
      </td>
    </tr>
  );
}

interface EndAllProps {
  readonly count: number;
  readonly pending: boolean;
  readonly end: () => void;
}

/** It cannot be taken back, so it says what ends before it does. */
function EndAll({ count, pending, end }: EndAllProps) {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <div>
        <Button variant="default" onClick={() => setAsked(true)}>
          {say.signOutAll}
        </Button>
      </div>
    );
  return (
    <Note tone="bad" live>
      {say.all(count)}
      <Button size="compact-xs" variant="default" autoFocus loading={pending} onClick={end}>
        {say.signOutAll}
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAsked(false)}>
        {say.keep}
      </Button>
    </Note>
  );
}
