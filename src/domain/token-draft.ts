import { parseClaimPath } from "./claim-path.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";
import type { Claims, JsonValue } from "./json.ts";
import type { TokenRoles } from "./token-roles.ts";

type Mutable = Map<string, JsonValue | Mutable>;

/** Claims that no mapper may write; Keycloak logs a warning and leaves the token as it is. */
const PROTECTED = new Set(["jti", "typ", "iat", "exp", "iss", "scope", "nonce", "session_state"]);

/** Claims of a token that have a place of their own in the order on the wire, ahead of the mapped ones. */
export interface NamedClaims {
  sub?: string;
  azp?: string;
  acr?: string;
  authTime?: number;
  audience: JsonValue[];
  allowedOrigins?: readonly string[];
  realmAccess?: readonly string[];
  resourceAccess: Map<string, readonly string[]>;
}

/**
 * A token in the making, changed by its mappers one after the other and then read once. Mapped claims stand in a map of
 * their own and come out in the order of Keycloak's hash map.
 */
export interface TokenDraft {
  readonly named: NamedClaims;
  readonly roles: TokenRoles;
  /** Writes the claim that a *Token Claim Name* leads to; undefined when it may not be written. Objects are merged into. */
  write(claimName: string, value: JsonValue): readonly string[] | undefined;
  readonly mapped: () => Claims;
}

export function createTokenDraft(roles: TokenRoles): TokenDraft {
  const named: NamedClaims = { audience: [], resourceAccess: new Map() };
  const others: Mutable = new Map();
  return {
    named,
    roles,
    write: (claimName, value) => {
      const path = parseClaimPath(claimName);
      const [first] = path;
      if (first === undefined || PROTECTED.has(first)) return undefined;
      if (path.length === 1 && writeNamed(named, first, value)) return path;
      writeNested(others, path, value);
      return path;
    },
    mapped: () => toClaims(others),
  };
}

function writeNamed(named: NamedClaims, name: string, value: JsonValue): boolean {
  if (name === "sub" || name === "azp" || name === "acr") named[name] = textOf(value);
  else if (name === "aud") named.audience = Array.isArray(value) ? [...value] : [value];
  else if (name === "auth_time") {
    const seconds = toSeconds(value);
    if (seconds !== undefined) named.authTime = seconds;
  } else return false;
  return true;
}

/** A whole number, or a text that is one; anything else is no time. */
const toSeconds = (value: JsonValue): number | undefined =>
  (typeof value === "number" || typeof value === "string") && /^-?\d+$/.test(String(value)) ? Number(value) : undefined;

const textOf = (value: JsonValue): string => (typeof value === "string" ? value : JSON.stringify(value));

function writeNested(into: Mutable, path: readonly string[], value: JsonValue): void {
  const [name = "", ...rest] = path;
  const present = into.get(name);
  if (rest.length === 0) {
    const merged =
      Array.isArray(present) && Array.isArray(value)
        ? [...present, ...value.filter((item) => !present.includes(item))]
        : value;
    into.set(name, merged);
    return;
  }
  const inner: Mutable = present instanceof Map ? present : new Map();
  into.set(name, inner);
  writeNested(inner, rest, value);
}

function toClaims(map: Mutable): Claims {
  const entries = inJavaHashOrder([...map.keys()]).map((name) => {
    const value = map.get(name);
    return [name, value instanceof Map ? toClaims(value) : (value ?? null)] as const;
  });
  return Object.fromEntries(entries);
}
