import type { AttachedClientScope, ClientPage, RoleSummary } from "../../src/contract/index.ts";

export const aRole = (id: string, stated: Partial<RoleSummary> = {}): RoleSummary => ({
  id,
  name: id,
  description: "",
  members: [],
  includes: [],
  builtIn: false,
  ...stated,
});

export const aClientScope = (id: string, stated: Partial<AttachedClientScope> = {}): AttachedClientScope => ({
  id,
  name: id,
  description: "",
  assignment: "none",
  includeInTokenScope: true,
  scopeMappings: [],
  mapperNames: [],
  builtIn: false,
  ...stated,
});

type Stated = Partial<Omit<ClientPage, "client" | "serviceAccount">> & {
  readonly client?: Partial<ClientPage["client"]>;
  /** The roles assigned; null for a client without a service account. */
  readonly assigned?: readonly string[] | null;
};

/** The page of the confidential client "orders" with a service account; a test states only what it is about. */
export function aClientPage({ client, assigned = [], ...stated }: Stated = {}): ClientPage {
  return {
    revision: 7,
    client: {
      id: "orders-id",
      clientId: "orders",
      name: "",
      description: "",
      enabled: true,
      publicClient: false,
      bearerOnly: false,
      serviceAccountsEnabled: assigned !== null,
      fullScopeAllowed: true,
      standardFlowEnabled: false,
      implicitFlowEnabled: false,
      directAccessGrantsEnabled: false,
      consentRequired: false,
      frontchannelLogout: false,
      rootUrl: "",
      baseUrl: "",
      adminUrl: "",
      redirectUris: [],
      webOrigins: [],
      notBefore: 0,
      clientAuthenticatorType: "client-secret",
      hasSecret: true,
      secretCreatedAtSeconds: null,
      builtIn: false,
      attributes: {},
      ...client,
    },
    serviceAccount:
      assigned === null
        ? null
        : {
            userId: "user-id",
            username: "service-account-orders",
            enabled: true,
            assignedRoles: assigned,
            attributes: {},
          },
    mappers: [],
    keys: {
      from: "none",
      jwksUrl: null,
      jwks: [],
      certificate: null,
      publicKeyKid: null,
      hasPrivateKey: false,
      problem: null,
    },
    sessionCount: 0,
    scopeMappings: [],
    clientScopes: [],
    roles: [],
    authenticators: [
      { id: "client-secret", displayName: "Client Id and Secret" },
      { id: "client-jwt", displayName: "Signed JWT" },
    ],
    realmDefaults: { accessTokenLifespanSeconds: 300, signatureAlgorithm: "RS256", sessionSeconds: {} },
    ...stated,
  };
}
