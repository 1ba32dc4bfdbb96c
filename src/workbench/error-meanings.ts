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
  ["unsupported_grant_type", "The server does not know this grant type (RFC 6749 §5.2)."],
  ["access_denied", "The realm is disabled."],
]);

export const meaningOf = (error: string, description: string): string =>
  BY_DESCRIPTION.get(description) ?? BY_CODE.get(error) ?? "The server refused the request.";
