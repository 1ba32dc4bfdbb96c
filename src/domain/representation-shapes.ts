/**
 * How the values of a representation must look, so far as Tokenbench reads them. Fields that are not named here are kept
 * as they came and are nobody's business.
 */
export type Shape =
  | "text"
  | "boolean"
  | "integer"
  | "long"
  | "any"
  /** One text, or a list of them: read as a list. */
  | "texts"
  | { readonly list: Shape; readonly passesOverNull?: true }
  | { readonly map: Shape; readonly keepsNull?: true }
  | {
      readonly fields: Readonly<Record<string, Shape | (() => Shape)>>;
      readonly needs?: readonly string[];
      /** Set where a field that is not named is a mistake: what the caller calls the representation. */
      readonly closedAs?: string;
      readonly keepsNull?: true;
    };

const texts: Shape = { list: "text" };
const textMap: Shape = { map: "text" };
const textsMap: Shape = { map: texts };

const role: Shape = {
  fields: {
    id: "text",
    name: "text",
    description: "text",
    composite: "boolean",
    composites: { fields: { realm: texts, client: textsMap } },
    clientRole: "boolean",
    containerId: "text",
    attributes: textsMap,
  },
  needs: ["name"],
};

const group: Shape = {
  fields: {
    id: "text",
    name: "text",
    path: "text",
    attributes: textsMap,
    realmRoles: texts,
    clientRoles: textsMap,
    subGroups: () => ({ list: group }),
  },
  needs: ["name"],
};

const user: Shape = {
  fields: {
    id: "text",
    username: "text",
    email: "text",
    emailVerified: "boolean",
    firstName: "text",
    lastName: "text",
    attributes: textsMap,
    enabled: "boolean",
    createdTimestamp: "long",
    notBefore: "integer",
    serviceAccountClientId: "text",
    realmRoles: texts,
    clientRoles: textsMap,
    groups: texts,
  },
  needs: ["username"],
};

const mapper: Shape = {
  fields: {
    id: "text",
    name: "text",
    protocol: "text",
    protocolMapper: "text",
    consentRequired: "boolean",
    config: textMap,
  },
  needs: ["name", "protocolMapper"],
};

const clientShape: Shape = {
  fields: {
    id: "text",
    clientId: "text",
    name: "text",
    description: "text",
    rootUrl: "text",
    baseUrl: "text",
    enabled: "boolean",
    clientAuthenticatorType: "text",
    secret: "text",
    redirectUris: texts,
    webOrigins: texts,
    notBefore: "integer",
    bearerOnly: "boolean",
    consentRequired: "boolean",
    standardFlowEnabled: "boolean",
    directAccessGrantsEnabled: "boolean",
    serviceAccountsEnabled: "boolean",
    publicClient: "boolean",
    protocol: "text",
    attributes: textMap,
    fullScopeAllowed: "boolean",
    protocolMappers: { list: mapper },
    defaultClientScopes: texts,
    optionalClientScopes: texts,
  },
  needs: ["clientId"],
};

const clientScope: Shape = {
  fields: {
    id: "text",
    name: "text",
    description: "text",
    protocol: "text",
    attributes: textMap,
    protocolMappers: { list: mapper },
  },
  needs: ["name"],
};

const scopeMappings: Shape = { list: { fields: { client: "text", clientScope: "text", roles: texts } } };

const component: Shape = {
  fields: { id: "text", name: "text", providerId: "text", subType: "text", config: textsMap },
  needs: ["providerId"],
};

const seconds = Object.fromEntries(
  [
    "notBefore",
    "refreshTokenMaxReuse",
    "accessTokenLifespan",
    "ssoSessionIdleTimeout",
    "ssoSessionMaxLifespan",
    "clientSessionIdleTimeout",
    "clientSessionMaxLifespan",
    "offlineSessionIdleTimeout",
    "offlineSessionMaxLifespan",
    "clientOfflineSessionIdleTimeout",
    "clientOfflineSessionMaxLifespan",
  ].map((name) => [name, "integer" as const]),
);

const realmFields: Readonly<Record<string, Shape>> = {
  id: "text",
  realm: "text",
  displayName: "text",
  enabled: "boolean",
  sslRequired: "text",
  defaultSignatureAlgorithm: "text",
  revokeRefreshToken: "boolean",
  offlineSessionMaxLifespanEnabled: "boolean",
  organizationsEnabled: "boolean",
  ...seconds,
  attributes: textMap,
  defaultRole: role,
  roles: { fields: { realm: { list: role }, client: { map: { list: role } } } },
  groups: { list: group },
  users: { list: user },
  scopeMappings,
  clientScopeMappings: { map: scopeMappings },
  clients: { list: clientShape },
  clientScopes: { list: clientScope },
  defaultDefaultClientScopes: texts,
  defaultOptionalClientScopes: texts,
  components: { map: { list: component } },
  keycloakVersion: "text",
};

export const realmShape: Shape = { fields: realmFields, needs: ["realm"] };

/** What goes into a realm that is there already: any of the fields of one. */
export const realmPartsShape: Shape = { fields: realmFields };
