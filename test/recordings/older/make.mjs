#!/usr/bin/env node
// Writes realms/*.json: realms in the form in which the exports of older Keycloaks have them, as both Keycloak 26.7 and
// Tokenbench import them. Made of what 26.7 puts into a new realm, with what was not there yet taken out and what has
// gone since put in; ids, secrets and keys are stated, so that nothing is made at random that need not be.
//   node test/recordings/older/make.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { idsOf } from "../realm-parts.mjs";
import { laidOut } from "./laid-out.mjs";

const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const template = JSON.stringify(readJson("../../../src/domain/new-realm.json"));
const recent = readJson("../../parity/realms/parity.json");
const keys = readJson("../../random-realms/keys.json");

const pick = (value, names) => Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
const omit = (value, names) => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** Fields of a realm and the version that brought them. */
const SINCE = Object.entries({
  otpPolicyCodeReusable: 20,
  localizationTexts: 24,
  maxTemporaryLockouts: 24,
  firstBrokerLoginFlow: 24,
  webAuthnPolicyExtraOrigins: 24,
  webAuthnPolicyPasswordlessExtraOrigins: 24,
  organizationsEnabled: 25,
  verifiableCredentialsEnabled: 26.1,
  adminPermissionsEnabled: 26.1,
  bruteForceStrategy: 26.1,
  maxSecondaryAuthFailures: 26.6,
  webAuthnPolicyResidentKey: 26.7,
  webAuthnPolicyPasswordlessResidentKey: 26.7,
  scimApiEnabled: 26.7,
});
const SCOPES = { acr: 18, basic: 25, organization: 26, saml_organization: 26, service_account: 26.1, AuthnContextClassRef: 26.7 };
const ROLES = { "view-groups": 20, "view-organizations": 26.7, "manage-organizations": 26.7, "query-organizations": 26.7 };
const ACTIONS = {
  UPDATE_EMAIL: 26.4,
  CONFIGURE_RECOVERY_AUTHN_CODES: 26.4,
  idp_link: 26.3,
  delete_credential: 24,
  VERIFY_PROFILE: 24,
  "webauthn-register": 22,
  "webauthn-register-passwordless": 22,
};
const PRIORITIES = { CONFIGURE_TOTP: 10, UPDATE_PASSWORD: 30, VERIFY_PROFILE: 90, delete_credential: 100 };

const isIn = (table, version) => (name) => (table[name] ?? 0) <= version;

function settingsOf(realm, version) {
  const later = SINCE.filter(([, since]) => since > version).map(([name]) => name);
  const { referrerPolicy, ...headers } = realm.browserSecurityHeaders;
  return {
    ...omit(realm, [...later, "clientProfiles", "clientPolicies"]),
    ...(version < 24 && { webAuthnPolicySignatureAlgorithms: ["ES256"], webAuthnPolicyPasswordlessSignatureAlgorithms: ["ES256"] }),
    ...(version < 26.7 && { webAuthnPolicyPasswordlessUserVerificationRequirement: "not specified" }),
    ...(version < 20 && { otpSupportedApplications: ["FreeOTP", "Google Authenticator"] }),
    browserSecurityHeaders: {
      ...headers,
      ...(version >= 20 && { referrerPolicy }),
      ...(version < 26.2 && { xXSSProtection: "1; mode=block" }),
    },
    attributes: {
      ...(version < 20 ? omit(realm.attributes, ["realmReusableOtpCode"]) : realm.attributes),
      clientSessionIdleTimeout: "0",
      clientSessionMaxLifespan: "0",
      clientOfflineSessionIdleTimeout: "0",
      clientOfflineSessionMaxLifespan: "0",
    },
  };
}

const mapperOf = (version) => (mapper) => {
  const gone = [...(version < 24 ? ["introspection.token.claim"] : []), ...(version < 15.1 ? ["userinfo.token.claim"] : [])];
  return { ...mapper, config: omit(mapper.config, gone) };
};
const mappersOf = (owner, version, id) =>
  owner.protocolMappers && { protocolMappers: owner.protocolMappers.map((each) => ({ id: id("3"), ...mapperOf(version)(each) })) };

