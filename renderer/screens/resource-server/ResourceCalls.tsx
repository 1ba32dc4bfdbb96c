import { useState } from "react";
import type { CallEvent } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Note } from "../../parts/Note.tsx";
import { localTime } from "../../times-in-words.ts";
import { TraceSteps } from "../../token/TraceSteps.tsx";
import { words } from "../../words.ts";
import { keyOf, reasonOf } from "../events/timeline.ts";
import { useMending } from "../events/use-mending.ts";
import { useTimeline } from "../events/use-timeline.ts";
import styles from "./resource-server.module.css";

const say = words.resourceServer;
const SHOWN = 50;
const asked = { only: "all", client: "", cause: "", endpoint: "resource" } as const;

interface ResourceCallsProps {
  readonly realm: string;
  /** As it is saved. */
  readonly isOn: boolean;
}

/** The calls that came, while one looks; each opens to the checks it passed and failed. */
export function ResourceCalls({ realm, isOn }: ResourceCallsProps) {
  const { line } = useTimeline(realm, asked);
  const [open, setOpen] = useState<string | null>(null);
  const calls = (line.data?.events ?? []).filter((event) => event.kind === "call").slice(0, SHOWN);
  return (
    <Section name="calls" title={say.calls}>
      {(!isOn || calls.length === 0) && <NoCalls realm={realm} isOn={isOn} />}
      {calls.length > 0 && (
        <>
          <p className="quiet small">
            {say.callsHelp} <a href={hrefOf.events(realm, { text: "resource" })}>{say.inEvents}</a>
          </p>
          <ul className={styles["calls"]} data-days={areOfToday(calls) ? 1 : 2} aria-label={say.listOfCalls}>
            {calls.map((call) => (
              <Call
                key={keyOf(call)}
                realm={realm}
                call={call}
                isOpen={open === keyOf(call)}
                toggle={() => setOpen(open === keyOf(call) ? null : keyOf(call))}
              />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

const areOfToday = (calls: readonly CallEvent[]): boolean => {
  const [today, oldest] = [new Date(), calls.at(-1)?.atSeconds ?? 0];
  return new Date(oldest * 1000).toDateString() === today.toDateString();
};

const NoCalls = ({ realm, isOn }: ResourceCallsProps) =>
  isOn ? (
    <EmptyState title={say.noCalls} help={say.noCallsHelp}>
      <a href={hrefOf.console(realm)}>{say.toConsole}</a>
    </EmptyState>
  ) : (
    <EmptyState title={say.offTitle} help={say.offHelp} />
  );

interface CallProps {
  readonly realm: string;
  readonly call: CallEvent;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function Call({ realm, call, isOpen, toggle }: CallProps) {
  const { mend, problem } = useMending(realm);
  const isRefused = call.status >= 400;
  return (
    <li>
      <button type="button" className={styles["call"]} aria-expanded={isOpen} onClick={toggle}>
        <span className={styles["time"]}>{localTime(call.atSeconds, Date.now() / 1000)}</span>{" "}
        <span>
          <Mark tone={isRefused ? "bad" : "good"}>{isRefused ? say.refused(call.status) : say.open}</Mark>
        </span>{" "}
        <span className={styles["cell"]}>{call.clientId ?? <span className="quiet">{say.nobody}</span>}</span>{" "}
        <span className={styles["cell"]}>
          {call.error !== null && <code>{call.error}</code>} {isRefused ? reasonOf(call) : say.allPassed}
        </span>
      </button>
      {isOpen && (
        <div className={styles["checks"]}>
          <TraceSteps trace={call.trace} onMend={mend} />
          {problem !== null && (
            <Note tone="bad" live>
              {problem}
            </Note>
          )}
          <a href={hrefOf.events(realm, { open: keyOf(call) })}>{say.openCall}</a>
        </div>
      )}
    </li>
  );
}
