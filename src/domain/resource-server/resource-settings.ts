/** What the resource server of a realm asks of a token, as `workbench.json` has it. */
export interface ResourceServerSettings {
  readonly enabled: boolean;
  /** Absent: the realm itself. */
  readonly issuer?: string;
  /** Its own name in `aud`; absent: the audience is not judged. */
  readonly audience?: string;
  /** All of them are needed, and all of the roles. */
  readonly scopes: readonly string[];
  readonly realmRoles: readonly string[];
  /** By the clientId of their owner. */
  readonly clientRoles: Readonly<Record<string, readonly string[]>>;
  /** How it knows that a token is good: by its signature, or by asking the issuer (RFC 7662). */
  readonly verification: "signature" | "introspection";
  /** The clientId of the client of the realm that it asks as. */
  readonly introspectAs?: string;
}

/** Before anybody set anything. */
export const freshResourceServer: ResourceServerSettings = {
  enabled: false,
  scopes: [],
  realmRoles: [],
  clientRoles: {},
  verification: "signature",
};
