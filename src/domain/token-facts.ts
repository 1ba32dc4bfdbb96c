/** What changes from one token to the next: the clock, fresh ids, the caller and the session. */
export interface TokenFacts {
  readonly issuer: string;
  readonly nowSeconds: number;
  /** 128 random bits in UUID grouping, as Keycloak prints them. */
  newTokenId(): string;
  readonly session: SessionFacts;
  /** The grant in the two letters of the token id: `cc` client credentials, `rt` refresh, `ro` password. */
  readonly grantCode: "cc" | "rt" | "ro" | "na";
}

/** The session a token belongs to. A service account without refresh tokens has one that lasts as long as the request. */
export interface SessionFacts {
  /** Absent for a transient session: tokens of it carry no `sid`. */
  readonly id?: string;
  readonly kind: "transient" | "online" | "offline";
  readonly startedAtSeconds: number;
  /** Keycloak's session notes: clientHost, clientAddress, client_id, clientId, AUTH_TIME. */
  readonly notes: ReadonlyMap<string, string>;
}
