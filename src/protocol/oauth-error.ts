import { failed, type TraceStep } from "../domain/trace.ts";
import type { EventFacts } from "./event-facts.ts";

/** An error the caller is meant to see, in the recorded words of Keycloak 26.7. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly description?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Userinfo says its errors in a header and leaves the body empty. */
  readonly emptyBody?: true;
  /** Said in place of error and description. */
  readonly body?: object;
  /** For the event log; never goes over the wire. */
  readonly event?: EventFacts;
}

const refusal = (status: number, error: string, description?: string, event?: EventFacts): Refusal => ({
  status,
  error,
  ...(description !== undefined && { description }),
  ...(event && { event }),
});

/** What events say of a client that was not authenticated. */
export const NOT_PROVEN: EventFacts = { error: "invalid_client_credentials" };
const SECRET_REFUSED: EventFacts = { ...NOT_PROVEN, proof: "secret" };
const ASSERTION_REFUSED: EventFacts = { ...NOT_PROVEN, proof: "assertion" };
const NOT_SET_UP: EventFacts = { error: "client_credentials_setup_required" };
const NO_KEY = "Unable to load public key";
const OTHER_ALGORITHM = "Invalid signature algorithm";

/** An assertion is told apart by how far its checks came: to its key, or not. */
const eventOfAssertion = (description: string): EventFacts => {
  if (description === NO_KEY) return NOT_SET_UP;
  return description === OTHER_ALGORITHM ? NOT_PROVEN : ASSERTION_REFUSED;
};

const BAD_CLIENT = "Invalid client or Invalid client credentials";

export const refusals = {
  noRealm: refusal(404, "Realm does not exist"),
  noEndpoint: refusal(404, "HTTP 404 Not Found"),
  noProtocol: refusal(404, "Protocol not found"),
  noResource: refusal(404, "Unable to find matching target resource method"),
  wrongMethod: refusal(405, "HTTP 405 Method Not Allowed"),
  realmDisabled: refusal(403, "access_denied", "Realm not enabled"),
  httpsRequired: refusal(403, "invalid_request", "HTTPS required"),
  noGrantType: refusal(400, "invalid_request", "Missing form parameter: grant_type"),
  unknownGrantType: refusal(400, "unsupported_grant_type", "Unsupported grant_type"),
  unknownClient: refusal(401, "invalid_client", BAD_CLIENT, { error: "client_not_found" }),
  disabledClient: refusal(401, "invalid_client", BAD_CLIENT, { error: "client_disabled" }),
  unprovenClient: refusal(401, "invalid_client", BAD_CLIENT, NOT_PROVEN),
  wrongSecret: refusal(401, "unauthorized_client", BAD_CLIENT, SECRET_REFUSED),
  unreadableCredentials: refusal(
    400,
    "unauthorized_client",
    "Unexpected error when authenticating client",
    SECRET_REFUSED,
  ),
  noAssertion: refusal(400, "invalid_client", "Parameter client_assertion_type is missing", NOT_PROVEN),
  otherAssertionType: (type: string) =>
    refusal(
      400,
      "invalid_client",
      `Parameter client_assertion_type has value '${type}' but expected is 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'`,
      NOT_PROVEN,
    ),
  noClientAssertion: refusal(400, "invalid_client", "client_assertion parameter missing", NOT_PROVEN),
  otherClientId: refusal(400, "invalid_client", "client_id parameter does not match authenticated client", NOT_PROVEN),
  badAssertion: (description: string) => refusal(400, "invalid_client", description, eventOfAssertion(description)),
  keysNotLoaded: (description: string) => refusal(400, "invalid_client", description, NOT_PROVEN),
  badSecretAssertion: (description: string) => refusal(400, "unauthorized_client", description, NOT_PROVEN),
  otherMethod: (method: string) =>
    refusal(
      401,
      "unauthorized_client",
      `Invalid method used to get client secret. Client requires method '${method}' to obtain client secret from the request`,
      SECRET_REFUSED,
    ),
  wrongProtocol: refusal(400, "invalid_client", "Wrong client protocol.", { error: "invalid_client" }),
  invalidOrigin: refusal(403, "Invalid origin"),
  bearerOnly: refusal(400, "invalid_client", "Bearer-only not allowed"),
  repeatedParameter: refusal(400, "invalid_request", "duplicated parameter"),
  publicClient: refusal(401, "unauthorized_client", "Public client not allowed to retrieve service account"),
  noServiceAccount: refusal(401, "unauthorized_client", "Client not enabled to retrieve service account"),
  noServiceAccountUser: refusal(401, "invalid_request", "The associated service account for the client does not exist"),
  userDisabled: (username: string) => refusal(401, "invalid_request", `User '${username}' disabled`),
  invalidScope: (scope: string) => refusal(400, "invalid_scope", `Invalid scopes: ${scope}`),
  offlineNotAllowed: refusal(400, "not_allowed", "Offline tokens not allowed for the user or client"),
  noCertificate: refusal(400, "invalid_request", "Client Certification missing for MTLS HoK Token Binding"),
  otherCertificate: refusal(
    401,
    "unauthorized_client",
    "Client certificate missing, or its thumbprint and one in the token did NOT match",
  ),
  badProof: (description: string) => refusal(400, "invalid_request", description, { error: "invalid_dpop_proof" }),
  notIntrospected: refusal(400, "invalid_request", "Failed to introspect token."),
  invalidGrant: (description: string) => refusal(400, "invalid_grant", description),
  noRefreshToken: refusal(400, "invalid_request", "No refresh token"),
  directGrantsOff: refusal(400, "unauthorized_client", "Client not allowed for direct access grants"),
  noUsername: refusal(401, "invalid_request", "Missing parameter: username"),
  introspectionByPublicClient: refusal(403, "invalid_request", "Client not allowed."),
  nothingToIntrospect: refusal(400, "invalid_request", "Token not provided."),
  unknownTokenTypeHint: refusal(400, "invalid_request", "Unsupported token type."),
  introspectionByStranger: refusal(401, "invalid_client", "Client authentication failed.", {
    error: "invalid_client",
    details: { detail: "Client authentication failed." },
    proof: "secret",
  }),
  nothingToRevoke: refusal(400, "invalid_request", "Token not provided"),
  unknownToken: refusal(200, "invalid_token", "Invalid token", { error: "invalid_token" }),
  goneToken: refusal(200, "invalid_token", "Invalid token", { error: "user_session_not_found" }),
  unrevocableToken: refusal(400, "unsupported_token_type", "Unsupported token type"),
  tokenOfAnother: refusal(400, "invalid_request", "Unmatching clients"),
  unreadableAddress: refusal(500, "unknown_error", "Cannot parse the JSON"),
  unexpected: refusal(500, "unknown_error", "For more on this error consult the server log."),
  exchange: (description: string, error = "invalid_request", status = 400) => refusal(status, error, description),
  missingParameter: (description: string, error = "invalid_request") => refusal(400, error, description),
};

/** Refuses, saying which rule failed and how. */
export const refuse = (refused: Refusal, rule: string, more: Omit<TraceStep, "rule" | "outcome"> = {}) => ({
  refusal: refused,
  trace: [failed(rule, more)],
});