function clientOf(client, version, id) {
  const attributes = omit(client.attributes ?? {}, [
    "realm_client",
    ...(version < 19 ? ["post.logout.redirect.uris"] : []),
    ...(version < 26 ? ["client.use.lightweight.access.token.enabled"] : []),
  ]);
  return {
    id: id("1"),
    ...client,
    ...(client.bearerOnly && { secret: "unused" }),
    ...(version < 26 && ["admin-cli", "security-admin-console"].includes(client.clientId) && { fullScopeAllowed: false }),
    attributes,
    ...mappersOf(client, version, id),
    defaultClientScopes: client.defaultClientScopes.filter(isIn(SCOPES, version)),
    optionalClientScopes: client.optionalClientScopes.filter(isIn(SCOPES, version)),
  };
}

function withoutLater(composites, version) {
  if (!composites) return undefined;
  const client = Object.entries(composites.client ?? {}).map(([owner, names]) => [owner, names.filter(isIn(ROLES, version))]);
  return { ...composites, ...(client.length > 0 && { client: Object.fromEntries(client) }) };
}

const rolesOf = (roles, containerId, version, id) =>
  roles
    .filter(({ name }) => isIn(ROLES, version)(name))
    .map(({ composites, ...role }) => ({
      id: id("2"),
      ...role,
      ...(composites && { composites: withoutLater(composites, version) }),
      containerId,
    }));

function componentsOf(realm, version, id) {
  const type = "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy";
  const policies = realm.components[type].filter(({ providerId }) => providerId !== "registration-web-origins" || version >= 26.2);
  const key = (name, providerId, config) => ({ id: id("7"), name, providerId, subComponents: {}, config: { ...config, priority: ["100"] } });
  const rsa = pick(keys.RS256.config, ["privateKey", "certificate"]);
  return {
    [type]: policies.map((each) => ({ id: id("7"), ...each })),
    "org.keycloak.keys.KeyProvider": [
      key("rsa-generated", "rsa-generated", { ...rsa, keyUse: ["SIG"] }),
      version < 16
        ? key("rsa-enc-generated", "rsa-generated", { ...rsa, keyUse: ["enc"] })
        : key("rsa-enc-generated", "rsa-enc-generated", { ...rsa, keyUse: ["ENC"], algorithm: ["RSA-OAEP"] }),
      version < 24
        ? key("hmac-generated", "hmac-generated", keys.HS256.config)
        : key("hmac-generated-hs512", "hmac-generated", keys.HS512.config),
      key("aes-generated", "aes-generated", { kid: ["259c897c-fbdd-4d1a-87e7-44934edc4fb7"], secret: ["TOApuFi8WvNW2joDbyme_Q"] }),
    ],
  };
}

const step = (authenticator, requirement, priority) => ({
  authenticator,
  authenticatorFlow: false,
  requirement,
  priority,
  autheticatorFlow: false,
  userSetupAllowed: false,
});

/** Those that have changed since, and what hangs on them; Keycloak makes the others that every realm has. */
const FLOWS = ["browser", "forms", "registration", "registration form"];
const CONDITIONAL = "Browser - Conditional OTP";

function flowsOf(version, id) {
  const flows = recent.authenticationFlows
    .filter(({ alias }) => FLOWS.includes(alias))
    .map(({ alias, authenticationExecutions, ...flow }) => {
      const steps = authenticationExecutions
        .filter(({ flowAlias }) => flowAlias !== "Organization")
        .map((each) => (each.flowAlias === "Browser - Conditional 2FA" ? { ...each, flowAlias: CONDITIONAL } : each));
      const profile = alias === "registration form" && version < 23 ? [step("registration-profile-action", "REQUIRED", 40)] : [];
      return { ...flow, id: id("8"), alias, authenticationExecutions: [...steps, ...profile] };
    });
  const basic = { providerId: "basic-flow", builtIn: true };
  const conditional = {
    ...{ ...basic, id: id("8"), alias: CONDITIONAL, description: "Flow to determine if the OTP is required for the authentication", topLevel: false },
    authenticationExecutions: [step("conditional-user-configured", "REQUIRED", 10), step("auth-otp-form", "REQUIRED", 20)],
  };
  if (version >= 22) return [...flows, conditional];
  return [
    ...flows,
    conditional,
    {
      ...{ ...basic, id: id("8"), alias: "http challenge", description: "An authentication flow based on challenge-response HTTP Authentication Schemes", topLevel: true },
      authenticationExecutions: [
        step("no-cookie-redirect", "REQUIRED", 10),
        { authenticatorFlow: true, requirement: "REQUIRED", priority: 20, autheticatorFlow: true, flowAlias: "Authentication Options", userSetupAllowed: false },
      ],
    },
    {
      ...{ ...basic, id: id("8"), alias: "Authentication Options", description: "Authentication options.", topLevel: false },
      authenticationExecutions: [step("basic-auth", "REQUIRED", 10), step("basic-auth-otp", "DISABLED", 20), step("auth-spnego", "DISABLED", 30)],
    },
  ];
}

