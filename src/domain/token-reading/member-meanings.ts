/** What a member of a token says, and where that is written. */
export interface MemberMeaning {
  readonly meaning: string;
  readonly reference: string;
}

const JWT = "RFC 7519";
const KEYCLOAK = "Keycloak";
const ENTRA = "Microsoft Entra ID";

const meanings = (rows: readonly (readonly [name: string, meaning: string, reference: string])[]) =>
  new Map<string, MemberMeaning>(rows.map(([name, meaning, reference]) => [name, { meaning, reference }]));

export const headerMeanings: ReadonlyMap<string, MemberMeaning> = meanings([
  ["alg", "The algorithm of the signature", "RFC 7515 §4.1.1"],
  ["kid", "The name of the key that signed, to be found in the issuer's JWKS", "RFC 7515 §4.1.4"],
  ["typ", "What kind of token this is; at+jwt for an access token", "RFC 7515 §4.1.9, RFC 9068 §2.1"],
  ["cty", "What is inside", "RFC 7515 §4.1.10"],
  ["enc", "The algorithm that the contents are encrypted with", "RFC 7516 §4.1.2"],
  ["zip", "The contents are compressed", "RFC 7516 §4.1.3"],
  ["x5t", "SHA-1 of the signer's certificate", "RFC 7515 §4.1.7"],
  ["x5t#S256", "SHA-256 of the signer's certificate", "RFC 7515 §4.1.8"],
  [
    "x5c",
    "The signer's certificate and its authorities; worth nothing unless one of them is trusted",
    "RFC 7515 §4.1.6",
  ],
  ["x5u", "Where the signer's certificate is said to be; not to be fetched on a token's word", "RFC 7515 §4.1.5"],
  ["jku", "Where the signer's keys are said to be; not to be fetched on a token's word", "RFC 7515 §4.1.2"],
  ["jwk", "The key itself; worth nothing as proof of who signed, but for DPoP", "RFC 7515 §4.1.3"],
  ["crit", "Members that whoever verifies must understand", "RFC 7515 §4.1.11"],
]);

export const claimMeanings: ReadonlyMap<string, MemberMeaning> = meanings([
  ["iss", "Who issued the token; its discovery document tells the keys", `${JWT} §4.1.1`],
  ["sub", "Whom the token speaks for; for a service account its own user", `${JWT} §4.1.2`],
  ["aud", "Who should accept the token", `${JWT} §4.1.3`],
  ["exp", "From then on nobody may accept it", `${JWT} §4.1.4`],
  ["nbf", "Before then nobody may accept it", `${JWT} §4.1.5`],
  ["iat", "When it was issued", `${JWT} §4.1.6`],
  ["jti", "The token's own id", `${JWT} §4.1.7`],
  ["azp", "The client it was issued to", "OpenID Connect Core §2"],
  ["client_id", "The client it was issued to", "RFC 8693 §4.3"],
  ["scope", "The scopes that were granted", "RFC 8693 §4.2"],
  ["scp", "The scopes that were granted, as Okta and Entra ID name them", "Okta, Microsoft Entra ID"],
  ["typ", "Bearer: whoever holds it may use it. Refresh, ID, Logout: not for a resource server", KEYCLOAK],
  ["auth_time", "When the person signed in", "OpenID Connect Core §2"],
  ["acr", "How strongly the person signed in", "OpenID Connect Core §2"],
  ["amr", "By which means the person signed in", "RFC 8176"],
  ["nonce", "Ties an ID token to one sign-in", "OpenID Connect Core §2"],
  ["at_hash", "Ties an ID token to its access token", "OpenID Connect Core §3.1.3.6"],
  ["sid", "The session", "OpenID Connect Front-Channel Logout §3"],
  ["cnf", "The key or certificate that must come with the token", "RFC 7800 §3.1"],
  ["act", "Who acts for the subject", "RFC 8693 §4.1"],
  ["may_act", "Who may act for the subject", "RFC 8693 §4.4"],
  ["entitlements", "What the subject is entitled to", "RFC 9068 §2.2.3.1"],
  ["roles", "Roles of the subject; app roles in Entra ID", "RFC 9068 §2.2.3.1"],
  ["groups", "Groups of the subject", "RFC 9068 §2.2.3.1"],
  ["realm_access", "The realm roles", KEYCLOAK],
  ["resource_access", "The client roles, by the client that owns them", KEYCLOAK],
  ["allowed-origins", "Origins of pages that may use the token", KEYCLOAK],
  ["clientHost", "The address the token was asked from", KEYCLOAK],
  ["clientAddress", "The address the token was asked from", KEYCLOAK],
  ["client_address", "The address the token was asked from", KEYCLOAK],
  ["session_state", "The session, as older Keycloaks name it", KEYCLOAK],
  ["authorization", "Permissions on resources", KEYCLOAK],
  ["preferred_username", "The user's name; service-account-… for a service account", "OpenID Connect Core §5.1"],
  ["email", "E-mail address", "OpenID Connect Core §5.1"],
  ["email_verified", "Whether the address was verified", "OpenID Connect Core §5.1"],
  ["name", "Full name", "OpenID Connect Core §5.1"],
  ["given_name", "First name", "OpenID Connect Core §5.1"],
  ["family_name", "Last name", "OpenID Connect Core §5.1"],
  ["locale", "Language", "OpenID Connect Core §5.1"],
  ["updated_at", "When the profile was changed last", "OpenID Connect Core §5.1"],
  ["appid", "The client it was issued to (v1 tokens)", ENTRA],
  ["appidacr", "How the client proved itself: 0 not at all, 1 by secret, 2 by certificate (v1)", ENTRA],
  ["azpacr", "How the client proved itself: 0 not at all, 1 by secret, 2 by certificate", ENTRA],
  ["idtyp", "app: the token speaks for a program alone", ENTRA],
  ["idp", "Who signed the subject in", ENTRA],
  ["oid", "The subject's id in the tenant", ENTRA],
  ["tid", "The tenant", ENTRA],
  ["ver", "The version of the token's format", "Microsoft Entra ID, Okta"],
  ["uti", "The token's id", ENTRA],
  ["rh", "For Microsoft's own use", ENTRA],
  ["aio", "For Microsoft's own use", ENTRA],
  ["xms_tcdt", "When the tenant was made", ENTRA],
  ["cid", "The client it was issued to", "Okta"],
  ["uid", "The user's id", "Okta"],
  ["gty", "The grant the token was issued by", "Auth0"],
  ["permissions", "What the subject may do at the audience", "Auth0"],
  ["org_id", "The organization", "Auth0"],
  ["token_use", "access or id", "Amazon Cognito"],
  ["version", "The version of the token's format", "Amazon Cognito"],
  ["cognito:groups", "Groups of the subject", "Amazon Cognito"],
  ["origin_jti", "The id of the sign-in's first token", "Amazon Cognito"],
  ["event_id", "The sign-in's event", "Amazon Cognito"],
]);

/** Claims that hold a time in seconds since 1970. */
export const TIME_CLAIMS: ReadonlySet<string> = new Set(["exp", "nbf", "iat", "auth_time", "updated_at", "xms_tcdt"]);
