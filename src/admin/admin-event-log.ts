import type { AdminAction } from "./admin-answer.ts";

/** One change that came through the Admin API, with who made it. */
export interface AdminEvent extends Omit<AdminAction, "resourcePath"> {
  readonly resourcePath?: string;
  readonly id: string;
  readonly atSeconds: number;
  readonly realmId: string;
  /** Ids, but for the address. */
  readonly by: {
    readonly realmId: string;
    readonly clientId: string;
    readonly userId: string;
    readonly ipAddress: string;
  };
}

export interface AdminEventLog {
  record(event: AdminEvent): void;
  /** Those of a realm, the newest first. */
  newestFirst(realmId: string): Iterable<AdminEvent>;
  clear(realmId: string): void;
}

/** So many are kept for all realms together; older ones give way. */
const EVENTS_KEPT = 10_000;

export function createAdminEventLog(): AdminEventLog {
  let events: AdminEvent[] = [];
  return {
    record: (event) => {
      events.push(event);
      if (events.length > EVENTS_KEPT * 1.1) events = events.slice(-EVENTS_KEPT);
    },
    *newestFirst(realmId) {
      for (let i = events.length - 1; i >= 0; i--) {
        const event = events[i];
        if (event?.realmId === realmId) yield event;
      }
    },
    clear: (realmId) => {
      events = events.filter((event) => event.realmId !== realmId);
    },
  };
}
