import {
  type CallEvent,
  type EditEvent,
  listCauses,
  listEvents,
  type RealmEvent,
  readCall,
} from "../contract/events.ts";
import { buildAccessToken } from "../domain/access-token.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { ReceivedCall } from "../protocol/event-log.ts";
import { nameEvent } from "../protocol/events.ts";
import type { RealmStore } from "../store/realm-store.ts";
import { findCauseSetting, names } from "./cause-setting.ts";
import { meaningOf } from "./error-meanings.ts";
import { withRealm } from "./find-realm.ts";
import { describeAnswer, describeReceived } from "./received-request.ts";
import { answered, refused, serve } from "./serve.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

const USUAL_PAGE = 50;

export const serveEvents = serve(listEvents, (ctx, { realm, before, limit = USUAL_PAGE, ...wanted }) =>
  withRealm(ctx, realm, (store) => {
    const [call = Number.POSITIVE_INFINITY, revision = Number.POSITIVE_INFINITY] = before?.split("-").map(Number) ?? [];
    const calls = callsOf(ctx, realm, wanted, call);
    const edits = store.history().filter((entry) => entry.revision < revision && isWantedEdit(entry, wanted));
    const toEdit = ({ back: _back, before: _before, after: _after, ...entry }: (typeof edits)[number]): EditEvent => ({
      kind: "edit",
      ...entry,
    });
    const merged = inOneLine(calls, edits.map(toEdit), limit + 1);
    const events = merged.slice(0, limit);
    return answered({ events, next: merged.length > limit ? placeAfter(events, call, revision) : null });
  }),
);

interface Wanted {
  readonly clientId?: string;
  readonly only?: "accepted" | "refused" | "edits";
  readonly cause?: string;
  readonly endpoint?: string;
}

/** From the newest on, made only as far as somebody reads. */
function* callsOf({ events }: WorkbenchContext, realm: string, wanted: Wanted, before: number): Generator<CallEvent> {
  if (wanted.only === "edits") return;
  for (const call of events.newestFirst())
    if (call.realm === realm && call.id < before && isWantedCall(call, wanted)) yield toEvent(call);
}

export function isWantedCall(call: ReceivedCall, { clientId, only, cause, endpoint }: Wanted): boolean {
  const isRefused = call.status >= 400;
  if (call.endpoint === "admin" && !isRefused) return false;
  if (endpoint !== undefined && call.endpoint !== endpoint) return false;
  if (cause !== undefined && causeOf(call) !== cause) return false;
  if (only !== undefined && isRefused !== (only === "refused")) return false;
  return clientId === undefined || clientOf(call) === clientId;
}

const failedStep = ({ trace }: ReceivedCall) => trace.find(({ outcome }) => outcome === "failed");

/** Steps of an accepted call may have failed that did not matter. */
const causeOf = (call: ReceivedCall): string | undefined =>
  call.status >= 400 ? (failedStep(call)?.rule ?? call.error) : undefined;

const clientOf = ({ issued, event }: ReceivedCall): string | undefined =>
  issued?.plan.client.clientId ?? event?.client?.clientId ?? event?.clientId;

export function toEvent(call: ReceivedCall): CallEvent {
  const { atSeconds, endpoint, method, remoteAddress, status, trace, error = null, description = null } = call;
  const event = nameEvent(call);
  return {
    kind: "call",
    call: call.id,
    atSeconds,
    endpoint,
    method,
    clientId: clientOf(call) ?? null,
    remoteAddress,
    status,
    error,
    description,
    keycloakEvent: event ? { type: event.type, error: event.error ?? null } : null,
    meaning: error === null || endpoint === "admin" ? null : meaningOf(error, description ?? "", trace),
    trace,
    cause: causeOf(call) ?? null,
  };
}

/** Lines of edits name the client they are about. */
const isWantedEdit = (
  { summary }: { readonly summary: readonly string[] },
  { clientId, only, cause, endpoint }: Wanted,
): boolean =>
  (only === undefined || only === "edits") &&
  cause === undefined &&
  endpoint === undefined &&
  (clientId === undefined || summary.some((line) => names(line, clientId)));

/** Both lines are newest first; of one second, calls stand before edits. */
function inOneLine(calls: Generator<CallEvent>, edits: readonly EditEvent[], most: number): RealmEvent[] {
  const line: RealmEvent[] = [];
  let call = calls.next();
  let i = 0;
  while (line.length < most) {
    const edit = edits[i];
    if (!call.done && (!edit || call.value.atSeconds >= edit.atSeconds)) {
      line.push(call.value);
      call = calls.next();
    } else if (edit) {
      line.push(edit);
      i++;
    } else break;
  }
  return line;
}

/** Where the next page begins: below the last call and the last edit that were shown. */
function placeAfter(events: readonly RealmEvent[], call: number, revision: number): string {
  const calls = events.flatMap((event) => (event.kind === "call" ? [event.call] : []));
  const edits = events.flatMap((event) => (event.kind === "edit" ? [event.revision] : []));
  return `${Math.min(call, LAST, ...calls)}-${Math.min(revision, LAST, ...edits)}`;
}

/** Nothing of that line was shown yet. */
const LAST = 999_999_999_999_999;

export const serveCall = serve(readCall, (ctx, { realm, call: id }) =>
  withRealm(ctx, realm, (store) => {
    for (const call of ctx.events.newestFirst())
      if (call.id === id && call.realm === realm)
        return answered({
          ...toEvent(call),
          ...tokenOf(call),
          request: describeReceived(call),
          answerParts: describeAnswer(call),
          setting: settingOf(call, store),
        });
    return refused(404, "That call is not kept any more");
  }),
);

function settingOf(call: ReceivedCall, store: RealmStore<CompiledRealm>) {
  if (call.status < 400) return null;
  const { atSeconds } = call;
  const judged = { atSeconds, step: failedStep(call), clientId: clientOf(call) };
  return findCauseSetting(store.read().compiled, judged, store.history());
}

export const serveCauses = serve(listCauses, ({ events }, { realm }) => {
  const calls = new Map<string, number>();
  for (const call of events.newestFirst()) {
    const cause = call.realm === realm ? causeOf(call) : undefined;
    if (cause !== undefined) calls.set(cause, (calls.get(cause) ?? 0) + 1);
  }
  const causes = [...calls].map(([cause, count]) => ({ cause, calls: count })).sort((a, b) => b.calls - a.calls);
  return answered({ causes: causes.slice(0, CAUSES_SHOWN) });
});

/** Rules are few; errors on the wire may be anything. */
const CAUSES_SHOWN = 100;

/** The token that was issued: made again by the same functions from the same inputs. */
function tokenOf({ issued }: ReceivedCall) {
  if (!issued) return { claims: null, explanation: null };
  const token = buildAccessToken(issued.plan, { ...issued.facts, newTokenId: () => issued.tokenId });
  return { claims: token.claims, explanation: token.explain() };
}
