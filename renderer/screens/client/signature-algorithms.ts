/** The algorithms of Keycloak's lists, in reading order. */
export const signatureAlgorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const;
export const hmacAlgorithms = ["HS256", "HS384", "HS512"] as const;
