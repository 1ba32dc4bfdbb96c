/** What a realm consists of, as people name it. */
export type PartKind =
  | "realm"
  | "realmRole"
  | "clientRole"
  | "clientScope"
  | "client"
  | "protocolMapper"
  | "serviceAccount"
  | "group"
  | "user"
  | "component"
  | "identityProvider"
  | "identityProviderMapper"
  | "authenticationFlow"
  | "authenticatorConfig"
  | "requiredAction"
  | "organization"
  | "userFederation"
  | "userFederationMapper";

/** The client that owns a role or a mapper (by its clientId), or the client scope that owns a mapper (by its name). */
export type PartOwner = { readonly client: string } | { readonly clientScope: string };

export type JsonObject = Readonly<Record<string, unknown>>;

/** One thing of a realm, known by its name: internal ids say nothing about whether two realms are alike. */
export interface RealmPart {
  readonly kind: PartKind;
  readonly name: string;
  readonly owner?: PartOwner;
  /** Its fields; what it refers to by name, in whichever place an export has it, is among them. */
  readonly value: JsonObject;
}

/** The same for the same thing in two realms. */
export const partKey = ({ kind, name, owner }: Pick<RealmPart, "kind" | "name" | "owner">): string =>
  JSON.stringify([kind, name, owner ?? null]);
