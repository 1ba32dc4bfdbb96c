import type { PartOwner } from "../comparison/part.ts";
import type {
  ClientRepresentation,
  ClientScopeRepresentation,
  ProtocolMapperRepresentation,
  RealmDocument,
  RoleRepresentation,
  UserRepresentation,
} from "../realm-document.ts";
import type { RoleChanges, RoleName } from "./role-names.ts";

/** Fields of a representation as they are sent; those that are not named stay as they are there. */
export type Settings = Readonly<Record<string, unknown>>;

/** What of the fields sent is not there already: some are sent only because leaving them out would take them away. */
interface ChangedFields {
  /** `fullScopeAllowed`, `attributes.access.token.lifespan` */
  readonly fields: readonly string[];
}

/** A client scope in one of the two lists of a client or a realm. */
export interface ListedScope {
  readonly name: string;
  readonly list: "default" | "optional";
}

export interface ScopeListChanges {
  readonly assign: readonly ListedScope[];
  readonly remove: readonly ListedScope[];
}

/**
 * One change of a live realm. Plain JSON; refers to everything by name, because ids differ from server to server. Holds
 * secrets where it sets them: what people see of a step is `describeStep`.
 */
export type PushStep =
  | { readonly type: "createRealm"; readonly document: RealmDocument }
  | ({ readonly type: "updateRealm"; readonly settings: Settings } & ChangedFields)
  | { readonly type: "createRole"; readonly role: RoleName; readonly representation: Partial<RoleRepresentation> }
  | ({
      readonly type: "updateRole";
      readonly role: RoleName;
      readonly representation: Partial<RoleRepresentation>;
    } & ChangedFields)
  | { readonly type: "deleteRole"; readonly role: RoleName }
  | ({ readonly type: "changeComposites"; readonly role: RoleName } & RoleChanges)
  | { readonly type: "createClientScope"; readonly clientScope: Partial<ClientScopeRepresentation> }
  | ({ readonly type: "updateClientScope"; readonly name: string; readonly settings: Settings } & ChangedFields)
  | { readonly type: "deleteClientScope"; readonly name: string }
  | ({ readonly type: "changeRealmClientScopes" } & ScopeListChanges)
  | { readonly type: "createClient"; readonly client: Partial<ClientRepresentation> & { readonly clientId: string } }
  | ({ readonly type: "updateClient"; readonly clientId: string; readonly settings: Settings } & ChangedFields)
  | { readonly type: "deleteClient"; readonly clientId: string }
  | ({ readonly type: "changeClientScopes"; readonly clientId: string } & ScopeListChanges)
  | ({ readonly type: "changeScopeMappings"; readonly owner: PartOwner } & RoleChanges)
  | { readonly type: "createMapper"; readonly owner: PartOwner; readonly mapper: ProtocolMapperRepresentation }
  | { readonly type: "updateMapper"; readonly owner: PartOwner; readonly mapper: ProtocolMapperRepresentation }
  | { readonly type: "deleteMapper"; readonly owner: PartOwner; readonly name: string }
  /** The flows that a client has in place of the realm's, by their names; an empty one takes the client's away. */
  | {
      readonly type: "changeFlowOverrides";
      readonly clientId: string;
      readonly flows: Readonly<Record<string, string>>;
    }
  | { readonly type: "importAuthorization"; readonly clientId: string; readonly settings: Settings }
  | ({ readonly type: "changeGroupRoles"; readonly path: string } & RoleChanges)
  /** Paths of groups. */
  | { readonly type: "changeDefaultGroups"; readonly assign: readonly string[]; readonly remove: readonly string[] }
  | {
      readonly type: "changeTexts";
      readonly locale: string;
      readonly set: Readonly<Record<string, string>>;
      readonly remove: readonly string[];
    }
  /** Switches it on as well. */
  | {
      readonly type: "createServiceAccount";
      readonly clientId: string;
      readonly user: UserRepresentation;
      /** Whether the client has the client scope that Keycloak assigns with a service account. */
      readonly hasScope: boolean;
    }
  | ({
      readonly type: "updateServiceAccount";
      readonly clientId: string;
      readonly user: Partial<UserRepresentation>;
    } & ChangedFields)
  | ({ readonly type: "changeServiceAccountRoles"; readonly clientId: string } & RoleChanges)
  | {
      readonly type: "changeServiceAccountGroups";
      readonly clientId: string;
      /** Paths of groups. */
      readonly join: readonly string[];
      readonly leave: readonly string[];
    };