const actionsOf = (version) =>
  recent.requiredActions
    .filter(({ alias }) => isIn(ACTIONS, version)(alias))
    .map(({ config, ...action }) => ({
      ...action,
      ...(version < 21 && action.alias === "TERMS_AND_CONDITIONS" && { alias: "terms_and_conditions", providerId: "terms_and_conditions" }),
      ...(version < 26.7 && PRIORITIES[action.alias] && { priority: PRIORITIES[action.alias] }),
      config,
    }));

/** A new realm as that version would export it, and the ids it is made with. */
function newRealmOf(name, version, keycloakVersion, { flows = false } = {}) {
  const realm = JSON.parse(template.replaceAll("default-roles-${realm}", `default-roles-${name}`).replaceAll("${realm}", name));
  const id = idsOf(String(Math.round(version * 10)).padStart(4, "0"));
  const realmId = id("0");
  const clients = realm.clients.map((client) => clientOf(client, version, id));
  const idOf = (owner) => clients.find(({ clientId }) => clientId === owner).id;
  const ofRealm = rolesOf(realm.roles.realm, realmId, version, id);
  const ofClients = Object.entries(realm.roles.client).map(([owner, roles]) => [owner, rolesOf(roles, idOf(owner), version, id)]);
  const names = (list) => list.filter(isIn(SCOPES, version));
  return {
    id,
    realm: {
      id: realmId,
      ...settingsOf(realm, version),
      roles: { realm: ofRealm, client: { ...Object.fromEntries(ofClients), "admin-cli": [], "account-console": [], "security-admin-console": [] } },
      defaultRole: omit(ofRealm.find((role) => role.name === `default-roles-${name}`), ["composites", "attributes"]),
      users: [],
      clientScopeMappings: {
        account: [{ client: "account-console", roles: ["manage-account", "view-groups"].filter(isIn(ROLES, version)) }],
      },
      clients,
      clientScopes: realm.clientScopes
        .filter((scope) => isIn(SCOPES, version)(scope.name))
        .map((scope) => ({ id: id("4"), ...scope, ...mappersOf(scope, version, id) })),
      defaultDefaultClientScopes: names(realm.defaultDefaultClientScopes),
      defaultOptionalClientScopes: names(realm.defaultOptionalClientScopes),
      components: componentsOf(realm, version, id),
      ...(flows && { authenticationFlows: flowsOf(version, id) }),
      requiredActions: actionsOf(version),
      keycloakVersion,
      clientProfiles: { profiles: [] },
      clientPolicies: { policies: [] },
    },
  };
}

/** The mappers that older versions gave to each client whose service account was switched on. */
const serviceAccountMappers = (id, version) =>
  [
    ["Client ID", version < 22 ? "clientId" : "client_id"],
    ["Client Host", "clientHost"],
    ["Client IP Address", "clientAddress"],
  ].map(([name, note]) => ({
    ...{ id: id("3"), name, protocol: "openid-connect", protocolMapper: "oidc-usersessionmodel-note-mapper", consentRequired: false },
    config: { "user.session.note": note, "id.token.claim": "true", "access.token.claim": "true", "claim.name": note, "jsonType.label": "String" },
  }));

