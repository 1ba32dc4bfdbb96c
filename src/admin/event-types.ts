import serverInfo from "./server-info.json" with { type: "json" };

/** All types that Keycloak has. */
export const eventTypes: ReadonlySet<string> = new Set(serverInfo.enums.eventType);
export const operationTypes: ReadonlySet<string> = new Set(serverInfo.enums.operationType);
export const resourceTypes: ReadonlySet<string> = new Set(serverInfo.enums.resourceType);

/** Kept only where a realm names them (recorded: `events-config`); the same goes for their errors. */
const NOT_KEPT_BY_ITSELF = new Set([
  "CLIENT_INFO",
  "IDENTITY_PROVIDER_RESPONSE",
  "IDENTITY_PROVIDER_RETRIEVE_TOKEN",
  "INTROSPECT_TOKEN",
  "INVALID_SIGNATURE",
  "PUSHED_AUTHORIZATION_REQUEST",
  "REFRESH_TOKEN",
  "REGISTER_NODE",
  "UNREGISTER_NODE",
  "USER_DISABLED_BY_PERMANENT_LOCKOUT",
  "USER_DISABLED_BY_TEMPORARY_LOCKOUT",
  "USER_INFO_REQUEST",
  "USER_SESSION_DELETED",
  "VALIDATE_ACCESS_TOKEN",
  "VERIFIABLE_CREDENTIAL_NONCE_REQUEST",
]);
/** Where the error goes another way than what it is the error of. */
const KEPT_ALONE = new Set(["USER_DISABLED_BY_PERMANENT_LOCKOUT", "USER_DISABLED_BY_TEMPORARY_LOCKOUT"]);

const isKeptByItself = (type: string): boolean =>
  KEPT_ALONE.has(type) || !(NOT_KEPT_BY_ITSELF.has(type.replace(/_ERROR$/, "")) || type === "PERMISSION_TOKEN_ERROR");

/** The types that a realm keeps which names none. */
export const typesKeptByDefault: readonly string[] = [...eventTypes].filter(isKeptByItself);
