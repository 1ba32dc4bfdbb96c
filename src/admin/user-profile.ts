import defaultProfile from "../domain/default-user-profile.json" with { type: "json" };
import type { ComponentRepresentation, RealmDocument } from "../domain/realm-document.ts";
import { type AdminAnswer, invalidWith, ok } from "./admin-answer.ts";
import { edit, type RealmCall, requireAny } from "./admin-call.ts";
import { readJson } from "./read-body.ts";

/** Where a realm's own user profile stands among its components, as JSON in a text. */
const TYPE = "org.keycloak.userprofile.UserProfileProvider";
const CONFIG = "kc.user.profile.config";

const READERS = ["view-realm", "manage-realm", "view-users", "manage-users", "query-users"] as const;

/** `GET …/users/profile`: what attributes users may have. Service accounts may have any (recorded). */
export function readProfile(call: RealmCall): AdminAnswer {
  requireAny(call, ...READERS);
  return { ...ok(profileOf(call.realm.document)), cache: "unsaid" };
}

/** Whether users may have attributes that the profile does not name. */
export function allowsUnmanaged(document: RealmDocument): boolean {
  const profile = profileOf(document);
  return (
    "unmanagedAttributePolicy" in profile && /^(ENABLED|ADMIN_EDIT)$/.test(String(profile.unmanagedAttributePolicy))
  );
}

function profileOf(document: RealmDocument): object {
  const text = document.components?.[TYPE]?.[0]?.config?.[CONFIG]?.[0];
  return text === undefined ? defaultProfile : (JSON.parse(text) as object);
}

/** `PUT …/users/profile`: kept for what reads it back. */
export async function writeProfile(call: RealmCall): Promise<AdminAnswer> {
  requireAny(call, "manage-realm");
  const profile = await readJson(call);
  if (profile === null || typeof profile !== "object" || Array.isArray(profile))
    return invalidWith("unknown_error", "Cannot parse the JSON");
  const id = call.ctx.editFacts().newId();
  await edit(call, "User profile changed", (document) => withProfile(document, JSON.stringify(profile), id));
  return {
    status: 200,
    content: { type: "application/json", body: JSON.stringify(profile) },
    event: {
      operation: "UPDATE",
      resourceType: "USER_PROFILE",
      resourcePath: "users/profile",
      representation: profile,
    },
  };
}

function withProfile(document: RealmDocument, text: string, id: string): RealmDocument {
  const [before] = document.components?.[TYPE] ?? [];
  const component: ComponentRepresentation = {
    ...(before ?? { id, providerId: "declarative-user-profile", subComponents: {} }),
    config: { ...before?.config, [CONFIG]: [text] },
  };
  return { ...document, components: { ...document.components, [TYPE]: [component] } };
}
