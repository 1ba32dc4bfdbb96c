import type { CallEvent, RealmEvent } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useNowSeconds } from "../../now.ts";
import { Section } from "../../page/Section.tsx";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { useClientCalls } from "../../queries.ts";
import { localTime } from "../../times-in-words.ts";
import { TraceSteps } from "../../token/TraceSteps.tsx";
import { words } from "../../words.ts";
import styles from "./client.module.css";

const say = words.calls;
const SHOWN = 10;
const isCall = (event: RealmEvent): event is CallEvent => event.kind === "call";

/** The last calls of this client; a refused one opens to the check that failed, with what would mend it. */
export function CallsSection({ draft }: { readonly draft: ClientDraft }) {
  const { realm, saved } = draft;
  const list = useClientCalls(realm, saved.client.clientId, SHOWN);
  const calls = list.data?.events.filter(isCall);
  return (
    <Section name="events" title={words.page.sections.events}>
      {!calls && <Loading error={list.error} again={list.refetch} />}
      {calls?.length === 0 && (
        <EmptyState title={say.none} help={say.noneHelp}>
          <a href={hrefOf.console(realm, saved.client.id)}>{say.send}</a>
        </EmptyState>
      )}
      {calls !== undefined && calls.length > 0 && (
        <>
          <p className="quiet small">
            {say.lead} <a href={hrefOf.events(realm, { client: saved.client.clientId })}>{say.all}</a>
          </p>
          <ul className={styles["calls"]}>
            {calls.map((call) => (
              <li key={call.call}>
                <Call draft={draft} call={call} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Call({ draft, call }: { readonly draft: ClientDraft; readonly call: CallEvent }) {
  const nowSeconds = useNowSeconds();
  const { status, endpoint, error, description, meaning, trace } = call;
  const accepted = status < 400;
  return (
    <Disclosure
      summary={
        <span className={styles["call"]}>
          <span className={styles["callTime"]}>{localTime(call.atSeconds, nowSeconds)}</span>{" "}
          <Mark tone={accepted ? "good" : "bad"}>{accepted ? say.accepted : `${say.refused} ${status}`}</Mark>{" "}
          <span>{endpoint}</span> <span className="quiet">{error}</span>
        </span>
      }
    >
      {error !== null && (
        <p>
          <code>{error}</code> {description}
        </p>
      )}
      {meaning !== null && <p className="quiet">{meaning}</p>}
      <TraceSteps trace={trace} onMend={(mend) => draft.add(mend.edits)} />
    </Disclosure>
  );
}