const SCOPES_OF_CLIENTS = ["web-origins", "acr", "roles", "profile", "basic", "email"];
const OPTIONAL_SCOPES = ["address", "phone", "organization", "offline_access", "microprofile-jwt"];

function aClient({ id }, clientId, version, more = {}) {
  const { mappers = [], ...stated } = more;
  return {
    ...{ id: id("1"), clientId, surrogateAuthRequired: false, enabled: true, alwaysDisplayInConsole: false },
    ...{ clientAuthenticatorType: "client-secret", secret: "password", redirectUris: [], webOrigins: [], notBefore: 0 },
    ...{ bearerOnly: false, consentRequired: false, standardFlowEnabled: false, implicitFlowEnabled: false },
    ...{ directAccessGrantsEnabled: false, serviceAccountsEnabled: true, publicClient: false, frontchannelLogout: false },
    ...{ protocol: "openid-connect", attributes: {}, authenticationFlowBindingOverrides: {}, fullScopeAllowed: true },
    nodeReRegistrationTimeout: -1,
    protocolMappers: [...(stated.serviceAccountsEnabled === false ? [] : serviceAccountMappers(id, version)), ...mappers.map((each) => ({ id: id("3"), ...each }))],
    defaultClientScopes: SCOPES_OF_CLIENTS.filter(isIn(SCOPES, version)),
    optionalClientScopes: OPTIONAL_SCOPES.filter(isIn(SCOPES, version)),
    ...stated,
  };
}

const aServiceAccount = ({ id }, clientId, more) => ({
  ...{ id: id("6"), createdTimestamp: 1629503346402, username: `service-account-${clientId}`, enabled: true, totp: false },
  ...{ emailVerified: false, serviceAccountClientId: clientId, credentials: [], disableableCredentialTypes: [], requiredActions: [] },
  ...more,
  ...{ notBefore: 0, groups: [] },
});

const aRole = (name, containerId, { id }, more = {}) => ({
  ...{ id: id("2"), name, composite: more.composites !== undefined, clientRole: false },
  ...{ ...more, containerId, attributes: {} },
});
const mapper = (name, protocolMapper, config) => ({ name, protocol: "openid-connect", protocolMapper, consentRequired: false, config });

/** Service accounts, roles and scope mappings, the same in each realm. */
function withWork(made, version) {
  const { realm } = made;
  const orders = aClient(made, "orders", version, {
    mappers: [mapper("audience", "oidc-audience-mapper", { "included.client.audience": "stock", "id.token.claim": "false", "access.token.claim": "true" })],
    attributes: { "access.token.lifespan": "120" },
  });
  const reports = aClient(made, "reports", version, { fullScopeAllowed: false, optionalClientScopes: ["warehouse"] });
  const stock = aClient(made, "stock", version, { serviceAccountsEnabled: false, bearerOnly: true });
  const saml = aClient(made, "https://saml.example", version, {
    ...{ protocol: "saml", serviceAccountsEnabled: false, standardFlowEnabled: true, frontchannelLogout: true, clientAuthenticatorType: "client-secret" },
    attributes: { "saml.encrypt": "true", "saml.assertion.signature": "true", saml_force_name_id_format: "false" },
    defaultClientScopes: ["role_list"],
    optionalClientScopes: [],
  });
  const held = `default-roles-${realm.realm}`;
  const scope = {
    ...{ id: made.id("4"), name: "warehouse", protocol: "openid-connect", attributes: { "include.in.token.scope": "true", "display.on.consent.screen": "true" } },
    protocolMappers: [{ id: made.id("3"), ...mapper("warehouse", "oidc-usermodel-attribute-mapper", { "user.attribute": "warehouse", "claim.name": "warehouse", "jsonType.label": "String", "id.token.claim": "true", "access.token.claim": "true" }) }],
  };
  return {
    ...realm,
    roles: {
      realm: [
        ...realm.roles.realm,
        aRole("clerk", realm.id, made),
        aRole("manager", realm.id, made, { composites: { realm: ["clerk"], client: { stock: ["read"] } } }),
      ],
      client: {
        ...realm.roles.client,
        stock: ["read", "write"].map((name) => ({ ...aRole(name, stock.id, made), clientRole: true })),
        orders: [],
      },
    },
    users: [
      aServiceAccount(made, "orders", { realmRoles: [held, "manager"], clientRoles: { stock: ["write"] } }),
      aServiceAccount(made, "reports", { attributes: { warehouse: ["north"] }, realmRoles: [held, "manager"], clientRoles: { "realm-management": ["view-users"] } }),
    ],
    scopeMappings: [...realm.scopeMappings, { client: "reports", roles: ["clerk"] }],
    clientScopeMappings: { ...realm.clientScopeMappings, stock: [{ clientScope: "warehouse", roles: ["read"] }] },
    clients: [...realm.clients, orders, reports, stock, saml],
    clientScopes: [...realm.clientScopes, scope],
  };
}

