import { clientOf } from "../domain/edits/parts.ts";
import { withServiceAccount } from "../domain/edits/service-account-edits.ts";
import { type AdminAnswer, badRequest, ok } from "./admin-answer.ts";
import { type ClientCall, edit, requireAny } from "./admin-call.ts";
import { userRepresentation } from "./user-representation.ts";

/** `GET …/service-account-user`. One that was deleted is made again (recorded). */
export async function readServiceAccountUser(call: ClientCall): Promise<AdminAnswer> {
  requireAny(call, "view-clients", "manage-clients");
  const { representation, clientId, id } = call.client;
  if (!representation.serviceAccountsEnabled)
    return badRequest(`Service account not enabled for the client '${clientId}'`);
  const found = call.client.serviceAccount;
  if (found) return ok(userRepresentation(found.user));
  const facts = call.ctx.editFacts();
  const realm = await edit(call, `Client ${clientId}: service account made again`, (document) =>
    withServiceAccount(document, clientOf(document, id), facts),
  );
  const made = realm.findClientById(id)?.serviceAccount;
  return made
    ? ok(userRepresentation(made.user))
    : badRequest(`The service account of '${clientId}' could not be made`);
}
