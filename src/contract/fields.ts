import { z } from "zod";
import { name, text } from "./texts.ts";

/** What the fields of forms may hold: forms check with the same schemas as the server. */

const attributeName = z
  .string()
  .min(1, "An attribute needs a name")
  .max(255, "Attribute name: 255 characters at the most");
const attributeText = z.string().max(64_000, "An attribute holds 64,000 characters at the most");
const attributes = z.record(attributeName, attributeText.nullable());
const attributeLists = z.record(attributeName, z.array(attributeText).max(1000).readonly().nullable());

/** Whole seconds, as far as Keycloak's database goes. */
const seconds = (what: string, least = 0) =>
  z
    .int(`${what}: whole seconds`)
    .min(least, least === 0 ? `${what} must not be below 0` : `${what} must be at least ${least} s`)
    .max(2_147_483_647, `${what} is too long`);

const addresses = (what: string) =>
  z
    .array(text(what).min(1, `${what}: an entry is empty`))
    .max(1000)
    .readonly();

export const clientSettings = z.strictObject({
  clientId: name("Client ID").exactOptional(),
  name: text("Name").exactOptional(),
  description: text("Description").exactOptional(),
  enabled: z.boolean().exactOptional(),
  publicClient: z.boolean().exactOptional(),
  serviceAccountsEnabled: z.boolean().exactOptional(),
  clientAuthenticatorType: name("Client Authenticator").exactOptional(),
  fullScopeAllowed: z.boolean().exactOptional(),
  standardFlowEnabled: z.boolean().exactOptional(),
  implicitFlowEnabled: z.boolean().exactOptional(),
  directAccessGrantsEnabled: z.boolean().exactOptional(),
  consentRequired: z.boolean().exactOptional(),
  frontchannelLogout: z.boolean().exactOptional(),
  rootUrl: text("Root URL").exactOptional(),
  baseUrl: text("Home URL").exactOptional(),
  adminUrl: text("Admin URL").exactOptional(),
  redirectUris: addresses("Valid redirect URIs").exactOptional(),
  webOrigins: addresses("Web origins").exactOptional(),
  notBefore: seconds("Not before").exactOptional(),
  attributes: attributes.exactOptional(),
});

export const roleName = name("Role name");

export const roleSettings = z.strictObject({
  name: roleName.exactOptional(),
  description: text("Description").exactOptional(),
  attributes: attributeLists.exactOptional(),
});

/** The characters of a scope name (RFC 6749 §3.3). */
export const clientScopeName = name("Name").regex(
  /^[\x21\x23-\x5b\x5d-\x7e]+$/,
  "Name: a word of a scope parameter has no spaces, no quotes, no backslashes and only ASCII characters",
);

export const clientScopeSettings = z.strictObject({
  name: clientScopeName.exactOptional(),
  description: text("Description").exactOptional(),
  attributes: attributes.exactOptional(),
});

export const mapperName = name("Name");
export const mapperConfig = z.record(attributeName, attributeText);

export const serviceAccountSettings = z.strictObject({
  enabled: z.boolean().exactOptional(),
  attributes: attributeLists.exactOptional(),
});

/** The algorithms Keycloak offers for signatures. */
const signatureAlgorithm = z
  .string()
  .regex(/^((ES|HS|PS|RS)(256|384|512)|EdDSA)$/, "There is no such signature algorithm");

export const realmSettings = z.strictObject({
  displayName: text("Display name").exactOptional(),
  enabled: z.boolean().exactOptional(),
  sslRequired: z.enum(["all", "external", "none"]).exactOptional(),
  notBefore: seconds("Not before").exactOptional(),
  defaultSignatureAlgorithm: signatureAlgorithm.exactOptional(),
  revokeRefreshToken: z.boolean().exactOptional(),
  refreshTokenMaxReuse: z.int().min(0).max(2_147_483_647).exactOptional(),
  accessTokenLifespan: seconds("Access Token Lifespan", 1).exactOptional(),
  ssoSessionIdleTimeout: seconds("SSO Session Idle", 1).exactOptional(),
  ssoSessionMaxLifespan: seconds("SSO Session Max", 1).exactOptional(),
  clientSessionIdleTimeout: seconds("Client Session Idle").exactOptional(),
  clientSessionMaxLifespan: seconds("Client Session Max").exactOptional(),
  offlineSessionIdleTimeout: seconds("Offline Session Idle", 1).exactOptional(),
  offlineSessionMaxLifespanEnabled: z.boolean().exactOptional(),
  offlineSessionMaxLifespan: seconds("Offline Session Max", 1).exactOptional(),
  clientOfflineSessionIdleTimeout: seconds("Client Offline Session Idle").exactOptional(),
  clientOfflineSessionMaxLifespan: seconds("Client Offline Session Max").exactOptional(),
  eventsEnabled: z.boolean().exactOptional(),
  eventsExpiration: seconds("Events expiration").exactOptional(),
  enabledEventTypes: z.array(z.string().min(1).max(255)).max(1000).readonly().exactOptional(),
  adminEventsEnabled: z.boolean().exactOptional(),
  adminEventsDetailsEnabled: z.boolean().exactOptional(),
  attributes: attributes.exactOptional(),
});
