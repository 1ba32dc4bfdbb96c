import { readKeyMetadata } from "../keys/key-metadata.ts";
import { type AdminAnswer, ok } from "./admin-answer.ts";
import { type RealmCall, requireAny } from "./admin-call.ts";

/** `GET …/keys`: those of every status. */
export function readKeys(call: RealmCall): AdminAnswer {
  requireAny(call, "view-realm", "manage-realm");
  return ok(readKeyMetadata(call.realm.document));
}
