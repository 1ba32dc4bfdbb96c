import { type ComponentRepresentation, KEY_PROVIDER_TYPE } from "../realm-document.ts";
import { fieldOf, type Rule, without } from "./older-realm.ts";

const V2 = "keycloak.v2";

/** Since 21 there is one theme for administration. */
export const withAdminTheme: Rule = (realm) =>
  isOneOf(fieldOf(realm, "adminTheme"), "keycloak", "rh-sso") ? withFields(realm, { adminTheme: V2 }) : realm;

/** Since 22 the themes of Red Hat's build are gone, and there is one for accounts. */
export const withoutRedHatThemes: Rule = (realm) => {
  const gone = ["loginTheme", "emailTheme"].filter((name) => fieldOf(realm, name) === "rh-sso");
  const isFormer = isOneOf(fieldOf(realm, "accountTheme"), "keycloak", "rh-sso", "rh-sso.v2");
  const themed = withFields(without(realm, ...gone), isFormer ? { accountTheme: V2 } : {});
  if (!realm.clients?.some(({ attributes }) => attributes?.["login_theme"] === "rh-sso")) return themed;
  return {
    ...themed,
    clients: realm.clients.map((client) =>
      client.attributes?.["login_theme"] === "rh-sso"
        ? { ...client, attributes: without(client.attributes, "login_theme") }
        : client,
    ),
  };
};

const isOneOf = (value: unknown, ...all: readonly string[]): boolean =>
  typeof value === "string" && all.includes(value);
const withFields = <Part extends object>(part: Part, fields: object): Part => ({ ...part, ...fields });

/** Since 24 the flow of a first login through another provider is a setting of the realm. */
export const withFirstBrokerLogin: Rule = (realm) => withFields(realm, { firstBrokerLoginFlow: "first broker login" });

/** Since 24 a realm has a key of HS512 for its own tokens; whoever completes the realm makes it. */
export const withHs512: Rule = (realm, { facts }) => {
  const providers = realm.components?.[KEY_PROVIDER_TYPE] ?? [];
  if (
    providers.some(
      ({ providerId, config }) => providerId === "hmac-generated" && config?.["algorithm"]?.[0] === "HS512",
    )
  )
    return realm;
  const provider: ComponentRepresentation = {
    ...{ id: facts.newId(), name: "hmac-generated-hs512", providerId: "hmac-generated", subComponents: {} },
    config: { priority: ["100"], algorithm: ["HS512"] },
  };
  return { ...realm, components: { ...realm.components, [KEY_PROVIDER_TYPE]: [...providers, provider] } };
};

/** Since 20 the programs for one-time passwords go by keys of messages, and one more is among them. */
export const withNamedOtpApplications: Rule = (realm) => {
  const names = fieldOf(realm, "otpSupportedApplications");
  if (!Array.isArray(names)) return realm;
  return withFields(realm, { otpSupportedApplications: names.flatMap((name) => OTP_APPLICATIONS.get(name) ?? [name]) });
};

const OTP_APPLICATIONS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["FreeOTP", ["totpAppFreeOTPName"]],
  ["Google Authenticator", ["totpAppGoogleName", "totpAppMicrosoftAuthenticatorName"]],
]);
