import type { CallHistoryEntry } from "../../contract/call-history.ts";
import type { CallExchange, TokenCall } from "../../contract/calls.ts";
import {
  type AskedCall,
  type FailedCall,
  type KeptCall,
  toKept,
  toKeptFailure,
  withRealmFollowed,
} from "./kept-call.ts";

/** The calls that were sent from here. */
export interface CallHistory {
  add(asked: AskedCall, exchange: CallExchange): void;
  addFailed(asked: AskedCall, failed: FailedCall): void;
  /** What goes on from a token comes with the request for a token of its story. */
  find(id: string): KeptCall | undefined;
  newestFirst(): readonly CallHistoryEntry[];
  /** What was asked of clients of that realm is asked under its new name from now on; what was sent and came back stays as it was. */
  followRealm(from: string, to: string): void;
  /** @returns how many there were */
  clear(): number;
}

/** Where the history outlives the process, an entry by its id. */
export interface HistoryShelf {
  changed(id: string): void;
  keep(source: { readonly size: number; keys(): Iterable<string>; toJson(id: string): unknown }): void;
}

const MOST_CALLS = 200;
const MOST_BYTES = 8 * 1024 * 1024;

interface Sized {
  readonly kept: KeptCall;
  readonly bytes: number;
}

/**
 * The last 200 calls, 8 MB of them at most; the oldest give way.
 *
 * @param kept of the last time, the oldest first
 * @param shelf absent for a history that is forgotten with the process
 */
export function createCallHistory(kept: readonly KeptCall[] = [], shelf?: HistoryShelf): CallHistory {
  const calls = new Map<string, Sized>();
  let bytes = 0;
  const remove = (id: string) => {
    bytes -= calls.get(id)?.bytes ?? 0;
    if (calls.delete(id)) shelf?.changed(id);
  };
  const put = (call: KeptCall) => {
    const sized = { kept: call, bytes: Buffer.byteLength(JSON.stringify(call)) };
    bytes += sized.bytes - (calls.get(call.entry.id)?.bytes ?? 0);
    calls.set(call.entry.id, sized); // one that is there keeps its place
    for (const id of calls.keys()) {
      if (calls.size <= MOST_CALLS && (bytes <= MOST_BYTES || calls.size === 1)) break;
      remove(id);
    }
  };
  for (const call of kept) put(call);
  const add = (call: KeptCall) => {
    put(call);
    shelf?.changed(call.entry.id);
  };
  const addNewest = (call: KeptCall) => {
    remove(call.entry.id);
    add(call);
  };
  shelf?.keep({
    get size() {
      return calls.size;
    },
    keys: () => calls.keys(),
    toJson: (id) => calls.get(id)?.kept,
  });
  return {
    add: (asked, exchange) => addNewest(toKept(asked, exchange)),
    addFailed: (asked, failed) => addNewest(toKeptFailure(asked, failed)),
    find: (id) => withTokenCall(calls.get(id)?.kept, calls),
    followRealm: (from, to) => {
      for (const { kept } of [...calls.values()])
        if ((kept.call ?? kept.followUp)?.client?.realm === from) add(withRealmFollowed(kept, from, to));
    },
    newestFirst: () => [...calls.values()].map(({ kept: { entry } }) => entry).reverse(),
    clear: () => {
      const ids = [...calls.keys()];
      for (const id of ids) remove(id);
      return ids.length;
    },
  };
}

/** The last before it in its story, by the same client; made of what it says itself where that is gone. */
function withTokenCall(kept: KeptCall | undefined, calls: ReadonlyMap<string, Sized>): KeptCall | undefined {
  if (!kept?.followUp) return kept;
  const { id, chain } = kept.entry;
  const { what: _what, headers: _headers, ...asker } = kept.followUp;
  let found: TokenCall = asker;
  for (const [of, { kept: before }] of calls) {
    if (of === id) break;
    const { entry, call } = before;
    const isOfStory = chain !== null && entry.chain === chain;
    if (isOfStory && call?.clientId === asker.clientId && call.issuer === asker.issuer) found = call;
  }
  return { ...kept, call: found };
}
