import {
  checkedPolicies,
  checkedProfiles,
  GLOBAL_PROFILES,
  policiesIn,
  profilesIn,
} from "../domain/client-policies.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { type AdminAnswer, invalid, noContent, ok } from "./admin-answer.ts";
import { edit, type RealmCall, requireAny } from "./admin-call.ts";
import { queryFlag } from "./query.ts";
import { readOptionalBody } from "./read-body.ts";
import { createResource } from "./resource.ts";

/** Client policies stand in the realm's document and are kept; nothing here acts on them. */
type WithPolicies = RealmDocument & { readonly clientProfiles?: unknown; readonly clientPolicies?: unknown };

const view = (call: RealmCall): void => requireAny(call, "view-realm", "manage-realm");

function readProfiles(call: RealmCall): AdminAnswer {
  view(call);
  const { clientProfiles }: WithPolicies = call.realm.document;
  const global = queryFlag(call, "include-global-profiles") && { globalProfiles: GLOBAL_PROFILES };
  return ok({ ...profilesIn(clientProfiles), ...global });
}

function readPolicies(call: RealmCall): AdminAnswer {
  view(call);
  const { clientPolicies }: WithPolicies = call.realm.document;
  const global = queryFlag(call, "include-global-policies") && { globalPolicies: [] };
  return ok({ ...policiesIn(clientPolicies), ...global });
}

async function updateProfiles(call: RealmCall): Promise<AdminAnswer> {
  requireAny(call, "manage-realm");
  const given = await readOptionalBody<object>(call, "ClientProfilesRepresentation");
  if (!given) return invalid("Passing null clientProfiles not allowed");
  if ("globalProfiles" in given && given.globalProfiles !== null)
    return invalid("Global profiles cannot be changed: leave them out");
  await edit(call, "Client profiles changed", (document) => {
    const changed: WithPolicies = { ...document, clientProfiles: checkedProfiles(given) };
    return changed;
  });
  return noContent();
}

async function updatePolicies(call: RealmCall): Promise<AdminAnswer> {
  requireAny(call, "manage-realm");
  const given = await readOptionalBody<object>(call, "ClientPoliciesRepresentation");
  if (!given) return invalid("Passing null clientPolicies not allowed");
  await edit(call, "Client policies changed", (document: WithPolicies) => {
    const changed: WithPolicies = { ...document, clientPolicies: checkedPolicies(given, document.clientProfiles) };
    return changed;
  });
  return noContent();
}

export const clientProfilesResource = createResource<RealmCall>({
  operations: { GET: readProfiles, PUT: updateProfiles },
});

export const clientPoliciesResource = createResource<RealmCall>({
  operations: { GET: readPolicies, PUT: updatePolicies },
});
