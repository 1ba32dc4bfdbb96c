import type { EditFacts } from "../edits/edit-facts.ts";
import { newRealmTemplate } from "../new-realm.ts";
import type { RealmDocument } from "../realm-document.ts";
import { withOrganizationStep, withoutHttpChallenge, withoutProfileStep } from "./authentication-flows.ts";
import { hasTemplates, withoutClientTemplates } from "./client-templates.ts";
import { isBefore, isOlder, TODAY } from "./keycloak-version.ts";
import { withLdapDecoding, withTruststoreAlways } from "./ldap-providers.ts";
import { withClientScope, withDefaultClientScope, withParameterizedScopes } from "./new-client-scopes.ts";
import { withLightweightAdministration, withSamlEncryption, withViewGroups } from "./older-clients.ts";
import type { Rule } from "./older-realm.ts";
import {
  withAdminTheme,
  withFirstBrokerLogin,
  withHs512,
  withNamedOtpApplications,
  withoutRedHatThemes,
} from "./older-settings.ts";
import {
  withDeleteCredential,
  withIdentityProviderLink,
  withRequiredActionsOfToday,
  withVerifiedEmailFirst,
} from "./required-actions.ts";
import { withUserProfile, withWholeUserProfile } from "./user-profiles.ts";

/** What each version changed in the realms of those before it, in the order in which Keycloak 26.7 applies it to an import. */
const RULES: readonly (readonly [since: string, ...Rule[]])[] = [
  ["18.0.0", withDefaultClientScope("acr")],
  ["20.0.0", withViewGroups, withNamedOtpApplications],
  ["21.0.0", withAdminTheme],
  ["22.0.0", withoutHttpChallenge, withoutRedHatThemes],
  ["23.0.0", withWholeUserProfile, withoutProfileStep],
  ["24.0.0", withUserProfile, withTruststoreAlways, withHs512, withFirstBrokerLogin],
  ["24.0.3", withDeleteCredential],
  ["25.0.0", withDefaultClientScope("basic")],
  ["26.0.0", withLightweightAdministration],
  ["26.1.0", withClientScope("service_account")],
  ["26.3.0", withIdentityProviderLink],
  ["26.4.0", withSamlEncryption],
  ["26.6.1", withOrganizationStep],
  [
    "26.7.0",
    withVerifiedEmailFirst,
    withParameterizedScopes,
    withLdapDecoding,
    withDefaultClientScope("AuthnContextClassRef"),
  ],
];

/**
 * A completed realm of an older Keycloak, from 15 on, as 26.7 has it after an import; the version that its file names
 * becomes that of 26.7, so that this happens once. One that names none, or a newer one, is of today.
 *
 * A key provider that is added has no key yet.
 */
export function migratedRealm(document: RealmDocument, facts: EditFacts): RealmDocument {
  if (!isOlder(document) && !hasTemplates(document)) return document;
  const today = { template: newRealmTemplate(document.realm), facts };
  const realm = withoutClientTemplates(document, today);
  const { keycloakVersion: version = TODAY } = realm;
  if (!isOlder(realm)) return realm;
  const rules = RULES.flatMap(([since, ...ofVersion]) => (isBefore(version, since) ? ofVersion : []));
  const migrated = [withRequiredActionsOfToday, ...rules].reduce((each, rule) => rule(each, today), realm);
  return { ...migrated, keycloakVersion: TODAY };
}
