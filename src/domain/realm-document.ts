/**
 * A realm as it is stored, edited and exported: Keycloak's RealmRepresentation, as `kc.sh export` writes it.
 *
 * Only the fields that Tokenbench acts upon have a type here; all others are kept as they came, because edits copy what
 * they do not change. Immutable: an edit makes new objects along its path and shares the rest, so the identity of a part
 * tells whether it changed. Times without a unit in their name are whole seconds, as in Keycloak.
 */
export interface RealmDocument {
  readonly id: string;
  readonly realm: string;
  readonly displayName?: string;
  readonly enabled?: boolean;
  /** Tokens issued before this epoch second are not accepted. */
  readonly notBefore?: number;
  readonly sslRequired?: string;
  readonly defaultSignatureAlgorithm?: string;
  readonly revokeRefreshToken?: boolean;
  readonly refreshTokenMaxReuse?: number;
  readonly accessTokenLifespan?: number;
  readonly ssoSessionIdleTimeout?: number;
  readonly ssoSessionMaxLifespan?: number;
  readonly clientSessionIdleTimeout?: number;
  readonly clientSessionMaxLifespan?: number;
  readonly offlineSessionIdleTimeout?: number;
  readonly offlineSessionMaxLifespanEnabled?: boolean;
  readonly organizationsEnabled?: boolean;
  readonly offlineSessionMaxLifespan?: number;
  readonly clientOfflineSessionIdleTimeout?: number;
  readonly clientOfflineSessionMaxLifespan?: number;
  readonly eventsEnabled?: boolean;
  readonly eventsExpiration?: number;
  readonly eventsListeners?: readonly string[];
  readonly enabledEventTypes?: readonly string[];
  readonly adminEventsEnabled?: boolean;
  readonly adminEventsDetailsEnabled?: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly defaultRole?: RoleRepresentation;
  readonly roles?: RolesRepresentation;
  readonly groups?: readonly GroupRepresentation[];
  readonly users?: readonly UserRepresentation[];
  readonly scopeMappings?: readonly ScopeMappingRepresentation[];
  /** Scope mappings of client roles; the key is the clientId of the roles' owner. */
  readonly clientScopeMappings?: Readonly<Record<string, readonly ScopeMappingRepresentation[]>>;
  readonly clients?: readonly ClientRepresentation[];
  readonly clientScopes?: readonly ClientScopeRepresentation[];
  readonly defaultDefaultClientScopes?: readonly string[];
  readonly defaultOptionalClientScopes?: readonly string[];
  readonly components?: Readonly<Record<string, readonly ComponentRepresentation[]>>;
  readonly keycloakVersion?: string;
}

export interface RolesRepresentation {
  readonly realm?: readonly RoleRepresentation[];
  /** Client roles by the clientId of their owner. */
  readonly client?: Readonly<Record<string, readonly RoleRepresentation[]>>;
}

export interface RoleRepresentation {
  readonly id?: string;
  readonly name: string;
  readonly description?: string;
  readonly composite?: boolean;
  readonly composites?: {
    readonly realm?: readonly string[];
    readonly client?: Readonly<Record<string, readonly string[]>>;
  };
  readonly clientRole?: boolean;
  /** The id of the realm, or of the client that owns the role. */
  readonly containerId?: string;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

export interface GroupRepresentation {
  readonly id?: string;
  readonly name: string;
  readonly path?: string;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly realmRoles?: readonly string[];
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
  readonly subGroups?: readonly GroupRepresentation[];
}

export interface UserRepresentation {
  readonly id?: string;
  readonly username: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly enabled?: boolean;
  /** Milliseconds since 1970, as in Keycloak. */
  readonly createdTimestamp?: number;
  readonly notBefore?: number;
  /** The clientId of the client whose service account this user is. */
  readonly serviceAccountClientId?: string;
  readonly realmRoles?: readonly string[];
  /** Names of client roles by the clientId of their owner. */
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
  /** Paths of groups. */
  readonly groups?: readonly string[];
}

/** Roles that one client or client scope lets through into tokens; grants nothing by itself. */
export interface ScopeMappingRepresentation {
  /** A clientId. */
  readonly client?: string;
  /** The name of a client scope. */
  readonly clientScope?: string;
  readonly roles?: readonly string[];
}

export interface ClientRepresentation {
  readonly id: string;
  readonly clientId: string;
  readonly name?: string;
  readonly description?: string;
  readonly rootUrl?: string;
  readonly baseUrl?: string;
  readonly adminUrl?: string;
  readonly enabled?: boolean;
  readonly clientAuthenticatorType?: string;
  readonly secret?: string;
  readonly redirectUris?: readonly string[];
  readonly webOrigins?: readonly string[];
  readonly notBefore?: number;
  readonly bearerOnly?: boolean;
  readonly consentRequired?: boolean;
  readonly standardFlowEnabled?: boolean;
  readonly implicitFlowEnabled?: boolean;
  readonly directAccessGrantsEnabled?: boolean;
  readonly frontchannelLogout?: boolean;
  readonly serviceAccountsEnabled?: boolean;
  /** Kept and shown; nothing here acts on authorization settings. */
  readonly authorizationServicesEnabled?: boolean;
  readonly authenticationFlowBindingOverrides?: Readonly<Record<string, string>>;
  readonly publicClient?: boolean;
  readonly protocol?: string;
  /** Keycloak's client attributes, all text; never a plain look-up by a name from outside. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly fullScopeAllowed?: boolean;
  readonly protocolMappers?: readonly ProtocolMapperRepresentation[];
  /** Names of client scopes. */
  readonly defaultClientScopes?: readonly string[];
  readonly optionalClientScopes?: readonly string[];
}

export interface ClientScopeRepresentation {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly protocol?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly protocolMappers?: readonly ProtocolMapperRepresentation[];
}

export interface ProtocolMapperRepresentation {
  readonly id?: string;
  readonly name: string;
  readonly protocol?: string;
  readonly protocolMapper: string;
  readonly consentRequired?: boolean;
  readonly config?: Readonly<Record<string, string>>;
}

export interface ComponentRepresentation {
  readonly id?: string;
  readonly name?: string;
  readonly providerId: string;
  readonly subType?: string;
  readonly subComponents?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, readonly string[]>>;
}

/** Where a realm's key providers stand among its components. */
export const KEY_PROVIDER_TYPE = "org.keycloak.keys.KeyProvider";
