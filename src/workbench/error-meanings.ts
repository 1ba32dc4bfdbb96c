/** What an OAuth error says to the one who gets it, and what to do. */
const MEANINGS = new Map([
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
    "The client is known, but its secret is wrong, or it may not use this grant (RFC 6749 §5.2). Keycloak answers a wrong secret so.",
  ],
  [
    "invalid_scope",
    "A requested scope is not assigned to this client, neither as default nor as optional (RFC 6749 §5.2).",
  ],
  ["invalid_grant", "The refresh token or credentials are not good any more (RFC 6749 §5.2)."],
  ["unsupported_grant_type", "The server does not know this grant type (RFC 6749 §5.2)."],
  ["access_denied", "The realm is disabled."],
]);

export const meaningOf = (error: string): string => MEANINGS.get(error) ?? "The server refused the request.";
