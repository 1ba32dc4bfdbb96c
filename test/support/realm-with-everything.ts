import type { Connection } from "../../src/keycloak/connection.ts";

const clients = [
  {
    clientId: "app",
    secret: "app-secret",
    serviceAccountsEnabled: true,
    authorizationServicesEnabled: true,
    fullScopeAllowed: false,
    attributes: { x: "y" },
    authorizationSettings: {
      policyEnforcementMode: "ENFORCING",
      resources: [{ name: "res", uris: ["/x"], scopes: [{ name: "view" }], attributes: { of: ["it"] } }],
      scopes: [{ name: "view" }],
      policies: [
        { name: "pol", type: "role", logic: "POSITIVE", config: { roles: '[{"id":"reader","required":true}]' } },
        {
          name: "perm",
          type: "scope",
          logic: "POSITIVE",
          config: { resources: '["res"]', scopes: '["view"]', applyPolicies: '["pol"]' },
        },
      ],
    },
    protocolMappers: [
      {
        name: "hard",
        protocol: "openid-connect",
        protocolMapper: "oidc-hardcoded-claim-mapper",
        config: { "claim.name": "c", "claim.value": "v", "access.token.claim": "true" },
      },
    ],
  },
  { clientId: "saml", protocol: "saml" },
  { clientId: "front", publicClient: true, redirectUris: ["https://front.example/*"] },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference into a vault
  { clientId: "vaulted", secret: "${vault.secret}" },
];

const users = [
  {
    username: "ann",
    email: "ann@example.org",
    enabled: true,
    firstName: "Ann",
    lastName: "Ünal",
    attributes: { locale: ["de"] },
    credentials: [{ type: "password", value: "pass-word-1" }],
    realmRoles: ["reader"],
    clientRoles: { app: ["use"], account: ["view-profile"] },
    groups: ["/staff/night"],
    requiredActions: ["UPDATE_PASSWORD"],
    federatedIdentities: [{ identityProvider: "partner", userId: "1", userName: "ann1" }],
    clientConsents: [{ clientId: "front", grantedClientScopes: ["email"] }],
  },
  {
    username: "service-account-app",
    enabled: true,
    serviceAccountClientId: "app",
    realmRoles: ["reader"],
    clientRoles: { app: ["use"] },
    groups: ["/staff"],
    attributes: { team: ["blue"] },
  },
];

const everything = {
  enabled: true,
  displayName: "Everything",
  organizationsEnabled: true,
  internationalizationEnabled: true,
  supportedLocales: ["en", "de"],
  defaultLocale: "en",
  attributes: { mine: "1", frontendUrl: "" },
  smtpServer: { host: "mail", password: "smtp-secret", user: "u", auth: "true", from: "a@example.org" },
  adminPermissionsEnabled: true,
  otpPolicyDigits: 8,
  passwordPolicy: "length(8)",
  eventsEnabled: true,
  eventsExpiration: 100,
  enabledEventTypes: ["LOGIN"],
  adminEventsEnabled: true,
  localizationTexts: { de: { hello: "Hallo" } },
  roles: {
    realm: [
      { name: "reader", description: "May read", attributes: { level: ["1"] } },
      { name: "boss", composite: true, composites: { realm: ["reader"], client: { app: ["use"] } } },
    ],
    client: { app: [{ name: "use" }, { name: "all", composite: true, composites: { client: { app: ["use"] } } }] },
  },
  groups: [
    {
      name: "staff",
      attributes: { a: ["1", "2"] },
      realmRoles: ["reader"],
      clientRoles: { app: ["use"] },
      subGroups: [
        { name: "night", realmRoles: ["boss"], attributes: { b: ["2"] }, subGroups: [{ name: "first shift" }] },
      ],
    },
    { name: "guests" },
  ],
  defaultGroups: ["/guests"],
  clients,
  users,
  clientScopeMappings: { app: [{ client: "front", roles: ["use"] }] },
  scopeMappings: [{ client: "app", roles: ["reader"] }],
  identityProviders: [
    {
      alias: "partner",
      providerId: "oidc",
      enabled: true,
      config: {
        clientId: "c",
        clientSecret: "idp-secret",
        tokenUrl: "https://partner.example/t",
        authorizationUrl: "https://partner.example/a",
      },
    },
  ],
  identityProviderMappers: [
    {
      name: "m1",
      identityProviderAlias: "partner",
      identityProviderMapper: "hardcoded-user-session-attribute-idp-mapper",
      config: { attribute: "a", syncMode: "INHERIT" },
    },
  ],
  clientProfiles: {
    profiles: [
      {
        name: "strict",
        executors: [
          {
            executor: "secure-client-authenticator",
            configuration: { "allowed-client-authenticators": ["client-jwt"] },
          },
        ],
      },
    ],
  },
  clientPolicies: {
    policies: [
      {
        name: "for some",
        enabled: true,
        conditions: [{ condition: "client-roles", configuration: { roles: ["strict"] } }],
        profiles: ["strict"],
      },
    ],
  },
  organizations: [
    {
      name: "org",
      alias: "org",
      enabled: true,
      description: "A partner",
      attributes: { k: ["v"] },
      domains: [{ name: "example.org", verified: true }],
      members: [{ username: "ann", membershipType: "MANAGED" }],
      identityProviders: [{ alias: "partner" }],
    },
  ],
};

