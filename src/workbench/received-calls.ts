import { listReceivedCalls } from "../contract/received-calls.ts";
import type { ReceivedCall } from "../protocol/event-log.ts";
import { isWantedCall, toEvent } from "./realm-events.ts";
import { answered, serve } from "./serve.ts";

const USUAL_PAGE = 50;

export const serveReceivedCalls = serve(listReceivedCalls, ({ events }, input) => {
  const { after, limit = USUAL_PAGE, realm, ...wanted } = input;
  const isWanted = (call: ReceivedCall) => (realm === undefined || call.realm === realm) && isWantedCall(call, wanted);
  const { newest, found } = collect(events.newestFirst(), after, after === undefined ? limit : undefined, isWanted);
  const shown = found.slice(0, limit);
  const last = found.length > shown.length ? (shown.at(-1)?.id ?? newest) : newest;
  const told = shown.map((call) => ({
    ...toEvent(call),
    realm: call.realm,
  }));
  return answered({ calls: told, last });
});

/** Those after one call, or else no more than `most`; the oldest first. */
function collect(
  newestFirst: Iterable<ReceivedCall>,
  after: number | undefined,
  most: number | undefined,
  isWanted: (call: ReceivedCall) => boolean,
): { readonly newest: number; readonly found: readonly ReceivedCall[] } {
  let newest = after ?? -1;
  const found: ReceivedCall[] = [];
  for (const call of newestFirst) {
    newest = Math.max(newest, call.id);
    if ((after !== undefined && call.id <= after) || found.length === most) break;
    if (isWanted(call)) found.push(call);
  }
  return { newest, found: found.reverse() };
}
