import type { CaseName } from "./a-recorded-cause.ts";

/**
 * Why a request fails: the recorded case that asks it (folders parity and recordings), Keycloak's answer, and what the person
 * at Tokenbench is told. `<base>` is where the server is.
 */
export type CauseRow = readonly [cause: string, asked: CaseName, answer: string, explanation: string];

/** Who asks: the client, its secret, its settings. */
export const clientRows: readonly CauseRow[] = [
  [
    "no client is named",
    "02-client-authentication/none",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the request names a client (expected: an Authorization: Basic header, or client_id and client_secret in the form; came: neither). To mend it: send an Authorization: Basic header, or client_id in the form.",
  ],
  [
    "a Basic header that is no base64",
    "02-client-authentication/not-base64",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the request names a client (expected: an Authorization: Basic header, or client_id and client_secret in the form; came: a Basic header that is not base64 of id:secret). To mend it: send an Authorization: Basic header, or client_id in the form.",
  ],
  [
    "an Authorization header of another scheme",
    "02-client-authentication/bearer-scheme",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the request names a client (expected: an Authorization: Basic header, or client_id and client_secret in the form; came: an Authorization header of another scheme (Bearer)). To mend it: send an Authorization: Basic header, or client_id in the form.",
  ],
  [
    "a broken percent escape in the header",
    "02-client-authentication/broken-percent",
    "400 unauthorized_client: Unexpected error when authenticating client",
    "This check failed: the Authorization header can be read (expected: both halves form-encoded, then base64 (RFC 6749 appendix B); came: a % that begins no escape). To mend it: form-encode client id and secret before the base64.",
  ],
  [
    "an unknown client",
    "02-client-authentication/unknown-basic",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the client is known (expected: a client of realm parity, its name in the same case; came: no client nobody in realm parity). To mend it: correct the client id in the service, or create the client in this realm.",
  ],
  [
    "a client whose name differs in case",
    "02-client-authentication/case",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the client is known (expected: a client of realm parity, its name in the same case; came: no such client; sa-basic differs only in case or white space). To mend it: correct the client id in the service, or create the client in this realm.",
  ],
  [
    "a client whose name has white space around it",
    "causes/client-white-space",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the client is known (expected: a client of realm causes, its name in the same case; came: no such client; plain differs only in case or white space). To mend it: correct the client id in the service, or create the client in this realm.",
  ],
  [
    "a client of another realm",
    "causes/client-of-other-realm",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the client is known (expected: a client of realm causes, its name in the same case; came: no client sa-basic in realm causes; there is one in realm parity). To mend it: correct the client id in the service, or create the client in this realm.",
  ],
  [
    "a disabled client",
    "01-token/disabled",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the client is enabled (expected: Enabled on; came: disabled). To mend it: Enable off-disabled.",
  ],
  [
    "a wrong secret",
    "02-client-authentication/wrong-basic",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of sa-basic, just as it stands under its Credentials; came: another secret). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "no secret",
    "02-client-authentication/id-only",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of sa-basic, just as it stands under its Credentials; came: client_id without a secret). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "an empty secret",
    "02-client-authentication/empty-secret",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of sa-basic, just as it stands under its Credentials; came: an empty secret). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "a secret that was percent-encoded once too often",
    "causes/secret-encoded-twice",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of encoded, just as it stands under its Credentials; came: the right secret, percent-encoded once too often). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "a secret that was not form-encoded in the header",
    "causes/secret-not-encoded",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of encoded, just as it stands under its Credentials; came: the right secret, decoded once too often: in a Basic header both halves are form-encoded first (RFC 6749 appendix B)). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "a secret with white space behind it",
    "causes/secret-white-space",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of plain, just as it stands under its Credentials; came: the right secret with white space around it). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "a secret in another case",
    "causes/secret-case",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of plain, just as it stands under its Credentials; came: the right letters in another case). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "the old secret, after a rotation",
    "causes/secret-rotated",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of rotated, just as it stands under its Credentials; came: the old secret, which is no longer good). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "the old secret, after it was regenerated",
    "causes/secret-regenerated",
    "401 unauthorized_client: Invalid client or Invalid client credentials",
    "This check failed: client secret (expected: the secret of regenerated, just as it stands under its Credentials; came: the secret that it had before its secret was changed). To mend it: copy the secret from the client's Credentials into the service.",
  ],
  [
    "a secret in the header where the form is pinned",
    "02-client-authentication/only-post-basic",
    "401 unauthorized_client: Invalid method used to get client secret. Client requires method 'client_secret_post' to obtain client secret from the request",
    "This check failed: the secret comes by the allowed method (expected: the secret in the form (client_secret_post), which is set as the only method of only-post; came: the secret in the Authorization header (client_secret_basic)). To mend it: let the service send it so, or change the method under Credentials.",
  ],
  [
    "a secret in the form where the header is pinned",
    "02-client-authentication/only-basic-post",
    "401 unauthorized_client: Invalid method used to get client secret. Client requires method 'client_secret_basic' to obtain client secret from the request",
    "This check failed: the secret comes by the allowed method (expected: the secret in the Authorization header (client_secret_basic), which is set as the only method of only-basic; came: the secret in the form (client_secret_post)). To mend it: let the service send it so, or change the method under Credentials.",
  ],
  [
    "a secret of a client that signs with a key",
    "02-client-authentication/jwt-client-secret",
    "400 invalid_client: Parameter client_assertion_type is missing",
    "This check failed: client_assertion_type is there (expected: an assertion (private_key_jwt): client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer and client_assertion; came: a client secret in the Authorization header, and no client_assertion_type). To mend it: let the service sign an assertion, or choose Client Id and Secret under Credentials.",
  ],
  [
    "a secret sent plainly, of a client that signs with it",
    "05-assertions/hs-plain-secret",
    "400 invalid_client: Parameter client_assertion_type is missing",
    "This check failed: client_assertion_type is there (expected: an assertion (client_secret_jwt): client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer and client_assertion; came: a client secret in the Authorization header, and no client_assertion_type). To mend it: let the service sign an assertion, or choose Client Id and Secret under Credentials.",
  ],
  [
    "an assertion of a client that has a secret",
    "05-assertions/secret-client",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the client authenticates by its own method (expected: Client Id and Secret (client_secret_basic or client_secret_post); came: a client assertion). To mend it: let the service prove itself so, or choose another Client Authenticator under Credentials.",
  ],
  [
    "a public client",
    "01-token/public",
    "401 unauthorized_client: Public client not allowed to retrieve service account",
    "This check failed: the client is confidential (expected: Client authentication on; came: a public client: Client authentication is off). To mend it: Switch Client authentication on.",
  ],
  [
    "a bearer-only client",
    "01-token/bearer-only",
    "400 invalid_client: Bearer-only not allowed",
    "This check failed: the client is not bearer-only (expected: a client that asks for tokens; came: off-bearer-only is bearer-only: it takes tokens and asks for none). To mend it: ask as another client.",
  ],
  [
    "service accounts are off",
    "01-token/service-account-off",
    "401 unauthorized_client: Client not enabled to retrieve service account",
    "This check failed: the client has a service account (expected: Service account roles on; came: Service account roles is off). To mend it: Switch Service account roles on.",
  ],
  [
    "a disabled service-account user",
    "01-token/user-disabled",
    "401 invalid_request: User 'service-account-off-user' disabled",
    "This check failed: the service account's user is enabled (expected: a service account's user that is enabled; came: service-account-off-user is disabled). To mend it: enable that user.",
  ],
  [
    "an unknown scope",
    "03-roles/scope-unknown",
    "400 invalid_scope: Invalid scopes: bogus",
    "This check failed: every requested scope is assigned to the client (expected: names of client scopes that the client has, with one space between them; came: the realm has no client scope bogus). To mend it: correct scope, or create a client scope of that name.",
  ],
  [
    "a scope whose name differs in case",
    "03-roles/scope-case",
    "400 invalid_scope: Invalid scopes: Plain",
    "This check failed: every requested scope is assigned to the client (expected: names of client scopes that the client has, with one space between them; came: the realm has no client scope Plain; plain differs only in case). To mend it: correct scope, or create a client scope of that name.",
  ],
  [
    "a scope that is not linked to the client",
    "03-roles/scope-unlinked",
    "400 invalid_scope: Invalid scopes: orders-admin",
    "This check failed: every requested scope is assigned to the client (expected: names of client scopes that the client has, with one space between them; came: orders-admin is a client scope of the realm, but not assigned to this client). To mend it: Assign orders-admin as optional.",
  ],
  [
    "an empty scope",
    "03-roles/scope-blank",
    "400 invalid_scope: Invalid scopes: ",
    "This check failed: every requested scope is assigned to the client (expected: names of client scopes that the client has, with one space between them; came: an empty word: scope is empty or has two spaces in a row). To mend it: correct scope, or create a client scope of that name.",
  ],
];

