import type { Trace, TraceStep } from "../domain/trace.ts";

/** What Keycloak's sentence beside an error code means, where the code alone says too little. */
const BY_DESCRIPTION = new Map([
  [
    "Public client not allowed to retrieve service account",
    "The client is public: it has no secret, so it cannot prove that it is itself. Only a confidential client may use this grant.",
  ],
  [
    "Client not enabled to retrieve service account",
    "The client proved itself, but Service account roles is off, so there is nobody for the token to speak for.",
  ],
]);

/** What an OAuth error says to the one who gets it, and what to do. */
const BY_CODE = new Map([
  [
    "invalid_request",
    "The request is missing something, has something twice, or cannot be read (RFC 6749 §5.2). Compare it with the parts listed beside it.",
  ],
  [
    "invalid_client",
    "The server does not know this client, or will not hear it (RFC 6749 §5.2). Keycloak says this for an unknown and for a disabled client alike.",
  ],
  [
    "unauthorized_client",
    "The client is known, but the secret is not its own (RFC 6749 §5.2 has invalid_client for that; Keycloak answers so).",
  ],
  [
    "invalid_scope",
    "A requested scope is not assigned to this client, neither as default nor as optional (RFC 6749 §5.2).",
  ],
  ["invalid_grant", "The refresh token or the credentials are not good any more (RFC 6749 §5.2)."],
  ["invalid_target", "The server will not issue a token for that audience, or for that client (RFC 8693 §2.2.2)."],
  ["unsupported_token_type", "The server does not revoke tokens of this kind (RFC 7009 §2.2.1)."],
  ["unsupported_grant_type", "The server does not know this grant type (RFC 6749 §5.2)."],
  ["access_denied", "The realm is disabled."],
  [
    "unauthorized",
    "No access token came. Without one a resource only says how to prove oneself, and tells of no error (RFC 6750 §3.1).",
  ],
  [
    "invalid_token",
    "The token is not good here: not of the trusted issuer, not for this resource, expired or revoked (RFC 6750 §3.1).",
  ],
  ["insufficient_scope", "The token is good, but does not hold what this resource asks for (RFC 6750 §3.1)."],
  ["invalid_dpop_proof", "The proof that the caller has the token's key is not good (RFC 9449 §7.1)."],
  [
    "temporarily_unavailable",
    "The server cannot answer just now. A resource server says so where it could not find out whether the token is good, so that it is not called bad.",
  ],
]);

const TOKEN_URL = "take the token URL from the realm's discovery document";
const TIME = "set both clocks by a time server, and make a new assertion for each request";
const AUDIENCE = "set aud to the realm's issuer, alone";
const JWT = "send client_assertion and its type as an OAuth library makes them";

