import { type CallHistory, createCallHistory } from "../workbench/calls/call-history.ts";
import type { KeptCall } from "../workbench/calls/kept-call.ts";
import type { RealmWorkspace } from "./realm-keeper.ts";

/** @param state absent for a server that leaves nothing behind. */
export async function openCallHistory(
  state: RealmWorkspace["state"] | undefined,
  workspace: Pick<RealmWorkspace, "onChange">,
): Promise<CallHistory> {
  const history = state ? await openKept(state) : createCallHistory();
  workspace.onChange(({ realm, formerRealm }) => {
    if (formerRealm !== undefined) history.followRealm(formerRealm, realm);
  });
  return history;
}

async function openKept(state: RealmWorkspace["state"]): Promise<CallHistory> {
  const { journal, entries } = await state.openJournal("console-history", { spareLines: 0 });
  const kept = [...entries]
    .filter((entry): entry is [string, KeptCall] => isKept(...entry))
    .map(([, call]) => ({
      ...call,
      entry: { ...call.entry, failure: call.entry.failure ?? null },
      raw: call.raw ?? null,
      followUp: call.followUp ?? null,
    }));
  return createCallHistory(kept, {
    changed: (id) => journal.changed(id),
    keep: (source) => journal.keep(source),
  });
}

/** Whether it is as we write it; another version's, or one changed by hand, is left out. */
function isKept(id: string, json: unknown): boolean {
  const { entry, exchange } = (json ?? {}) as Partial<KeptCall>;
  return (
    entry?.id === id &&
    typeof entry.atSeconds === "number" &&
    Array.isArray(entry.tokens) &&
    (typeof entry.failure === "string" ? exchange === null : isExchange(exchange))
  );
}

const isExchange = (exchange: KeptCall["exchange"] | undefined): boolean =>
  typeof exchange?.requestText === "string" &&
  typeof exchange.responseText === "string" &&
  Array.isArray(exchange.tokens);
