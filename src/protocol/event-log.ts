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

/** The ring holds so many calls; older ones give way. */
const CALLS_KEPT = 10_000;

export function createEventLog(): EventLog {
  const ring: Omit<ReceivedCall, "id">[] = []; // thousands are kept, so each is as small as can be: its place is its id
  let count = 0;
  const clearedBelow = new Map<string, number>();
  const log: EventLog = {
    record: (call) => {
      ring[count % CALLS_KEPT] = call;
      count++;
    },
    findByPort: (remotePort) => {
      for (let i = count - 1; i >= Math.max(0, count - CALLS_KEPT); i--) {
        const call = ring[i % CALLS_KEPT];
        if (call?.remotePort === remotePort) return { id: i, ...call };
      }
      return undefined;
    },
    *newestFirst() {
      for (let id = count - 1; id >= Math.max(0, count - CALLS_KEPT); id--) {
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
      return ring.length;
    },
  };
  return log;
}
