import type { Trace } from "../domain/trace.ts";
import type { IssuedToken } from "./endpoint.ts";

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
  readonly trace: Trace;
  readonly issued: IssuedToken | undefined;
}

export interface EventLog {
  record(call: Omit<ReceivedCall, "id">): void;
  /** The newest call that came from that port of this machine: how the console finds its own. */
  findByPort(remotePort: number): ReceivedCall | undefined;
  readonly size: number;
}

/** The ring holds so many calls; older ones give way. */
const CALLS_KEPT = 10_000;

export function createEventLog(): EventLog {
  const ring: ReceivedCall[] = [];
  let count = 0;
  return {
    record: (call) => {
      ring[count % CALLS_KEPT] = { id: count, ...call };
      count++;
    },
    findByPort: (remotePort) => {
      for (let i = count - 1; i >= Math.max(0, count - CALLS_KEPT); i--) {
        const call = ring[i % CALLS_KEPT];
        if (call?.remotePort === remotePort) return call;
      }
      return undefined;
    },
    get size() {
      return ring.length;
    },
  };
}
