/** Keycloak's client attributes that the client page has a field for. */
export const attributeNames = {
  lifespan: "access.token.lifespan",
  refreshTokens: "client_credentials.use_refresh_token",
} as const;
