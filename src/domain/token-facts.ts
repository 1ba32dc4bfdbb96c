/** What changes from one token to the next: the clock, fresh ids, the caller and the session. */
export interface TokenFacts {
  readonly issuer: string;
  readonly nowSeconds: number;
  /** 128 random bits in UUID grouping, as Keycloak prints them. */
  newTokenId(): string;
  readonly session: SessionFacts;
  /** Absent: whoever holds the token may use it. */
  readonly confirmation?: Confirmation | undefined;
  /** The grant in the two letters of the token id: `cc` client credentials, `rt` refresh, `ro` password, `te` exchange. */
  readonly grantCode: "cc" | "rt" | "ro" | "te" | "na";
  /** The clients that an exchange asked for as audience: the token is cut down to them. */
  readonly audience?: readonly string[];
}

/** The key a token is bound to (RFC 7800 `cnf`): of a DPoP proof (RFC 9449), or of a client certificate (RFC 8705). */
export type Confirmation =
  | { readonly jkt: string; readonly "kc-jkt-type": "DPoP" }
  | { readonly "x5t#S256": string; readonly [PROVED]?: true };

/** Marks that a DPoP proof came along with the certificate: only the certificate binds, and the type is DPoP (recorded). Never written. */
export const PROVED: unique symbol = Symbol("a DPoP proof came along");

/** The session a token belongs to. A service account without refresh tokens has one that lasts as long as the request. */
export interface SessionFacts {
  /** Absent for a transient session: tokens of it carry no `sid`. */
  readonly id?: string;
  readonly kind: "transient" | "online" | "offline";
  readonly startedAtSeconds: number;
  /** Set where the client takes no part in the session: a token exchanged for it names the session and leaves nothing there. */
  readonly guestSinceSeconds?: number;
  /** Stands in for `id` where a mapper writes the id of a session that is not kept. */
  readonly passingId?: string;
  /** Keycloak's session notes: clientHost, clientAddress, client_id, clientId, AUTH_TIME. */
  readonly notes: ReadonlyMap<string, string>;
}
