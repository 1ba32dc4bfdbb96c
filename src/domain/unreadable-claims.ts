import type { Claims, JsonValue } from "./json.ts";

const isObject = (value: JsonValue): value is Claims =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isSimple = (value: JsonValue): boolean => typeof value !== "object" || value === null;
const isList = (value: JsonValue): boolean => value === null || (Array.isArray(value) && value.every(isSimple));
const isNumber = (value: JsonValue): boolean =>
  value === null ||
  ["number", "bigint"].includes(typeof value) ||
  (typeof value === "string" && /^\s*(-?\d+\s*)?$/.test(value));
const isBoolean = (value: JsonValue): boolean =>
  value === null ||
  ["boolean", "number"].includes(typeof value) ||
  ["true", "false", ""].includes(String(value).toLowerCase());

/** Roles as a token holds them, and nothing beside. */
const isAccess = (value: JsonValue): boolean =>
  value === null ||
  (isObject(value) &&
    Object.entries(value).every(([name, of]) =>
      name === "roles" ? isList(of) : name === "verify_caller" && isBoolean(of),
    ));

const areAccesses = (value: JsonValue): boolean =>
  value === null || (isObject(value) && Object.values(value).every(isAccess));

const TEXTS = [
  "jti",
  "iss",
  "sub",
  "typ",
  "azp",
  "nonce",
  "sid",
  "at_hash",
  "c_hash",
  "s_hash",
  "name",
  "given_name",
  "family_name",
  "middle_name",
  "nickname",
  "preferred_username",
  "profile",
  "picture",
  "website",
  "email",
  "gender",
  "birthdate",
  "zoneinfo",
  "locale",
  "phone_number",
  "claims_locales",
  "acr",
  "scope",
];

const KINDS = new Map<string, (value: JsonValue) => boolean>([
  ...TEXTS.map((name) => [name, isSimple] as const),
  ...["exp", "nbf", "iat", "auth_time", "updated_at"].map((name) => [name, isNumber] as const),
  ...["email_verified", "phone_number_verified"].map((name) => [name, isBoolean] as const),
  ...["allowed-origins", "trusted-certs"].map((name) => [name, isList] as const),
  ["aud", (value) => isSimple(value) || isList(value)],
  ["realm_access", isAccess],
  ["resource_access", areAccesses],
  ["authorization", (value) => value === null || isObject(value)],
  ["cnf", (value) => value === null || isObject(value)],
]);

/**
 * The first claim that Keycloak wrote as a mapper says and cannot read back into its own class of tokens, because it is of
 * another kind (recorded): then the token is no good at userinfo and introspection, though its signature is.
 */
export function findUnreadable(claims: Claims): string | undefined {
  for (const name of Object.keys(claims)) {
    const value = claims[name];
    if (value !== undefined && KINDS.get(name)?.(value) === false) return name;
  }
  return undefined;
}

const ADDRESS = ["formatted", "street_address", "locality", "region", "postal_code", "country"];

/** Userinfo alone reads the address back: an object with texts in it (recorded). */
export const isAddress = (value: JsonValue | undefined): boolean =>
  value === undefined || value === null || (isObject(value) && ADDRESS.every((name) => isSimple(value[name] ?? null)));