/** What the caller, or whoever looks after the realm, can do where no edit is offered. By the rule that failed. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ["the realm exists", "correct the realm's name in the service's token URL"],
  ["the realm is enabled", "switch the realm on in Realm settings"],
  ["the connection is safe enough", "ask by https, or change Require SSL in Realm settings"],
  ["the path leads to an endpoint", TOKEN_URL],
  ["the path leads to a realm", TOKEN_URL],
  ["the endpoint answers this method", "send the request with one of these methods"],
  ["grant_type is there", "send the parameters in the body, and say that it is application/x-www-form-urlencoded"],
  ["grant_type is known", "send grant_type=client_credentials"],
  ["the grant type is one for service accounts", "send grant_type=client_credentials"],
  ["no parameter stands twice", "send each parameter once"],
  ["the request names a client", "send an Authorization: Basic header, or client_id in the form"],
  ["the Authorization header can be read", "form-encode client id and secret before the base64"],
  ["the client is known", "correct the client id in the service, or create the client in this realm"],
  ["client secret", "copy the secret from the client's Credentials into the service"],
  ["the secret comes by the allowed method", "let the service send it so, or change the method under Credentials"],
  [
    "client_assertion_type is there",
    "let the service sign an assertion, or choose Client Id and Secret under Credentials",
  ],
  ["client_assertion_type is known", JWT],
  ["client_assertion is there", JWT],
  ["client_assertion is a signed JWT", JWT],
  ["iss and sub both name the client", "set both to the client id"],
  ["client_id and the assertion name one client", "leave client_id out, or correct it"],
  [
    "the client authenticates by its own method",
    "let the service prove itself so, or choose another Client Authenticator under Credentials",
  ],
  ["client certificate", "connect with the certificate that the client's Subject DN names"],
  ["the assertion's algorithm is allowed (alg)", "sign with it, or change Signature algorithm under Credentials"],
  ["the assertion's algorithm is an HMAC (alg)", "sign with the client secret, or choose Signed JWT under Credentials"],
  ["the client's public key is there", "register the public key under Keys, and name it in the header by its kid"],
  ["the client's key signed the assertion", "sign with the private key whose public half is registered"],
  ["the client's secret signed the assertion", "sign with the client's own secret"],
  ["the assertion is for this realm (aud)", AUDIENCE],
  ["the assertion has one audience (aud)", AUDIENCE],
  ["the assertion says when it expires (exp)", "add exp"],
  ["the assertion has not expired (exp)", TIME],
  ["the assertion is valid already (nbf)", TIME],
  ["the assertion was issued before now (iat)", TIME],
  ["the assertion is fresh (iat)", TIME],
  ["an assertion without iat expires soon (exp)", "add iat, or let the assertion end sooner"],
  ["the assertion has an id (jti)", "add a jti"],
  ["the assertion is used once (jti)", "make a new assertion for each request"],
  ["the client is for OpenID Connect", "ask as a client of OpenID Connect"],
  ["the origin of the page is allowed", "add the origin to the client's Web origins"],
  ["the client is not bearer-only", "ask as another client"],
  ["the service account's user is there", "switch Service account roles off and on again, which makes the user anew"],
  ["the service account's user is enabled", "enable that user"],
  ["every requested scope is assigned to the client", "correct scope, or create a client scope of that name"],
  ["offline access is allowed", "assign the role offline_access to the service account"],
  ["a client certificate binds the token", "connect with a client certificate"],
  ["the access token's algorithm is known", "choose another Access token signature algorithm"],
  ["an access token is there", "send the header Authorization: Bearer and the access token"],
  ["the access token comes once", "send the token in the Authorization header alone"],
  ["the resource server is switched on", "switch it on under Resource server"],
  ["the signature is the issuer's", "send the access token as the token endpoint gave it, of the trusted issuer"],
  ["the issuer says that the token is active", "ask for a new token"],
  ["it is an access token", "send access_token of the token endpoint's answer"],
  ["the issuer is the trusted one", "ask for the token and call the resource by one name, or change the issuer"],
  ["the audience names this resource server", "let a mapper of type Audience add it"],
  ["the token has not expired", "ask for a new token"],
  ["the token is good already", "set both clocks by a time server"],
  ["the scope is in the token", "assign the client scope, and ask for it by its name in scope"],
  ["the role is in the token", "assign the role, and let it through"],
  ["the token comes as it was issued", "send it by the scheme that token_type names"],
  ["the token comes with the certificate it is bound to", "connect with the certificate that the token was asked with"],
  ["the key of the DPoP proof is the token's", "sign the proof with the key that the token was asked with"],
  ["DPoP proof", "make a new proof for each request, for its own method and URL"],
]);

/** How to mend a check that failed: the edit that is offered, else what to do; empty where nobody knows. */
const wayToMend = ({ rule, mend }: TraceStep): string => mend?.label ?? WAYS.get(rule) ?? "";

/** @param trace of the same request, where it is known: the check that failed says more than any error code */
export function meaningOf(error: string, description: string, trace: Trace = []): string {
  const meaning = BY_DESCRIPTION.get(description) ?? BY_CODE.get(error) ?? "The server refused the request.";
  const failure = trace.find(({ outcome }) => outcome === "failed");
  return failure ? `${explainFailure(failure)} ${meaning}` : meaning;
}

/** A check that failed, in words for the person at Tokenbench: which one, what was expected, what came, and how to mend it. */
export function explainFailure(step: TraceStep): string {
  const { rule, expected, actual } = step;
  const compared = [expected && `expected: ${expected}`, actual && `came: ${actual}`].filter(Boolean).join("; ");
  const way = wayToMend(step);
  return `This check failed: ${rule}${compared && ` (${compared})`}.${way && ` To mend it: ${way}.`}`;
}
