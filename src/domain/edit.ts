/**
 * What can be changed in a realm, as plain JSON, so that a form, a mending button, the preview and the Admin REST API
 * all ask in the same words. Everything is referred to by its internal id; new things bring theirs along.
 */
export type Edit =
  | CreateClient
  | UpdateClient
  | { readonly type: "removeClient"; readonly client: string }
  | { readonly type: "regenerateClientSecret"; readonly client: string }
  | CreateRole
  | { readonly type: "updateRole"; readonly role: string; readonly settings: RoleSettings }
  | { readonly type: "removeRole"; readonly role: string }
  | { readonly type: "addComposite"; readonly role: string; readonly member: string }
  | { readonly type: "removeComposite"; readonly role: string; readonly member: string }
  | { readonly type: "assignRole"; readonly client: string; readonly role: string }
  | { readonly type: "unassignRole"; readonly client: string; readonly role: string }
  | { readonly type: "addScopeMapping"; readonly to: ScopeMappingTarget; readonly role: string }
  | { readonly type: "removeScopeMapping"; readonly to: ScopeMappingTarget; readonly role: string }
  | {
      readonly type: "assignClientScope";
      readonly client: string;
      readonly clientScope: string;
      readonly as: ClientScopeAssignment;
    }
  | CreateClientScope
  | { readonly type: "updateClientScope"; readonly clientScope: string; readonly settings: ClientScopeSettings }
  | { readonly type: "removeClientScope"; readonly clientScope: string }
  | AssignRealmClientScope
  | CreateMapper
  | UpdateMapper
  | { readonly type: "removeMapper"; readonly to: ScopeMappingTarget; readonly mapper: string }
  | { readonly type: "updateServiceAccount"; readonly client: string; readonly settings: ServiceAccountSettings }
  | { readonly type: "updateRealm"; readonly settings: RealmSettings };

/** The edit of that type. */
export type EditOf<Type extends Edit["type"]> = Extract<Edit, { readonly type: Type }>;

export type ClientScopeAssignment = "default" | "optional" | "none";

/** A client's dedicated scope, or a client scope: what roles are let through for, and what mappers belong to. */
export type ScopeMappingTarget = { readonly client: string } | { readonly clientScope: string };

/** The settings of a client that a form can change. `null` as an attribute's value removes the attribute. */
export interface ClientSettings {
  readonly clientId?: string;
  readonly name?: string;
  readonly description?: string;
  readonly enabled?: boolean;
  readonly publicClient?: boolean;
  readonly serviceAccountsEnabled?: boolean;
  /** The id of an authenticator: `client-secret`, `client-jwt` … */
  readonly clientAuthenticatorType?: string;
  readonly fullScopeAllowed?: boolean;
  readonly standardFlowEnabled?: boolean;
  readonly implicitFlowEnabled?: boolean;
  readonly directAccessGrantsEnabled?: boolean;
  readonly consentRequired?: boolean;
  readonly frontchannelLogout?: boolean;
  readonly rootUrl?: string;
  readonly baseUrl?: string;
  readonly adminUrl?: string;
  readonly redirectUris?: readonly string[];
  readonly webOrigins?: readonly string[];
  /** Tokens issued before this epoch second are not accepted; 0: none of them. */
  readonly notBefore?: number;
  readonly attributes?: Readonly<Record<string, string | null>>;
}

export interface CreateClient {
  readonly type: "createClient";
  readonly id: string;
  readonly settings: ClientSettings & { readonly clientId: string };
}

export interface UpdateClient {
  readonly type: "updateClient";
  readonly client: string;
  readonly settings: ClientSettings;
}

/** A realm role, or a client role when `owner` (the id of a client) is given. */
export interface CreateRole {
  readonly type: "createRole";
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly owner?: string;
}

/** Settings that are absent stay. An empty description is none; `null` as an attribute's value removes the attribute. */
export interface RoleSettings {
  readonly name?: string;
  readonly description?: string;
  readonly attributes?: Readonly<Record<string, readonly string[] | null>>;
}

export interface ClientScopeSettings {
  readonly name?: string;
  readonly description?: string;
  readonly attributes?: Readonly<Record<string, string | null>>;
}

/** A client scope for OpenID Connect. */
export interface CreateClientScope {
  readonly type: "createClientScope";
  readonly id: string;
  readonly settings: ClientScopeSettings & { readonly name: string };
}

/** How clients get a client scope that are made from now on. */
export interface AssignRealmClientScope {
  readonly type: "assignRealmClientScope";
  readonly clientScope: string;
  readonly as: ClientScopeAssignment;
}

export interface CreateMapper {
  readonly type: "createMapper";
  readonly id: string;
  readonly to: ScopeMappingTarget;
  readonly name: string;
  /** The id of its type: `oidc-audience-mapper` … */
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}

export interface UpdateMapper {
  readonly type: "updateMapper";
  readonly to: ScopeMappingTarget;
  readonly mapper: string;
  readonly name?: string;
  /** The whole configuration, in the place of what was there. */
  readonly config?: Readonly<Record<string, string>>;
}

export interface ServiceAccountSettings {
  readonly enabled?: boolean;
  /** `null` removes an attribute. */
  readonly attributes?: Readonly<Record<string, readonly string[] | null>>;
}

/** The settings of a realm that are acted upon here; times are whole seconds. `null` as an attribute's value removes the attribute. */
export interface RealmSettings {
  readonly displayName?: string;
  readonly enabled?: boolean;
  readonly sslRequired?: "all" | "external" | "none";
  /** An epoch second. */
  readonly notBefore?: number;
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
  readonly offlineSessionMaxLifespan?: number;
  readonly clientOfflineSessionIdleTimeout?: number;
  readonly clientOfflineSessionMaxLifespan?: number;
  readonly eventsEnabled?: boolean;
  readonly eventsExpiration?: number;
  readonly enabledEventTypes?: readonly string[];
  readonly adminEventsEnabled?: boolean;
  readonly adminEventsDetailsEnabled?: boolean;
  readonly attributes?: Readonly<Record<string, string | null>>;
}
