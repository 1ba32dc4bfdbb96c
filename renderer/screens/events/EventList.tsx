import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from "react";
import type { RealmEvent } from "../../../src/contract/index.ts";
import { useRows } from "../../list/use-rows.ts";
import { Mark } from "../../parts/Mark.tsx";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import styles from "./events.module.css";
import { isAboutKeys, isRefused, keyOf, reasonOf } from "./timeline.ts";

const say = words.events;
const ROW_PX = 32;

export const rowId = (key: string): string => `event-${key}`;

interface EventListProps {
  readonly events: readonly RealmEvent[];
  readonly open: string | null;
  readonly show: (event: RealmEvent) => void;
  readonly close: () => void;
  readonly more: () => void;
  readonly isComplete: boolean;
}

/**
 * Only the rows in view are in the page. The list is one stop of Tab; the arrows go from event to event, and what is told
 * beside it goes along.
 */
export function EventList({ events, open, show, close, more, isComplete }: EventListProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { virtual: rows } = useRows(ROW_PX, {
    count: events.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => keyOf(events[index] as RealmEvent),
    overscan: 12,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  // The end of what is loaded comes into view by scrolling, and by a filter that leaves little over.
  useEffect(() => {
    if (!isComplete && last >= events.length - 1) more();
  });
  const days = new Set(
    [events[0], events.at(-1)].map((event) => new Date((event?.atSeconds ?? 0) * 1000).toDateString()),
  );
  const at = useMemo(
    () => Math.max(0, open === null ? 0 : events.findIndex((event) => keyOf(event) === open)),
    [events, open],
  );
  const step = (by: number) => {
    const to = events[Math.min(Math.max(at + by, 0), events.length - 1)];
    if (!to) return;
    show(to);
    rows.scrollToIndex(events.indexOf(to), { align: "auto" });
    requestAnimationFrame(() => document.getElementById(rowId(keyOf(to)))?.focus({ preventScroll: true }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open !== null) close();
    const by = stepOf(event.key, events.length);
    if (by === null) return;
    event.preventDefault();
    step(by);
  };
  return (
    <div
      ref={scroll}
      className={styles["list"]}
      data-days={days.has(new Date().toDateString()) && days.size === 1 ? 1 : 2}
    >
      <ul
        aria-label={say.list}
        className={styles["rows"]}
        style={{ height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {drawn.map(({ index, start, key }) => {
          const event = events[index];
          return (
            event && (
              <li
                key={key}
                className={styles["row"]}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={isComplete ? events.length : -1}
                aria-posinset={index + 1}
              >
                <Row event={event} isOpen={keyOf(event) === open} isStop={index === at} show={show} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function stepOf(key: string, count: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -count, End: count };
  return steps[key] ?? null;
}

interface RowProps {
  readonly event: RealmEvent;
  readonly isOpen: boolean;
  readonly isStop: boolean;
  readonly show: (event: RealmEvent) => void;
}

/** Drawn once: scrolling draws only the rows that come into view. */
const Row = memo(function Row({ event, isOpen, isStop, show }: RowProps) {
  const why = reasonOf(event);
  return (
    <button
      type="button"
      id={rowId(keyOf(event))}
      className={styles["rowButton"]}
      tabIndex={isStop ? 0 : -1}
      aria-current={isOpen ? "true" : undefined}
      onClick={() => show(event)}
    >
      <span className={styles["time"]}>{localTime(event.atSeconds, Date.now() / 1000)}</span>{" "}
      <span>
        <Outcome event={event} />
      </span>{" "}
      <span className={styles["cell"]}>{event.kind === "call" ? event.endpoint : say.realm}</span>{" "}
      <span className={`${styles["cell"]} ${styles["who"]}`}>
        {event.kind === "call" ? (
          (event.clientId ?? <span className="quiet">{say.nobody}</span>)
        ) : (
          <span className="quiet">{say.by(event.by)}</span>
        )}
      </span>{" "}
      <span className={`${styles["cell"]} ${styles["why"]}`} title={why}>
        {event.kind === "call" && event.error !== null && <code>{event.error}</code>} {why}
      </span>
    </button>
  );
});

export function Outcome({ event }: { readonly event: RealmEvent }) {
  if (event.kind === "edit") return <Mark tone="accent">{isAboutKeys(event) ? say.key : say.edit}</Mark>;
  return isRefused(event) ? (
    <Mark tone="bad">{say.refused(event.status)}</Mark>
  ) : (
    <Mark tone="good">{say.accepted}</Mark>
  );
}
