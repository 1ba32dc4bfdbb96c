import { type CallHistoryEntry, clearCallHistory, listCallHistory, readCallHistory } from "../contract/call-history.ts";
import type { CallHistory } from "./calls/call-history.ts";
import { answered, refused, type ServedEndpoint, serve } from "./serve.ts";

interface Needed {
  readonly calls: { readonly history?: CallHistory };
}

const USUAL_PAGE = 50;

const serveCallHistory = serve(listCallHistory, ({ calls }: Needed, { search = "", before, limit = USUAL_PAGE }) => {
  const all = calls.history?.newestFirst() ?? [];
  const at = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1;
  if (before !== undefined && at === 0)
    return refused(404, "That call is no longer in the history", { field: "before" });
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.slice(at).filter((entry) => isFound(entry, words));
  return answered({ entries: found.slice(0, limit), more: found.length > limit });
});

function isFound(
  { what, issuer, host, clientId, status, error, failure, tokens }: CallHistoryEntry,
  words: readonly string[],
) {
  const scopes = tokens.map(({ scope }) => scope ?? "");
  const text = [what, issuer, host, clientId, status || "no answer", error, failure, ...scopes].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

const serveKeptCall = serve(readCallHistory, ({ calls }: Needed, { id }) => {
  const kept = calls.history?.find(id);
  return kept ? answered(kept) : refused(404, "That call is no longer in the history");
});

const serveClear = serve(clearCallHistory, ({ calls }: Needed) => answered({ cleared: calls.history?.clear() ?? 0 }));

export const callHistoryEndpoints: readonly ServedEndpoint<Needed>[] = [serveCallHistory, serveKeptCall, serveClear];
