import { refusals, refuse } from "../oauth-error.ts";
import type { Grant } from "./grant.ts";

/**
 * Grant types that Keycloak knows and a service account cannot use: what it answers a confidential client that is not
 * set up for them (asked on 26.7).
 */
const FIRST_REFUSALS = [
  ["authorization_code", "Missing parameter: code", "invalid_request"],
  [
    "urn:ietf:params:oauth:grant-type:device_code",
    "Client not allowed OAuth 2.0 Device Authorization Grant",
    "invalid_grant",
  ],
  ["urn:ietf:params:oauth:grant-type:uma-ticket", "You must provide the issuedFor", "invalid_request"],
  ["urn:openid:params:grant-type:ciba", "Client not allowed OIDC CIBA Grant", "invalid_grant"],
  ["urn:ietf:params:oauth:grant-type:jwt-bearer", "Missing parameter:assertion", "invalid_grant"],
] as const;

export const unusableGrants: readonly (readonly [string, Grant])[] = FIRST_REFUSALS.map(
  ([type, description, error]) => [
    type,
    (_ctx, client) =>
      refuse(refusals.missingParameter(description, error), "the grant type is one for service accounts", {
        subject: { clientId: client.clientId },
        expected: "client_credentials or refresh_token",
        actual: type,
      }),
  ],
);