/** Keycloak 15: the device grant's interval is what its exports said by mistake. */
function keycloak15() {
  const realm = withWork(newRealmOf("older-15", 15, "15.0.2", { flows: true }), 15);
  return { ...realm, oauth2DevicePollingInterval: 600, attributes: { ...realm.attributes, oauth2DevicePollingInterval: "600" } };
}

/** Red Hat's build of Keycloak 18, with its themes, and client scopes with parameters. */
function redHat18() {
  const realm = withWork(newRealmOf("older-18", 18, "18.0.6.redhat-00001"), 18);
  const dynamic = (name, regexp) => ({ attributes: { "is.dynamic.scope": "true", "dynamic.scope.regexp": regexp } });
  return {
    ...realm,
    ...{ loginTheme: "rh-sso", accountTheme: "rh-sso", adminTheme: "keycloak", emailTheme: "rh-sso" },
    attributes: { ...realm.attributes, userProfileEnabled: "false" },
    clientScopes: [
      ...realm.clientScopes,
      { id: "40000180-0000-4000-8000-000000000901", name: "group", protocol: "openid-connect", ...dynamic("group", "group:*") },
      { id: "40000180-0000-4000-8000-000000000902", name: "team", protocol: "openid-connect", ...dynamic("team", "team:[a-z]+") },
    ],
    clients: realm.clients.map((client) =>
      client.clientId === "reports" ? { ...client, attributes: { ...client.attributes, login_theme: "rh-sso" } } : client,
    ),
  };
}

/** A provider of users with two of its mappers, as they were before they had all their settings. */
const ldap = {
  ...{ id: "70000210-0000-4000-8000-000000000902", name: "ldap", providerId: "ldap" },
  config: {
    ...{ enabled: ["false"], vendor: ["other"], editMode: ["READ_ONLY"], connectionUrl: ["ldap://localhost:10389"], usersDn: ["ou=People"] },
    ...{ authType: ["none"], useTruststoreSpi: ["ldapsOnly"], rdnLDAPAttribute: ["uid"], uuidLDAPAttribute: ["entryUUID"] },
    ...{ usernameLDAPAttribute: ["uid"], userObjectClasses: ["person"], importEnabled: ["true"] },
  },
  subComponents: {
    "org.keycloak.storage.ldap.mappers.LDAPStorageMapper": [
      {
        ...{ id: "70000210-0000-4000-8000-000000000903", name: "photo", providerId: "user-attribute-ldap-mapper", subComponents: {} },
        config: { "ldap.attribute": ["jpegPhoto"], "user.model.attribute": ["photo"], "is.binary.attribute": ["true"], "always.read.value.from.ldap": ["true"] },
      },
      {
        ...{ id: "70000210-0000-4000-8000-000000000904", name: "groups", providerId: "group-ldap-mapper", subComponents: {} },
        config: { "groups.dn": ["ou=Groups"], "groups.path": ["/"], mode: ["READ_ONLY"] },
      },
    ],
  },
};

/** Keycloak 21 with a user profile of its own, kept in pieces, and users in LDAP. */
function keycloak21() {
  const realm = withWork(newRealmOf("older-21", 21, "21.1.2"), 21);
  const profile = JSON.stringify({ attributes: [{ name: "username", displayName: "${username}" }, { name: "email", displayName: "${email}" }] });
  return {
    ...realm,
    attributes: { ...realm.attributes, userProfileEnabled: "true" },
    components: {
      ...realm.components,
      "org.keycloak.storage.UserStorageProvider": [ldap],
      "org.keycloak.userprofile.UserProfileProvider": [
        {
          ...{ id: "70000210-0000-4000-8000-000000000901", providerId: "declarative-user-profile", subComponents: {} },
          config: { "config-pieces-count": ["2"], "config-piece-0": [profile.slice(0, 40)], "config-piece-1": [profile.slice(40)] },
        },
      ],
    },
  };
}