const directory = {
  vendor: ["other"],
  connectionUrl: ["ldap://127.0.0.1:1"],
  bindDn: ["cn=a"],
  bindCredential: ["ldap-secret"],
  usersDn: ["ou=p"],
  usernameLDAPAttribute: ["uid"],
  rdnLDAPAttribute: ["uid"],
  uuidLDAPAttribute: ["entryUUID"],
  userObjectClasses: ["person"],
  editMode: ["READ_ONLY"],
  enabled: ["false"],
  importEnabled: ["true"],
  priority: ["0"],
  authType: ["simple"],
};

/** Makes a realm that has something of everything in it, in a real Keycloak. */
export async function makeRealmWithEverything({ call, find }: Connection, realm: string): Promise<void> {
  await call("POST", "/", {}, { realm, ...everything });
  const flow = { realm, flow: "browser" };
  await call("POST", "/{realm}/authentication/flows/{flow}/copy", flow, { newName: "own browser" });
  type Executions = { readonly id: string; readonly providerId?: string }[];
  const executions = await find<Executions>("/{realm}/authentication/flows/{flow}/executions", {
    realm,
    flow: "own browser",
  });
  const { id = "" } = executions?.find(({ providerId }) => providerId === "identity-provider-redirector") ?? {};
  const config = { alias: "straight on", config: { defaultProvider: "partner" } };
  await call("POST", "/{realm}/authentication/executions/{id}/config", { realm, id }, config);
  await call("PUT", "/{realm}", { realm }, { browserFlow: "own browser" });
  const terms = { alias: "TERMS_AND_CONDITIONS", name: "Terms", providerId: "TERMS_AND_CONDITIONS" };
  const action = { ...terms, enabled: true, defaultAction: true, priority: 20, config: {} };
  await call("PUT", "/{realm}/authentication/required-actions/{alias}", { realm, alias: terms.alias }, action);
  const { id: parentId } = (await find<{ id: string }>("/{realm}", { realm })) ?? { id: "" };
  const ldap = { name: "ldap", providerId: "ldap", providerType: "org.keycloak.storage.UserStorageProvider", parentId };
  await call("POST", "/{realm}/components", { realm }, { ...ldap, config: directory });
  const profile = (await find<{ attributes: object[] }>("/{realm}/users/profile", { realm })) ?? { attributes: [] };
  const department = { name: "dept", permissions: { view: ["admin"], edit: ["admin"] }, multivalued: false };
  const attributes = [...profile.attributes, department];
  await call("PUT", "/{realm}/users/profile", { realm }, { ...profile, attributes });
}
