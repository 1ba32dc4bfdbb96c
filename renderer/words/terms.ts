/** A term of the forms: what it means in a sentence or two, and where it is written down. */
interface TermWords {
  readonly title: string;
  readonly text: string;
  /** An RFC's section, or a page of Keycloak's Server Administration Guide. */
  readonly reference: string;
}

const guide = (page: string): string => `Keycloak Server Administration Guide, “${page}”`;

const terms = {
  clientAuthentication: {
    title: "Client authentication",
    text: "On, the client is confidential: it proves who it is at the token endpoint, by a secret, a key or a certificate. Off, it is public and gets no token of its own. Older consoles say Access Type.",
    reference: "RFC 6749 §2.1, §2.3",
  },
  serviceAccountRoles: {
    title: "Service account roles",
    text: "Lets the client ask for tokens for itself, by the client credentials grant. It then has a service account: a user of its own, whose roles the token carries. Older consoles say Service Accounts Enabled.",
    reference: `RFC 6749 §4.4; ${guide("Using a service account")}`,
  },
  accessTokenLifespan: {
    title: "Access Token Lifespan",
    text: "The seconds between iat and exp of an access token. Tokens that are issued already keep theirs.",
    reference: `RFC 9068 §2.2; ${guide("Session and token timeouts")}`,
  },
  refreshTokens: {
    title: "Refresh tokens for client credentials",
    text: "RFC 6749 says that this grant should issue none, as the client can ask again at any time. On, there is one all the same, and a session with it.",
    reference: "RFC 6749 §4.4.3, §6",
  },
  clientAuthenticator: {
    title: "Client Authenticator",
    text: "How a confidential client proves itself. Id and secret are sent as they are; a Signed JWT is an assertion that is good once and for a short time; with X509 the TLS connection proves the client.",
    reference: "RFC 6749 §2.3.1; RFC 7523 §2.2; RFC 8705 §2",
  },
  jwks: {
    title: "JWKS",
    text: "A set of public keys as JSON, each with a name (kid). The realm checks the client's signed assertions with them; the private halves stay with the client.",
    reference: "RFC 7517 §5; RFC 7523 §3",
  },
  fullScopeAllowed: {
    title: "Full scope allowed",
    text: "On, every role that the service account holds goes into the token. Off, only those that the client or one of its client scopes lets through as well: the token has what is in both.",
    reference: guide("Role scope mappings"),
  },
  assignedType: {
    title: "Client scope: Default and Optional",
    text: "A client scope is a bundle of mappers and roles let through. Default: it takes part in every token of the client. Optional: only when its name is in the scope parameter of the request.",
    reference: `RFC 6749 §3.3; ${guide("Client scopes")}`,
  },
  includeInTokenScope: {
    title: "Include in token scope",
    text: "Whether the name of this client scope stands in the scope claim of the token. Its mappers and roles take part in any case.",
    reference: `RFC 9068 §2.2.3; ${guide("Client scopes")}`,
  },
  mapper: {
    title: "Mapper",
    text: "A rule that writes one claim into tokens, or several: from a role, an attribute, a fixed value. A client's own mappers are in its dedicated scope.",
    reference: guide("OIDC token and SAML assertion mappings"),
  },
  audience: {
    title: "Audience",
    text: "aud names the services that a token is meant for; a service refuses a token that does not name it. Keycloak puts in what an audience mapper says, and the clients whose roles the token has.",
    reference: `RFC 9068 §2.2; RFC 7519 §4.1.3; ${guide("Audience support")}`,
  },
  composite: {
    title: "Composite role",
    text: "A role that brings other roles along: who holds it holds those too, at any depth. Keycloak calls them associated roles.",
    reference: guide("Converting a role to a composite role"),
  },
  dpop: {
    title: "DPoP",
    text: "The client proves with each request that it has a key. The token is bound to that key (cnf.jkt), so a stolen one is of no use.",
    reference: "RFC 9449 §5, §6",
  },
  certificateBound: {
    title: "Certificate-bound token",
    text: "The token names the client's TLS certificate by its hash (cnf.x5t#S256), and counts only on a connection with that certificate.",
    reference: "RFC 8705 §3",
  },
  lightweight: {
    title: "Lightweight access token",
    text: "A token with few claims, so that it stays small and tells little. A service asks the introspection endpoint for the rest.",
    reference: `RFC 7662 §2; ${guide("Using lightweight access token")}`,
  },
  accessTokenType: {
    title: "at+jwt",
    text: "The typ in the header of a token that follows the JWT profile for access tokens, so that no ID token is taken for one.",
    reference: "RFC 9068 §2.1",
  },
} as const satisfies Readonly<Record<string, TermWords>>;

export type TermName = keyof typeof terms;

export const termWords = {
  of: terms as Readonly<Record<TermName, TermWords>>,
  explained: (title: string) => `${title}: what is that?`,
  copies: "Press to copy the reference",
  copied: "Reference copied",
};