/** Keycloak 24, where somebody has given the required actions an order of their own. */
function keycloak24() {
  const realm = withWork(newRealmOf("older-24", 24, "24.0.5", { flows: true }), 24);
  return {
    ...realm,
    requiredActions: realm.requiredActions.map((action) => (action.alias === "VERIFY_EMAIL" ? { ...action, priority: 53 } : action)),
  };
}

/** Keycloak 26.0, without its users, as the Admin Console exports. */
function keycloak26() {
  const { users: _none, ...realm } = withWork(newRealmOf("older-26", 26, "26.0.8"), 26);
  return realm;
}

/**
 * A file that began with Keycloak 3 and was carried on by hand: roles that everybody gets in lists, client templates, the
 * key of the realm beside its settings, no client scopes.
 */
function byHand() {
  const id = idsOf("0031");
  const client = (clientId, more) => ({
    ...{ id: id("1"), clientId, enabled: true, clientAuthenticatorType: "client-secret", secret: "password", redirectUris: [], webOrigins: [] },
    ...{ bearerOnly: false, standardFlowEnabled: false, directAccessGrantsEnabled: false, serviceAccountsEnabled: true, publicClient: false },
    ...{ protocol: "openid-connect", attributes: {}, fullScopeAllowed: true, ...more },
  });
  const claim = (name, value) => ({
    ...{ id: id("3"), name, protocol: "openid-connect", protocolMapper: "oidc-hardcoded-claim-mapper", consentRequired: true, consentText: "${a}" },
    config: { "claim.name": name, "claim.value": value, "jsonType.label": "String", "id.token.claim": "true", "access.token.claim": "true" },
  });
  const role = (name, more) => ({ id: id("2"), name, scopeParamRequired: false, composite: more?.composites !== undefined, ...more });
  return {
    ...{ id: id("0"), realm: "by-hand", enabled: true, sslRequired: "external", accessTokenLifespan: 300, requiredCredentials: ["password"] },
    privateKey: keys.RS256.config.privateKey[0],
    certificate: keys.RS256.config.certificate[0],
    codeSecret: "32f8634c-2be2-4d4d-8118-f4f7fee80b9f",
    defaultRoles: ["offline_access", "uma_authorization", "clerk", "novice "],
    roles: {
      realm: [role("clerk"), role("manager", { composites: { realm: ["clerk"], client: { stock: ["read"] } } })],
      client: { stock: [role("read"), role("write")] },
    },
    clientTemplates: [
      { id: id("4"), name: "Services of ours", description: "What services have", protocol: "openid-connect", fullScopeAllowed: false, protocolMappers: [claim("tier", "gold")] },
    ],
    clients: [
      client("orders", { clientTemplate: "Services of ours", useTemplateConfig: false, useTemplateScope: true, useTemplateMappers: true, protocolMappers: [claim("kind", "order")] }),
      client("reports", { fullScopeAllowed: false }),
      client("stock", { serviceAccountsEnabled: false, bearerOnly: true, defaultRoles: ["read", "greet"] }),
    ],
    users: [
      aServiceAccount({ id }, "orders", { realmRoles: ["manager"], clientRoles: { stock: ["write"] } }),
    ],
    scopeMappings: [{ client: "reports", roles: ["clerk"] }],
    keycloakVersion: "15.0.2",
  };
}

const realms = {
  "keycloak-15": keycloak15(),
  "red-hat-18": redHat18(),
  "keycloak-21": keycloak21(),
  "keycloak-24": keycloak24(),
  "keycloak-26": keycloak26(),
  "by-hand": byHand(),
};
for (const [name, realm] of Object.entries(realms))
  writeFileSync(new URL(`realms/${name}.json`, import.meta.url), `${laidOut(realm)}\n`);
