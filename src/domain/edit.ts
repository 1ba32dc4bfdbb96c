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
  | { readonly type: "assignRole"; readonly client: string; readonly role: string }
  | { readonly type: "unassignRole"; readonly client: string; readonly role: string }
  | { readonly type: "addScopeMapping"; readonly to: ScopeMappingTarget; readonly role: string }
  | { readonly type: "removeScopeMapping"; readonly to: ScopeMappingTarget; readonly role: string }
  | {
      readonly type: "assignClientScope";
      readonly client: string;
      readonly clientScope: string;
      readonly as: ClientScopeAssignment;
    };

export type ClientScopeAssignment = "default" | "optional" | "none";

/** A client's dedicated scope, or a client scope. */
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
