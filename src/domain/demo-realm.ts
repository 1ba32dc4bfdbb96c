import type { PartialRealm } from "./complete-realm.ts";
import { newRealmTemplate } from "./new-realm.ts";
import type {
  ClientRepresentation,
  ClientScopeRepresentation,
  ProtocolMapperRepresentation,
} from "./realm-document.ts";

export const DEMO = "demo";

const serviceAccount = (clientId: string, more: Partial<ClientRepresentation>): ClientRepresentation =>
  ({
    clientId,
    publicClient: false,
    serviceAccountsEnabled: true,
    standardFlowEnabled: false,
    directAccessGrantsEnabled: false,
    ...more,
  }) as ClientRepresentation;

const hardcodedClaim = (name: string, value: string): ProtocolMapperRepresentation => ({
  name,
  protocol: "openid-connect",
  protocolMapper: "oidc-hardcoded-claim-mapper",
  consentRequired: false,
  config: {
    "claim.name": name,
    "claim.value": value,
    "jsonType.label": "String",
    "access.token.claim": "true",
    "introspection.token.claim": "true",
  },
});

const user = (clientId: string, realmRoles: string[], clientRoles: Record<string, string[]> = {}) => ({
  username: `service-account-${clientId}`,
  enabled: true,
  serviceAccountClientId: clientId,
  realmRoles,
  clientRoles,
});

/** Settings of the documented example of 2016; `tokenbench.id_token.without.openid` is ours, the others are Keycloak's. */
const OF_THE_EXAMPLE = {
  "client_credentials.use_refresh_token": "true",
  "token.response.type.bearer.lower-case": "true",
  "access.token.lifespan": "60",
  "client.session.idle.timeout": "600",
  "tokenbench.id_token.without.openid": "true",
};

const withServiceAccountScope = ["web-origins", "service_account", "acr", "roles", "profile", "basic", "email"];

/**
 * The realm that a new workspace starts with, enough for a first lesson: the documented example client, a modern service
 * account, a resource server with roles, a composite, a default and an optional client scope, and a client whose role
 * does not reach the token because full scope is off. It holds no administration roles and no web origins.
 */
export function demoRealm(): PartialRealm {
  const template = newRealmTemplate(DEMO);
  const { clientScopes = [], scopeMappings = [], clientScopeMappings = {} } = template;
  const { defaultDefaultClientScopes = [], defaultOptionalClientScopes = [] } = template;
  return {
    realm: DEMO,
    displayName: "Demo",
    enabled: true,
    roles: { realm: demoRealmRoles, client: { "inventory-api": inventoryRoles } },
    clients: demoClients,
    users: [
      user("product-sa-client", ["default-roles-demo", "user"]),
      user("orders-service", ["default-roles-demo", "order-manager"], { "inventory-api": ["write"] }),
      user("reports-service", ["default-roles-demo", "user", "report-reader"]),
    ],
    clientScopes: [...clientScopes, ...demoClientScopes],
    defaultDefaultClientScopes,
    defaultOptionalClientScopes,
    scopeMappings,
    clientScopeMappings: {
      ...clientScopeMappings,
      "inventory-api": [
        { clientScope: "inventory-read", roles: ["read"] },
        { clientScope: "inventory-write", roles: ["write"] },
      ],
    },
  };
}

const demoClients = [
  serviceAccount("product-sa-client", {
    name: "The documented example",
    secret: "password",
    attributes: OF_THE_EXAMPLE,
    defaultClientScopes: withServiceAccountScope,
    optionalClientScopes: ["offline_access"],
  }),
  serviceAccount("orders-service", {
    name: "A modern service account",
    defaultClientScopes: [...withServiceAccountScope, "inventory-read"],
    optionalClientScopes: ["inventory-write", "offline_access"],
  }),
  serviceAccount("inventory-api", {
    name: "A resource server with roles",
    serviceAccountsEnabled: false,
    fullScopeAllowed: false,
  }),
  serviceAccount("reports-service", {
    name: "Full scope off: its role stays out",
    fullScopeAllowed: false,
    defaultClientScopes: withServiceAccountScope,
    optionalClientScopes: [],
  }),
];

const demoRealmRoles = [
  { name: "user", description: "Anyone who may use the shop" },
  { name: "order-reader", description: "May read orders" },
  { name: "order-writer", description: "May change orders" },
  {
    name: "order-manager",
    description: "A composite: brings order-reader and order-writer along",
    composite: true,
    composites: { realm: ["order-reader", "order-writer"] },
  },
  { name: "report-reader", description: "May read reports" },
];

const inventoryRoles = [
  { name: "read", description: "May see what is in stock" },
  {
    name: "write",
    description: "May change the stock",
    composite: true,
    composites: { client: { "inventory-api": ["read"] } },
  },
];

const clientScope = (name: string, description: string, mapper: ProtocolMapperRepresentation) =>
  ({
    name,
    description,
    protocol: "openid-connect",
    attributes: { "include.in.token.scope": "true", "display.on.consent.screen": "true" },
    protocolMappers: [mapper],
  }) as unknown as ClientScopeRepresentation; // its id comes with completion

const demoClientScopes = [
  clientScope(
    "inventory-read",
    "Default for orders-service: says which warehouse, and lets the role read of inventory-api through",
    hardcodedClaim("warehouse", "north"),
  ),
  clientScope(
    "inventory-write",
    "Optional for orders-service: ask for it with scope=inventory-write",
    hardcodedClaim("stock_access", "write"),
  ),
];
