/** What forms call the settings of a realm and of what is in it: labels of Keycloak's console, so that a change reads as it was made. */

const CLIENT: Readonly<Record<string, string>> = {
  clientId: "Client ID",
  secret: "Client Secret",
  clientAuthenticatorType: "Client Authenticator",
  serviceAccountsEnabled: "Service account roles",
  fullScopeAllowed: "Full scope allowed",
  standardFlowEnabled: "Standard flow",
  implicitFlowEnabled: "Implicit flow",
  directAccessGrantsEnabled: "Direct access grants",
  consentRequired: "Consent required",
  frontchannelLogout: "Front channel logout",
  rootUrl: "Root URL",
  baseUrl: "Home URL",
  adminUrl: "Admin URL",
  redirectUris: "Valid redirect URIs",
  webOrigins: "Web origins",
  notBefore: "Not before",
};

const REALM: Readonly<Record<string, string>> = {
  displayName: "Display name",
  sslRequired: "Require SSL",
  notBefore: "Not before",
  defaultSignatureAlgorithm: "Default Signature Algorithm",
  revokeRefreshToken: "Revoke Refresh Token",
  refreshTokenMaxReuse: "Refresh Token Max Reuse",
  accessTokenLifespan: "Access Token Lifespan",
  ssoSessionIdleTimeout: "SSO Session Idle",
  ssoSessionMaxLifespan: "SSO Session Max",
  clientSessionIdleTimeout: "Client Session Idle",
  clientSessionMaxLifespan: "Client Session Max",
  offlineSessionIdleTimeout: "Offline Session Idle",
  offlineSessionMaxLifespanEnabled: "Offline Session Max Limited",
  offlineSessionMaxLifespan: "Offline Session Max",
  clientOfflineSessionIdleTimeout: "Client Offline Session Idle",
  clientOfflineSessionMaxLifespan: "Client Offline Session Max",
  eventsEnabled: "Save events",
  eventsExpiration: "Expiration",
  enabledEventTypes: "Event types saved",
  adminEventsEnabled: "Save admin events",
  adminEventsDetailsEnabled: "Include representation",
};

const OF_ALL: Readonly<Record<string, string>> = { name: "Name", description: "Description", enabled: "Enabled" };

const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ["access.token.lifespan", "Access Token Lifespan"],
  ["client_credentials.use_refresh_token", "Use refresh tokens for client credentials grant"],
  ["client.secret.authentication.allowed.method", "Allowed authentication method"],
  ["token.endpoint.auth.signing.alg", "Signature algorithm"],
  ["use.jwks.url", "Use JWKS URL"],
  ["jwks.url", "JWKS URL"],
  ["use.jwks.string", "Use JWKS"],
  ["jwks.string", "JWKS"],
  ["jwt.credential.certificate", "Certificate"],
  ["x509.subjectdn", "Subject DN"],
  ["x509.allow.regex.pattern.comparison", "Allow regex pattern comparison"],
  ["client.secret.rotated", "Rotated secret"],
  ["client.secret.rotated.creation.time", "Rotated secret created"],
  ["client.secret.rotated.expiration.time", "Rotated secret good until"],
  ["client.secret.creation.time", "Client Secret created"],
  ["access.token.signed.response.alg", "Access token signature algorithm"],
  ["id.token.signed.response.alg", "ID token signature algorithm"],
  ["access.token.header.type.rfc9068", "Use at+jwt as access token header type"],
  ["client.use.lightweight.access.token.enabled", "Always use lightweight access token"],
  ["token.response.type.bearer.lower-case", "Use lower-case bearer type in token responses"],
  ["dpop.bound.access.tokens", "Require DPoP bound tokens"],
  ["tls.client.certificate.bound.access.tokens", "OAuth 2.0 Mutual TLS Certificate Bound Access Tokens Enabled"],
  ["use.refresh.tokens", "Use refresh tokens"],
  ["client.session.idle.timeout", "Client Session Idle"],
  ["client.session.max.lifespan", "Client Session Max"],
  ["client.offline.session.idle.timeout", "Client Offline Session Idle"],
  ["client.offline.session.max.lifespan", "Client Offline Session Max"],
  ["include.in.token.scope", "Include in token scope"],
  ["display.on.consent.screen", "Display on consent screen"],
  ["frontendUrl", "Frontend URL"],
]);

const labelsOf = (own: Readonly<Record<string, string>>) => new Map(Object.entries({ ...OF_ALL, ...own }));

/** By the thing that is set, its settings by their own names. What is not here goes by that. */
export const settingLabels = { client: labelsOf(CLIENT), realm: labelsOf(REALM), other: labelsOf({}) };

/** An attribute that no form has is a person's own, and said to be one. */
export const attributeLabel = (name: string): string => ATTRIBUTES.get(name) ?? `attribute ${name}`;

const AUTHENTICATORS: ReadonlyMap<string, string> = new Map([
  ["client-secret", "Client Id and Secret"],
  ["client-jwt", "Signed JWT"],
  ["client-secret-jwt", "Signed JWT with Client Secret"],
  ["client-x509", "X509 Certificate"],
]);
export const authenticatorLabel = (type: string): string => AUTHENTICATORS.get(type) ?? type;

const DURATION = /(Timeout|Lifespan|Expiration|[.](lifespan|timeout))$/;
export const isDuration = (name: string): boolean => DURATION.test(name);
