import type { AnswerOf, CallHistoryEntry, RealmSummary, readCallHistory } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { newId } from "../../new-id.ts";
import { words } from "../../words.ts";
import { findTokenOf, showStep } from "./chains.ts";
import { openCall, openRaw } from "./open-call.ts";
import { recalled, stepAgain } from "./recalled.ts";

const say = words.console.history;

type KeptCall = AnswerOf<typeof readCallHistory>;

/**
 * Sets a call of the history up again, ready to be sent: a request in its form, what goes on from a token at the answer that had
 * this token, or, where that is gone, the request for another one.
 *
 * @returns what has to be typed or done first, since it is not kept; null: nothing
 */
export async function askAgain(
  entry: CallHistoryEntry,
  { call, raw, followUp }: KeptCall,
  realm: string,
  realms: readonly RealmSummary[],
  formKey: string | null,
): Promise<string | null> {
  const at = followUp && openAtToken(entry, realm, realms);
  stepAgain.write(() => followUp && { id: newId(), step: followUp.what, at });
  if (at) return null;
  if (raw) {
    openRaw(realm, realms, formKey, raw);
    return null; // the raw mode says itself what is masked
  }
  if (!call) return say.nothingKept;
  await openCall(realm, realms, call);
  const missing = !call.client && call.proof.method !== "none" ? say.typedAgain : null;
  return followUp ? [say.tokenGone(words.exchange.whats[entry.what]), missing].filter(Boolean).join(" ") : missing;
}

/** @returns the exchange that is in view then; null where the window does not have the token any more */
function openAtToken(entry: CallHistoryEntry, realm: string, realms: readonly RealmSummary[]): string | null {
  const found = findTokenOf(entry);
  const { client } = found?.call ?? {};
  if (!found || (client && !realms.some(({ name }) => name === client.realm))) return null;
  recalled.write(() => null);
  showStep(found.key, found.shown);
  visit(client ? hrefOf.console(client.realm, client.id) : hrefOf.consoleElsewhere(realm));
  return found.shown;
}
