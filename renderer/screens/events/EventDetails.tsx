import { Button, CloseButton } from "@mantine/core";
import type { CallEvent, EditEvent, RealmEvent } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { useNowSeconds } from "../../now.ts";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { Note } from "../../parts/Note.tsx";
import { useCall, useClients } from "../../queries.ts";
import { localTime, relativeTime } from "../../times-in-words.ts";
import type { OnMend } from "../../token/Mends.tsx";
import { TraceSteps } from "../../token/TraceSteps.tsx";
import { words } from "../../words.ts";
import { CallSetting } from "./CallSetting.tsx";
import { Outcome } from "./EventList.tsx";
import styles from "./events.module.css";
import { Asked, CameBack, Issued } from "./ReceivedCall.tsx";
import { useMending } from "./use-mending.ts";

const say = words.events;

interface EventDetailsProps {
  readonly realm: string;
  /** Undefined for one that is not loaded, or has gone. */
  readonly event: RealmEvent | undefined;
  readonly close: () => void;
}

/** One event beside the list. Escape closes it, and the list has the focus again. */
export function EventDetails({ realm, event, close }: EventDetailsProps) {
  const nowSeconds = useNowSeconds();
  return (
    <aside
      className={styles["details"]}
      aria-label={say.details}
      onKeyDown={(key) => {
        if (key.key === "Escape") close();
      }}
    >
      <div className={styles["detailsHead"]}>
        <div className={styles["detailsTitle"]}>
          <h2>{event ? titleOf(event) : say.details}</h2>
          {event && (
            <span className="quiet small">
              {localTime(event.atSeconds, nowSeconds)} · {relativeTime(event.atSeconds, nowSeconds)}
            </span>
          )}
        </div>
        {event && <Outcome event={event} />}
        <CloseButton aria-label={say.close} onClick={close} />
      </div>
      <div className={styles["detailsBody"]}>
        {!event && <Note>{say.gone}</Note>}
        {event?.kind === "call" && <Call realm={realm} event={event} />}
        {event?.kind === "edit" && <Edited realm={realm} event={event} />}
      </div>
    </aside>
  );
}

const titleOf = (event: RealmEvent): string =>
  event.kind === "call" ? `${event.endpoint} · ${event.clientId ?? say.nobody}` : say.by(event.by);

function Call({ realm, event }: { readonly realm: string; readonly event: CallEvent }) {
  const { mend, problem } = useMending(realm);
  const told = useCall(realm, event.call);
  const client = useClients(realm).data?.clients.find(({ clientId }) => clientId === event.clientId);
  return (
    <>
      {event.meaning !== null && <Note tone="bad">{event.meaning}</Note>}
      {told.data?.setting && <CallSetting realm={realm} call={event} setting={told.data.setting} />}
      <Sides event={event} />
      {client && (
        <div className={styles["actions"]}>
          <Button component="a" href={hrefOf.console(realm, client.id)} variant="default">
            {say.sendAgain}
          </Button>
          <Button component="a" href={hrefOf.client(realm, client.id)} variant="default">
            {say.toClient}
          </Button>
        </div>
      )}
      <section className={styles["part"]} aria-labelledby="event-judged">
        <h3 id="event-judged">{say.judged}</h3>
        <Judged event={event} mend={mend} />
        {problem !== null && (
          <Note tone="bad" live>
            {problem}
          </Note>
        )}
      </section>
      {told.data ? (
        <>
          <Asked call={told.data} />
          <CameBack call={told.data} />
          <Issued realm={realm} call={told.data} />
        </>
      ) : (
        <Loading error={told.error} again={told.refetch} />
      )}
    </>
  );
}

/** Of a refused call what failed stands first, with what mends it; the checks it had passed wait behind a line. */
function Judged({ event, mend }: { readonly event: CallEvent; readonly mend: OnMend }) {
  const { trace } = event;
  const passed = trace.filter(({ outcome }) => outcome === "passed");
  if (event.status < 400 || passed.length === trace.length) return <TraceSteps trace={trace} onMend={mend} />;
  return (
    <>
      <TraceSteps trace={trace.filter((step) => !passed.includes(step))} onMend={mend} />
      {passed.length > 0 && (
        <Disclosure summary={say.passed(passed.length)}>
          <TraceSteps trace={passed} onMend={mend} />
        </Disclosure>
      )}
    </>
  );
}

/** What the caller saw beside what Keycloak would have noted: they often say different things. */
function Sides({ event }: { readonly event: CallEvent }) {
  const { keycloakEvent } = event;
  return (
    <div className={styles["sides"]}>
      <section aria-labelledby="event-wire">
        <h3 id="event-wire">{say.wire}</h3>
        <Facts
          facts={[
            [say.wireStatus, String(event.status)],
            ...(event.error === null ? [] : [[say.error, event.error] as const]),
            ...(event.description === null ? [] : [[say.description, event.description] as const]),
            [say.caller, event.remoteAddress],
          ]}
        />
      </section>
      <section aria-labelledby="event-keycloak">
        <h3 id="event-keycloak">{say.keycloak}</h3>
        {keycloakEvent ? (
          <Facts
            facts={[
              [say.eventType, keycloakEvent.type],
              ...(keycloakEvent.error === null ? [] : [[say.eventError, keycloakEvent.error] as const]),
            ]}
          />
        ) : (
          <p className="quiet small">{say.noEvent}</p>
        )}
      </section>
    </div>
  );
}

const Facts = ({ facts }: { readonly facts: readonly (readonly [string, string])[] }) => (
  <dl className={styles["facts"]}>
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const Edited = ({ realm, event }: { readonly realm: string; readonly event: EditEvent }) => (
  <section className={styles["part"]} aria-labelledby="event-edited">
    <h3 id="event-edited">{say.edited}</h3>
    <ul className={styles["lines"]}>
      {event.summary.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
    <div className={styles["actions"]}>
      <Button component="a" href={hrefOf.history(realm)} variant="default">
        {say.inHistory}
      </Button>
    </div>
  </section>
);
