import type { Trace } from "../domain/trace.ts";
import type { IssuedToken } from "./endpoint.ts";
import type { EventFacts } from "./event-facts.ts";

/** One request that a realm answered, with the reason that never went over the wire. */
export interface ReceivedCall {
  readonly id: number;
  readonly atSeconds: number;
  readonly realm: string;
  readonly endpoint: string;
  readonly method: string;
  readonly remoteAddress: string;
  readonly remotePort: number | undefined;
  readonly status: number;
  readonly error: string | undefined;
  readonly description: string | undefined;
  readonly trace: Trace;
  readonly issued: IssuedToken | undefined;
  /** Whether the realm wanted events kept then: those that the Admin API shows. */
  readonly isKept: boolean;
  /** As `readKeptRequest` reads it; absent for calls of the Admin API. */
  readonly request?: string;
  /** What an event tells beyond all this; `eventOf` makes the event of it when one is asked for. */
  readonly event: EventFacts | undefined;
}

export interface EventLog {
  record(call: Omit<ReceivedCall, "id">): void;
  /** The newest call that came from that port of this machine: how the console finds its own. */
  findByPort(remotePort: number): ReceivedCall | undefined;
  /** All calls that are kept, the newest first. */
  newestFirst(): Iterable<ReceivedCall>;
  readonly size: number;
  /** Those that the Admin API shows of a realm, the newest first. */
  keptOf(realm: string): Iterable<ReceivedCall>;
  /** Lets the Admin API show none of those that a realm has up to now; our own log keeps them. */
  clearKept(realm: string): void;
}

/** The ring holds so many calls, and so many bytes of them; older ones give way. */
const CALLS_KEPT = 10_000;
const BYTES_KEPT = 32 * 1024 * 1024;

export function createEventLog(): EventLog {
  const ring: (Omit<ReceivedCall, "id"> | undefined)[] = []; // thousands are kept, so each is as small as can be: its place is its id
  const sizes = new Uint32Array(CALLS_KEPT);
  let bytes = 0;
  let oldest = 0;
  let count = 0;
  const clearedBelow = new Map<string, number>();
  const giveWay = () => {
    bytes -= sizes[oldest % CALLS_KEPT] ?? 0;
    ring[oldest % CALLS_KEPT] = undefined;
    oldest++;
  };
  const log: EventLog = {
    record: (call) => {
      if (count - oldest === CALLS_KEPT) giveWay();
      const size = bytesOf(call);
      ring[count % CALLS_KEPT] = call;
      sizes[count % CALLS_KEPT] = size;
      bytes += size;
      count++;
      while (bytes > BYTES_KEPT) giveWay();
    },
    findByPort: (remotePort) => {
      for (let i = count - 1; i >= oldest; i--) {
        const call = ring[i % CALLS_KEPT];
        if (call?.remotePort === remotePort) return { id: i, ...call };
      }
      return undefined;
    },
    *newestFirst() {
      for (let id = count - 1; id >= oldest; id--) {
        const call = ring[id % CALLS_KEPT];
        if (call) yield { id, ...call };
      }
    },
    *keptOf(realm) {
      const from = clearedBelow.get(realm) ?? 0;
      for (const call of log.newestFirst()) if (call.isKept && call.realm === realm && call.id >= from) yield call;
    },
    clearKept: (realm) => clearedBelow.set(realm, count),
    get size() {
      return count - oldest;
    },
  };
  return log;
}

/** A call without its texts: objects, and what was passed, which is much the same for all. */
const CALL_BYTES = 1000;

/** At least what a call takes, by the texts that its sender chose. */
function bytesOf({ realm, description, request, trace, event }: Omit<ReceivedCall, "id">): number {
  let bytes = CALL_BYTES + sizeOf(realm) + sizeOf(description) + sizeOf(request) + sizeOf(event?.clientId);
  for (const { outcome, expected, actual, subject } of trace) {
    if (outcome === "passed") continue;
    bytes += sizeOf(expected) + sizeOf(actual);
    for (const name in subject) bytes += sizeOf(subject[name]);
  }
  for (const name in event?.details) bytes += sizeOf(event.details[name]);
  return bytes;
}

/** A character takes two bytes once one of them is beyond Latin-1. */
const sizeOf = (text: string | undefined): number =>
  text === undefined ? 0 : /[^\0-\xff]/.test(text) ? text.length * 2 : text.length;
