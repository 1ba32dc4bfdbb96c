/** Keycloak's client attributes that the client page has a field for. */
export const attributeNames = {
  lifespan: "access.token.lifespan",
  refreshTokens: "client_credentials.use_refresh_token",
  secretMethod: "client.secret.authentication.allowed.method",
  assertionAlgorithm: "token.endpoint.auth.signing.alg",
  useJwksUrl: "use.jwks.url",
  jwksUrl: "jwks.url",
  subjectDn: "x509.subjectdn",
  subjectDnIsPattern: "x509.allow.regex.pattern.comparison",
} as const;

type Attributes = Readonly<Record<string, string>>;

export const ROTATED_SECRET = "client.secret.rotated";
const ROTATED_UNTIL = "client.secret.rotated.expiration.time";

/** Until when the secret before the last one is good too, in epoch seconds; null: there is none. */
export function rotatedUntil(attributes: Attributes): number | null {
  const until = Number(attributes[ROTATED_UNTIL]);
  return Number.isInteger(until) && until > 0 ? until : null;
}

/** The attributes that end a rotated secret. */
export const withoutRotated: Readonly<Record<string, null>> = {
  [ROTATED_SECRET]: null,
  [ROTATED_UNTIL]: null,
  "client.secret.rotated.creation.time": null,
};
