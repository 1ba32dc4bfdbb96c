import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { ASYMMETRIC_ALGORITHMS } from "../keys/signature-algorithms.ts";
import { corsHeaders } from "./cors.ts";
import { type Endpoint, issuerOf } from "./endpoint.ts";
import { findReachedRealm } from "./realm-gate.ts";

const SIGNATURES = [
  "PS384",
  "RS384",
  "EdDSA",
  "ES384",
  "HS256",
  "HS512",
  "ES256",
  "RS256",
  "HS384",
  "ES512",
  "PS256",
  "PS512",
  "RS512",
];
const KEY_ENCRYPTION = [
  "ECDH-ES+A256KW",
  "ECDH-ES+A192KW",
  "ECDH-ES+A128KW",
  "RSA-OAEP",
  "RSA-OAEP-256",
  "RSA1_5",
  "ECDH-ES",
];
const CONTENT_ENCRYPTION = ["A256GCM", "A192GCM", "A128GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"];
const CLIENT_AUTHENTICATION = [
  "private_key_jwt",
  "client_secret_basic",
  "client_secret_post",
  "tls_client_auth",
  "client_secret_jwt",
];
const GRANT_TYPES = [
  "authorization_code",
  "client_credentials",
  "implicit",
  "password",
  "refresh_token",
  "urn:ietf:params:oauth:grant-type:device_code",
  "urn:ietf:params:oauth:grant-type:jwt-bearer",
  "urn:ietf:params:oauth:grant-type:token-exchange",
  "urn:ietf:params:oauth:grant-type:uma-ticket",
  "urn:openid:params:grant-type:ciba",
];

/** The discovery document (OpenID Connect Discovery §3, RFC 8414): all that a Keycloak realm says of itself, in its order. */
export const discoveryEndpoint: Endpoint = (ctx, request) => {
  const found = findReachedRealm(ctx, request);
  if (found.refusal) return found;
  const methods = [...new Set([...CLIENT_AUTHENTICATION, ...ctx.authenticators.flatMap((each) => each.methods)])];
  const json = buildDiscovery(found.value, issuerOf(found.value, request.caller), methods);
  return {
    value: {
      status: 200,
      headers: { "Cache-Control": "no-cache, must-revalidate, no-transform, no-store", ...corsHeaders(request, false) },
      json,
    },
    trace: found.trace,
  };
};

function buildDiscovery(realm: CompiledRealm, issuer: string, methods: readonly string[]): object {
  const at = `${issuer}/protocol/openid-connect`;
  return {
    issuer,
    authorization_endpoint: `${at}/auth`,
    token_endpoint: `${at}/token`,
    introspection_endpoint: `${at}/token/introspect`,
    userinfo_endpoint: `${at}/userinfo`,
    end_session_endpoint: `${at}/logout`,
    frontchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    jwks_uri: `${at}/certs`,
    check_session_iframe: `${at}/login-status-iframe.html`,
    ...whatIsSupported(issuer, methods),
    claims_supported: [
      "iss",
      "sub",
      "aud",
      "exp",
      "iat",
      "auth_time",
      "name",
      "given_name",
      "family_name",
      "preferred_username",
      "email",
      "acr",
      "azp",
      "nonce",
    ],
    claim_types_supported: ["normal"],
    claims_parameter_supported: true,
    scopes_supported: ["openid", ...realm.clientScopes.keys()],
    ...requestsAndTokens(at, methods),
    mtls_endpoint_aliases: aliases(issuer, at),
    authorization_response_iss_parameter_supported: true,
  };
}

function whatIsSupported(issuer: string, methods: readonly string[]): object {
  return {
    grant_types_supported: GRANT_TYPES,
    acr_values_supported: ["0", "1"],
    response_types_supported: [
      "code",
      "none",
      "id_token",
      "token",
      "id_token token",
      "code id_token",
      "code token",
      "code id_token token",
    ],
    subject_types_supported: ["public", "pairwise"],
    prompt_values_supported: ["none", "login", "consent"],
    id_token_signing_alg_values_supported: SIGNATURES,
    id_token_encryption_alg_values_supported: KEY_ENCRYPTION,
    id_token_encryption_enc_values_supported: CONTENT_ENCRYPTION,
    userinfo_signing_alg_values_supported: [...SIGNATURES, "none"],
    userinfo_encryption_alg_values_supported: KEY_ENCRYPTION,
    userinfo_encryption_enc_values_supported: CONTENT_ENCRYPTION,
    request_object_signing_alg_values_supported: [...SIGNATURES, "none"],
    request_object_encryption_alg_values_supported: KEY_ENCRYPTION,
    request_object_encryption_enc_values_supported: CONTENT_ENCRYPTION,
    response_modes_supported: ["query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt"],
    registration_endpoint: `${issuer}/clients-registrations/openid-connect`,
    token_endpoint_auth_methods_supported: methods,
    token_endpoint_auth_signing_alg_values_supported: SIGNATURES,
    introspection_endpoint_auth_methods_supported: methods,
    introspection_endpoint_auth_signing_alg_values_supported: SIGNATURES,
    authorization_signing_alg_values_supported: SIGNATURES,
    authorization_encryption_alg_values_supported: KEY_ENCRYPTION,
    authorization_encryption_enc_values_supported: CONTENT_ENCRYPTION,
  };
}

function requestsAndTokens(at: string, methods: readonly string[]): object {
  return {
    request_parameter_supported: true,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    code_challenge_methods_supported: ["plain", "S256"],
    tls_client_certificate_bound_access_tokens: true,
    dpop_signing_alg_values_supported: ASYMMETRIC_ALGORITHMS,
    revocation_endpoint: `${at}/revoke`,
    revocation_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_signing_alg_values_supported: SIGNATURES,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    device_authorization_endpoint: `${at}/auth/device`,
    backchannel_token_delivery_modes_supported: ["poll", "ping"],
    backchannel_authentication_endpoint: `${at}/ext/ciba/auth`,
    backchannel_authentication_request_signing_alg_values_supported: ASYMMETRIC_ALGORITHMS,
    require_pushed_authorization_requests: false,
    pushed_authorization_request_endpoint: `${at}/ext/par/request`,
  };
}

/** The same addresses for those who come with a client certificate. */
function aliases(issuer: string, at: string): object {
  return {
    token_endpoint: `${at}/token`,
    revocation_endpoint: `${at}/revoke`,
    introspection_endpoint: `${at}/token/introspect`,
    device_authorization_endpoint: `${at}/auth/device`,
    registration_endpoint: `${issuer}/clients-registrations/openid-connect`,
    userinfo_endpoint: `${at}/userinfo`,
    pushed_authorization_request_endpoint: `${at}/ext/par/request`,
    backchannel_authentication_endpoint: `${at}/ext/ciba/auth`,
  };
}
