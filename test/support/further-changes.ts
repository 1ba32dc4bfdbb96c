import type { ClientRepresentation, RealmDocument } from "../../src/domain/realm-document.ts";

/** As Keycloak 26.7 exports the settings of a client that shares what it has with whoever may read. */
const AUTHORIZATION = {
  allowRemoteResourceManagement: true,
  policyEnforcementMode: "ENFORCING",
  resources: [
    {
      name: "Order",
      ownerManagedAccess: false,
      displayName: "An order",
      attributes: {},
      uris: ["/orders/*"],
      scopes: [{ name: "read" }],
    },
  ],
  policies: [
    {
      name: "Readers",
      description: "",
      type: "role",
      logic: "POSITIVE",
      decisionStrategy: "UNANIMOUS",
      config: { fetchRoles: "false", roles: '[{"id":"reader","required":false}]' },
    },
    {
      name: "Billing",
      description: "",
      type: "client",
      logic: "POSITIVE",
      decisionStrategy: "UNANIMOUS",
      config: { clients: '["billing"]' },
    },
    {
      name: "Reading",
      description: "",
      type: "scope",
      logic: "POSITIVE",
      decisionStrategy: "AFFIRMATIVE",
      config: { scopes: '["read"]', applyPolicies: '["Readers"]' },
    },
  ],
  scopes: [{ name: "read", displayName: "Read" }],
  decisionStrategy: "UNANIMOUS",
};

const withClient = (document: RealmDocument, clientId: string, change: object): RealmDocument => ({
  ...document,
  clients: (document.clients ?? []).map(
    (each): ClientRepresentation => (each.clientId === clientId ? { ...each, ...change } : each),
  ),
});

/** What service accounts lean on beside clients, roles and scopes; takes the flows of `there`, by ids of its own. */
export function withFurtherChanges(document: RealmDocument, there: RealmDocument): RealmDocument {
  const { authenticationFlows = [] } = there as { readonly authenticationFlows?: readonly { alias: string }[] };
  const flows = authenticationFlows.map((flow) => ({ ...flow, id: `own id of ${flow.alias}` }));
  const { orders = [], ...others } = document.roles?.client ?? {};
  const changed = {
    ...document,
    roles: { ...document.roles, client: { ...others, orders: [...orders, { name: "uma_protection" }] } },
    users: (document.users ?? []).map((user) =>
      user.serviceAccountClientId === "orders"
        ? { ...user, clientRoles: { ...user.clientRoles, orders: ["uma_protection"] } }
        : user,
    ),
    internationalizationEnabled: true,
    supportedLocales: ["en", "de"],
    localizationTexts: { en: { greeting: "Hello", farewell: "Bye" }, de: { greeting: "Hallo" } },
    defaultGroups: ["/staff"],
    groups: (document.groups ?? []).map((group) => ({ ...group, clientRoles: { orders: ["view"] } })),
    clientProfiles: {
      profiles: [{ name: "strict", description: "", executors: [{ executor: "secure-session", configuration: {} }] }],
    },
    authenticationFlows: flows,
  };
  const authorization = { authorizationServicesEnabled: true, authorizationSettings: AUTHORIZATION };
  const overrides = { authenticationFlowBindingOverrides: { direct_grant: "own id of direct grant" } };
  return withClient(withClient(changed, "orders", authorization), "billing", overrides);
}
