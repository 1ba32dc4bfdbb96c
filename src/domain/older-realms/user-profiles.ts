import defaultProfile from "../default-user-profile.json" with { type: "json" };
import { isObject } from "../json.ts";
import type { ComponentRepresentation, RealmDocument } from "../realm-document.ts";
import { type Rule, without } from "./older-realm.ts";

/** Where a realm's own user profile stands among its components, as JSON in a text. */
const TYPE = "org.keycloak.userprofile.UserProfileProvider";
const PROFILE = "kc.user.profile.config";
const COUNT = "config-pieces-count";
const PIECE = "config-piece-";
const ENABLED = "userProfileEnabled";

const isEnabled = ({ attributes }: RealmDocument): boolean => attributes?.[ENABLED]?.toLowerCase() === "true";

const withProfiles = (realm: RealmDocument, profiles: readonly ComponentRepresentation[]): RealmDocument => {
  const { [TYPE]: _former, ...others } = realm.components ?? {};
  return { ...realm, components: profiles.length > 0 ? { ...others, [TYPE]: profiles } : others };
};

/** Since 23 a user profile is kept in one piece. */
export const withWholeUserProfile: Rule = (realm) => {
  const [profile, ...others] = realm.components?.[TYPE] ?? [];
  if (!profile || !isEnabled(realm)) return realm;
  const { [COUNT]: count, ...config } = profile.config ?? {};
  const pieces = Array.from({ length: Math.min(Number(count?.[0]) || 0, MOST_PIECES) }, (_, i) => `${PIECE}${i}`);
  if (pieces.length === 0) return withProfiles(realm, others);
  const text = pieces.map((name) => config[name]?.[0] ?? "").join("");
  return withProfiles(realm, [{ ...profile, config: { ...without(config, ...pieces), [PROFILE]: [text] } }, ...others]);
};

/** More than any profile was ever cut into. */
const MOST_PIECES = 1000;

/** Since 24 every realm has a user profile; where there was none users keep attributes that it does not name. */
export const withUserProfile: Rule = (realm, { facts }) => {
  const { attributes = {} } = realm;
  const settled = { ...realm, attributes: without(attributes, ENABLED) };
  if (isEnabled(realm)) return settled;
  const [profile, ...others] = realm.components?.[TYPE] ?? [];
  const text = JSON.stringify({ ...profileIn(profile), unmanagedAttributePolicy: "ENABLED" });
  const made = profile ?? { id: facts.newId(), providerId: "declarative-user-profile", subComponents: {} };
  return withProfiles(settled, [{ ...made, config: { ...made.config, [PROFILE]: [text] } }, ...others]);
};

function profileIn(component: ComponentRepresentation | undefined): object {
  try {
    const profile: unknown = JSON.parse(component?.config?.[PROFILE]?.[0] ?? "");
    return isObject(profile) ? profile : defaultProfile;
  } catch {
    return defaultProfile;
  }
}
