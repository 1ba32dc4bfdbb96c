import { parseClaimPath } from "./claim-path.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";
import { type Claims, type JsonValue, toExactNumber, toJsonText } from "./json.ts";
import type { TokenRoles } from "./token-roles.ts";

type Mutable = Map<string, JsonValue | Mutable>;

/** Claims that no mapper may write; Keycloak logs a warning and leaves the token as it is. */
const PROTECTED = new Set(["jti", "typ", "iat", "exp", "iss", "scope", "nonce", "session_state"]);

/** Claims of a token that have a place of their own in the order on the wire, ahead of the mapped ones. */
export interface NamedClaims {
  sub?: string;
  azp?: string;
  acr?: string;
  authTime?: number | bigint;
  audience: string[];
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
  write(claimName: string, value: JsonValue, isJson?: boolean): readonly string[] | undefined;
  /** Writes a claim among the mapped ones, whatever its name. */
  writeOther(name: string, value: JsonValue): void;
  readonly mapped: () => Claims;
}

export function createTokenDraft(roles: TokenRoles): TokenDraft {
  const named: NamedClaims = { audience: [], resourceAccess: new Map() };
  const others: Mutable = new Map();
  return {
    named,
    roles,
    writeOther: (name, value) => void others.set(name, value),
    write: (claimName, value, isJson = false) => {
      const path = parseClaimPath(claimName);
      const [first] = path;
      if (first === undefined || PROTECTED.has(first)) return undefined;
      if (path.length === 1 && writeNamed(named, first, value, isJson)) return path;
      writeNested(others, path, value);
      return path;
    },
    mapped: () => toClaims(others),
  };
}

/** A place of its own takes texts: JSON, of whatever kind, is written there as its text (asked on 26.7). */
function writeNamed(named: NamedClaims, name: string, value: JsonValue, isJson: boolean): boolean {
  const text = isJson ? toJsonText(value) : textOf(value);
  if (name === "sub" || name === "azp" || name === "acr") named[name] = text;
  else if (name === "aud") named.audience = Array.isArray(value) && !isJson ? value.map(textOf) : [text];
  else if (name === "auth_time") {
    const seconds = toSeconds(text);
    if (seconds !== undefined) named.authTime = seconds;
  } else return false;
  return true;
}

/** A whole number, or a text that is one; anything else is no time. */
const toSeconds = (text: string): number | bigint | undefined =>
  /^-?\d{1,19}$/.test(text) ? toExactNumber(text) : undefined;

/** As Java writes a value into a text: lists in their own way. */
const textOf = (value: JsonValue): string => {
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  return typeof value === "string" ? value : toJsonText(value);
};

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
