import type { RealmEvent, TraceStep } from "../../../src/contract/index.ts";
import type { EventKind } from "../../address.ts";

/** What is loaded of a realm's line of time, the newest first; `next` is where older ones go on. */
export interface Timeline {
  readonly events: readonly RealmEvent[];
  readonly next: string | null;
}

export const keyOf = (event: RealmEvent): string =>
  event.kind === "call" ? `call-${event.call}` : `edit-${event.revision}`;

/** Puts the newest page in front. Where nothing of it is known yet, something lies between, and the line begins anew. */
export function withNewest(line: Timeline, page: Timeline): Timeline {
  const known = new Set(line.events.map(keyOf));
  const fresh = page.events.filter((event) => !known.has(keyOf(event)));
  if (fresh.length === 0) return line;
  if (fresh.length === page.events.length && page.next !== null) return page;
  return { events: [...fresh, ...line.events], next: line.next };
}

/** Puts an older page behind. */
export function withOlder(line: Timeline, page: Timeline): Timeline {
  const known = new Set(line.events.map(keyOf));
  return { events: [...line.events, ...page.events.filter((event) => !known.has(keyOf(event)))], next: page.next };
}

export const isRefused = (event: RealmEvent): boolean => event.kind === "call" && event.status >= 400;

const KEYS = /^key provider /i;
export const isAboutKeys = (event: RealmEvent): boolean =>
  event.kind === "edit" && event.summary.some((line) => KEYS.test(line));

/** The check that a refused call did not pass. */
const failedStep = (event: RealmEvent): TraceStep | undefined =>
  event.kind === "call" ? event.trace.find(({ outcome }) => outcome === "failed") : undefined;

/** What stands in a row behind its name: why a call was refused, what an edit changed. */
export function reasonOf(event: RealmEvent): string {
  if (event.kind === "edit") return event.summary.join("; ");
  const step = failedStep(event);
  if (!step) return event.error ?? "";
  return [step.rule, step.actual].filter((part) => part !== undefined).join(": ");
}

/** Those of a kind that hold every word of a text. */
export function narrowed(events: readonly RealmEvent[], kind: EventKind, text: string): readonly RealmEvent[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return events.filter((event) => {
    if (kind === "keys" && !isAboutKeys(event)) return false;
    if (wanted.length === 0) return true;
    const told = textOf(event);
    return wanted.every((word) => told.includes(word));
  });
}

const textOf = (event: RealmEvent): string =>
  (event.kind === "edit"
    ? [event.by, ...event.summary]
    : [
        event.endpoint,
        event.clientId,
        event.status,
        event.error,
        event.description,
        event.keycloakEvent?.type,
        event.keycloakEvent?.error,
        event.remoteAddress,
        reasonOf(event),
      ]
  )
    .join(" ")
    .toLowerCase();