/** What a client signs: its assertion, claim by claim, and its key. */
export const assertionRows: readonly CauseRow[] = [
  [
    "another type of assertion",
    "05-assertions/wrong-type",
    "400 invalid_client: Parameter client_assertion_type has value 'urn:x' but expected is 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'",
    "This check failed: client_assertion_type is known (expected: urn:ietf:params:oauth:client-assertion-type:jwt-bearer; came: urn:x). To mend it: send client_assertion and its type as an OAuth library makes them.",
  ],
  [
    "a type without an assertion",
    "05-assertions/no-assertion",
    "400 invalid_client: client_assertion parameter missing",
    "This check failed: client_assertion is there (expected: an assertion (private_key_jwt): client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer and client_assertion; came: client_assertion_type without client_assertion). To mend it: send client_assertion and its type as an OAuth library makes them.",
  ],
  [
    "an assertion that is no JWT",
    "05-assertions/garbage-id",
    "400 invalid_client: Client authentication with signed JWT failed: java.lang.IllegalArgumentException: Parsing error",
    "This check failed: client_assertion is a signed JWT (expected: three parts in base64url with dots between them: header, claims, signature; came: a text that is none (Parsing error)). To mend it: send client_assertion and its type as an OAuth library makes them.",
  ],
  [
    "no iss",
    "05-assertions/no-iss",
    "401 invalid_client: Invalid client or Invalid client credentials",
    'This check failed: iss and sub both name the client (expected: the client\'s own id as iss and as sub; came: iss missing, sub "jwt-jwks"). To mend it: set both to the client id.',
  ],
  [
    "no sub",
    "05-assertions/no-sub",
    "401 invalid_client: Invalid client or Invalid client credentials",
    'This check failed: iss and sub both name the client (expected: the client\'s own id as iss and as sub; came: iss "jwt-jwks", sub missing). To mend it: set both to the client id.',
  ],
  [
    "iss and sub that differ",
    "05-assertions/iss-differs",
    "401 invalid_client: Invalid client or Invalid client credentials",
    'This check failed: iss and sub both name the client (expected: the client\'s own id as iss and as sub; came: iss "other", sub "jwt-jwks"). To mend it: set both to the client id.',
  ],
  [
    "a sub that names no client",
    "05-assertions/unknown-client",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the client is known (expected: sub and iss that name a client of realm parity; came: no client nobody in realm parity). To mend it: correct the client id in the service, or create the client in this realm.",
  ],
  [
    "a client_id beside the assertion of another client",
    "05-assertions/client-id-mismatch",
    "400 invalid_client: client_id parameter does not match authenticated client",
    "This check failed: client_id and the assertion name one client (expected: client_id=jwt-jwks, or none; came: client_id jwt-pinned, sub jwt-jwks). To mend it: leave client_id out, or correct it.",
  ],
  [
    "a disabled client that signs",
    "05-assertions/disabled",
    "401 invalid_client: Invalid client or Invalid client credentials",
    "This check failed: the client is enabled (expected: Enabled on; came: disabled). To mend it: Enable jwt-off.",
  ],
  [
    "another algorithm than the pinned one",
    "05-assertions/pinned-other",
    "400 invalid_client: Invalid signature algorithm",
    "This check failed: the assertion's algorithm is allowed (alg) (expected: RS256; came: RS512). To mend it: sign with it, or change Signature algorithm under Credentials.",
  ],
  [
    "no signature at all",
    "05-assertions/alg-none",
    "400 invalid_client: Invalid signature algorithm",
    "This check failed: the assertion's algorithm is allowed (alg) (expected: RS, PS or ES of 256, 384 or 512, or EdDSA: a signature with a private key; came: none). To mend it: sign with it, or change Signature algorithm under Credentials.",
  ],
  [
    "an HMAC where a key is wanted",
    "05-assertions/alg-hs256",
    "400 invalid_client: Invalid signature algorithm",
    "This check failed: the assertion's algorithm is allowed (alg) (expected: RS, PS or ES of 256, 384 or 512, or EdDSA: a signature with a private key; came: HS256). To mend it: sign with it, or change Signature algorithm under Credentials.",
  ],
  [
    "a key's signature where an HMAC is wanted",
    "05-assertions/hs-rs256",
    "400 unauthorized_client: Client authentication with client secret signed JWT failed: Signature on JWT token by client secret failed validation",
    "This check failed: the assertion's algorithm is an HMAC (alg) (expected: HS256, HS384 or HS512; came: RS256). To mend it: sign with the client secret, or choose Signed JWT under Credentials.",
  ],
  [
    "a kid that no key has",
    "05-assertions/unknown-kid",
    "400 invalid_client: Unable to load public key",
    "This check failed: the client's public key is there (expected: one of test-rsa-a, test-ec-a, test-ed-a; came: it has no key with the kid nope). To mend it: register the public key under Keys, and name it in the header by its kid.",
  ],
  [
    "a client without keys",
    "05-assertions/no-key",
    "400 invalid_client: Unable to load public key",
    "This check failed: the client's public key is there (expected: a key of the client to verify with (Credentials, Keys); came: the client has no JWKS URL, no JWK set, no certificate and no public key). To mend it: register the public key under Keys, and name it in the header by its kid.",
  ],
  [
    "a JWKS URL where nobody answers",
    "causes/jwks-unreachable",
    "400 invalid_client: Client authentication with signed JWT failed: Error when loading public keys: org.apache.http.conn.HttpHostConnectException: Connect to 127.0.0.1:65534 [/127.0.0.1] failed: Connection refused",
    "This check failed: the client's public key is there (expected: a JWKS URL that answers with the client's keys; came: http://127.0.0.1:65534/jwks: it cannot be reached (connect ECONNREFUSED 127.0.0.1:65534)). To mend it: register the public key under Keys, and name it in the header by its kid.",
  ],
  [
    "a bad signature",
    "05-assertions/foreign-key",
    "400 invalid_client: Client authentication with signed JWT failed: Signature on JWT token failed validation",
    "This check failed: the client's key signed the assertion (expected: a signature by the key test-rsa-a; came: another key's signature, or claims that were changed after signing). To mend it: sign with the private key whose public half is registered.",
  ],
  [
    "an HMAC with another secret",
    "05-assertions/hs-wrong-secret",
    "400 unauthorized_client: Client authentication with client secret signed JWT failed: Signature on JWT token by client secret  failed validation",
    "This check failed: the client's secret signed the assertion (expected: the secret of jwt-secret as HMAC key, its bytes as UTF-8; came: another secret, or claims that were changed after signing). To mend it: sign with the client's own secret.",
  ],
  [
    "no aud",
    "05-assertions/aud-none",
    "400 invalid_client: Invalid token audience",
    "This check failed: the assertion is for this realm (aud) (expected: <base>/realms/parity, or the URL of its token endpoint; came: no aud). To mend it: set aud to the realm's issuer, alone.",
  ],
  [
    "the aud of another realm",
    "05-assertions/aud-wrong",
    "400 invalid_client: Invalid token audience",
    "This check failed: the assertion is for this realm (aud) (expected: <base>/realms/parity, or the URL of its token endpoint; came: <base>/realms/master). To mend it: set aud to the realm's issuer, alone.",
  ],
  [
    "an aud with a slash behind it",
    "05-assertions/aud-slash",
    "400 invalid_client: Invalid token audience",
    "This check failed: the assertion is for this realm (aud) (expected: <base>/realms/parity, or the URL of its token endpoint; came: <base>/realms/parity/). To mend it: set aud to the realm's issuer, alone.",
  ],
  [
    "two audiences",
    "05-assertions/aud-list-two",
    "400 invalid_client: Multiple audiences not allowed",
    "This check failed: the assertion has one audience (aud) (expected: <base>/realms/parity, or the URL of its token endpoint; came: <base>/realms/parity, https://x). To mend it: set aud to the realm's issuer, alone.",
  ],
  [
    "no exp",
    "05-assertions/no-exp",
    "400 invalid_client: Token exp claim is required",
    "This check failed: the assertion says when it expires (exp) (expected: exp, at most 60 s after iat; came: no exp). To mend it: add exp.",
  ],
  [
    "an assertion that expired",
    "05-assertions/expired",
    "400 invalid_client: Token is not active",
    "This check failed: the assertion has not expired (exp) (expected: an exp that is still to come, and clocks that agree; came: it expired 10 s ago, by this machine's clock). To mend it: set both clocks by a time server, and make a new assertion for each request.",
  ],
  [
    "a lifetime that is too long",
    "05-assertions/far-exp-no-iat",
    "400 invalid_client: Token expiration is too far in the future and iat claim not present in token",
    "This check failed: an assertion without iat expires soon (exp) (expected: an exp within 60 s, or an iat beside it; came: an exp in 86400 s, no iat). To mend it: add iat, or let the assertion end sooner.",
  ],
  [
    "an assertion that is too old",
    "05-assertions/old-iat",
    "400 invalid_client: Token was issued too far in the past to be used now",
    "This check failed: the assertion is fresh (iat) (expected: an assertion made at most 60 s ago, and clocks that agree; came: 300 s old, by this machine's clock). To mend it: set both clocks by a time server, and make a new assertion for each request.",
  ],
  [
    "an assertion that is too old for this client",
    "05-assertions/short-max",
    "400 invalid_client: Token was issued too far in the past to be used now",
    "This check failed: the assertion is fresh (iat) (expected: an assertion made at most 10 s ago, and clocks that agree; came: 20 s old, by this machine's clock). To mend it: set both clocks by a time server, and make a new assertion for each request.",
  ],
  [
    "a clock that is ahead, beyond the allowance",
    "causes/clock-ahead",
    "400 invalid_client: Token was issued in the future",
    "This check failed: the assertion was issued before now (iat) (expected: an iat of now, at most 15 s ahead where clocks differ; came: an iat 20 s ahead of this machine's clock, so the clocks differ by that much). To mend it: set both clocks by a time server, and make a new assertion for each request.",
  ],
  [
    "an assertion that is not valid yet",
    "causes/not-yet-valid",
    "400 invalid_client: Token is not active",
    "This check failed: the assertion is valid already (nbf) (expected: an nbf of now or before, at most 15 s ahead where clocks differ; came: it is valid in 20 s only, by this machine's clock; is a clock wrong?). To mend it: set both clocks by a time server, and make a new assertion for each request.",
  ],
  [
    "no jti",
    "05-assertions/no-jti",
    "400 invalid_client: Token jti claim is required",
    "This check failed: the assertion has an id (jti) (expected: a jti, new with each assertion; came: no jti). To mend it: add a jti.",
  ],
  [
    "an assertion that was used before",
    "05-assertions/replay",
    "400 invalid_client: Token reuse detected",
    "This check failed: the assertion is used once (jti) (expected: a new jti for each request; came: this jti was used before). To mend it: make a new assertion for each request.",
  ],
];

/** What is asked: the realm and the form. */
export const requestRows: readonly CauseRow[] = [
  [
    "an unknown realm",
    "01-token/unknown-realm",
    "404 Realm does not exist",
    "This check failed: the realm exists (expected: a realm of this server, its name in the same case; came: there is no realm nowhere). To mend it: correct the realm's name in the service's token URL.",
  ],
  [
    "a realm whose name differs in case",
    "causes/realm-case",
    "404 Realm does not exist",
    "This check failed: the realm exists (expected: a realm of this server, its name in the same case; came: there is no realm Causes; causes differs only in case). To mend it: correct the realm's name in the service's token URL.",
  ],
  [
    "no grant_type",
    "01-token/no-grant-type",
    "400 invalid_request: Missing form parameter: grant_type",
    "This check failed: grant_type is there (expected: grant_type=client_credentials in an application/x-www-form-urlencoded body; came: no parameters in a body of type application/x-www-form-urlencoded). To mend it: send the parameters in the body, and say that it is application/x-www-form-urlencoded.",
  ],
  [
    "no content type",
    "01-token/no-content-type",
    "400 invalid_request: Missing form parameter: grant_type",
    "This check failed: grant_type is there (expected: grant_type=client_credentials in an application/x-www-form-urlencoded body; came: no Content-Type, so the body is not read). To mend it: send the parameters in the body, and say that it is application/x-www-form-urlencoded.",
  ],
  [
    "a JSON body",
    "01-token/json-body",
    "400 invalid_request: Missing form parameter: grant_type",
    "This check failed: grant_type is there (expected: grant_type=client_credentials in an application/x-www-form-urlencoded body; came: no parameters in a body of type application/json). To mend it: send the parameters in the body, and say that it is application/x-www-form-urlencoded.",
  ],
  [
    "a content type in capitals",
    "causes/type-case",
    "400 invalid_request: Missing form parameter: grant_type",
    "This check failed: grant_type is there (expected: grant_type=client_credentials in an application/x-www-form-urlencoded body; came: no parameters in a body of type Application/X-WWW-Form-Urlencoded). To mend it: send the parameters in the body, and say that it is application/x-www-form-urlencoded.",
  ],
  [
    "an unsupported grant type",
    "01-token/bad-grant-type",
    "400 unsupported_grant_type: Unsupported grant_type",
    "This check failed: grant_type is known (expected: client_credentials, refresh_token or another that discovery lists; came: magic). To mend it: send grant_type=client_credentials.",
  ],
  [
    "a doubled parameter",
    "01-token/duplicate",
    "400 invalid_request: duplicated parameter",
    "This check failed: no parameter stands twice (expected: each parameter once; came: scope more than once). To mend it: send each parameter once.",
  ],
  [
    "a doubled grant_type",
    "01-token/duplicate-grant",
    "400 invalid_request: duplicated parameter",
    "This check failed: no parameter stands twice (expected: each parameter once; came: grant_type more than once). To mend it: send each parameter once.",
  ],
  [
    "doubled empty pairs",
    "causes/empty-pairs",
    "400 invalid_request: duplicated parameter",
    "This check failed: no parameter stands twice (expected: each parameter once; came: empty pairs (&&)). To mend it: send each parameter once.",
  ],
];
