import { parseClaimPath } from "./claim-path.ts";
import { type Claims, type JsonValue, toExactNumber, toJsonText } from "./json.ts";
import { createMappedClaims, type Meeting } from "./mapped-claims.ts";
import type { TokenRoles } from "./token-roles.ts";

/** Claims that no mapper of values may write; Keycloak logs a warning and leaves the token as it is. */
const PROTECTED = new Set(["jti", "typ", "iat", "exp", "iss", "scope", "nonce", "session_state"]);

/** The same of the fields of a token answer. */
const PROTECTED_IN_ANSWER = new Set([
  "access_token",
  "token_type",
  "session_state",
  "expires_in",
  "id_token",
  "refresh_token",
  "refresh_expires_in",
  "not-before-policy",
  "scope",
]);

/** Claims of a token that have a place of their own in the order on the wire, ahead of the mapped ones. */
export interface NamedClaims {
  sub?: string;
  azp?: string;
  acr?: string;
  authTime?: number | bigint;
  audience: string[];
  allowedOrigins?: readonly string[];
  realmAccess?: RoleNames;
  resourceAccess: Map<string, RoleNames>;
}

/** Null stands for a name that a mapper could not convert. */
export type RoleNames = readonly (string | null)[];

/** How a value meets what stands in its place already. */
export interface Written {
  /** The value is one piece of JSON, which to Keycloak is neither an object nor a list that others could write into. */
  readonly json?: boolean;
  /** What a *Multivalued* mapper writes joins what is there, once each. */
  readonly multivalued?: boolean;
}

/**
 * A token in the making, changed by its mappers one after the other and then read once. Mapped claims stand in a map of
 * their own and come out in the order of Keycloak's hash map.
 */
export interface TokenDraft {
  readonly named: NamedClaims;
  readonly roles: TokenRoles;
  /** Why Keycloak fails over what was written, once it does. */
  broken?: string;
  /** Writes the claim that a *Token Claim Name* leads to; undefined when it may not be written. */
  write(claimName: string, value: JsonValue, how?: Written): readonly string[] | undefined;
  /** Writes roles among the mapped claims, even under a name that is not for mappers of values; lists are joined as they are. */
  writeRoles(path: readonly string[], value: JsonValue, json: boolean): void;
  /** Writes a claim among the mapped ones, whatever its name. */
  writeOther(name: string, value: JsonValue): void;
  /** Writes members of an object, which takes the place of anything that is none. */
  writeMembers(name: string, members: Readonly<Record<string, string>>): void;
  readonly mapped: () => Claims;
}

/** @param ofAnswer the fields of a token answer are written, where no claim has a place of its own. */
export function createTokenDraft(roles: TokenRoles, ofAnswer = false): TokenDraft {
  const named: NamedClaims = { audience: [], resourceAccess: new Map() };
  const others = createMappedClaims();
  const guarded = ofAnswer ? PROTECTED_IN_ANSWER : PROTECTED;
  const put = (path: readonly string[], value: JsonValue, meeting: Meeting) => {
    const broken = others.put(path, value, meeting);
    if (broken !== undefined) draft.broken ??= broken;
  };
  const draft: TokenDraft = {
    named,
    roles,
    writeOther: (name, value) => put([name], value, "replaces"),
    writeMembers: others.putMembers,
    writeRoles: (path, value, json) => put(path, value, json ? "replaces as JSON" : "is appended"),
    write: (claimName, value, how = {}) => {
      const path = parseClaimPath(claimName);
      const [first] = path;
      if (first === undefined || guarded.has(first)) return undefined;
      if (ofAnswer || !NAMED.has(first)) put(path, value, meetingOf(how));
      else if (path.length > 1) return undefined;
      else writeNamed(named, first, value, how.json === true);
      return path;
    },
    mapped: others.read,
  };
  return draft;
}

function meetingOf({ json, multivalued }: Written): Meeting {
  if (multivalued) return "joins";
  return json ? "replaces as JSON" : "replaces";
}

const NAMED = new Set(["sub", "azp", "acr", "aud", "auth_time"]);

/** A place of its own takes texts: JSON, of whatever kind, is written there as its text (asked on 26.7). */
function writeNamed(named: NamedClaims, name: string, value: JsonValue, isJson: boolean): void {
  const text = isJson ? toJsonText(value) : textOf(value);
  if (name === "sub" || name === "azp" || name === "acr") named[name] = text;
  else if (name === "aud") named.audience = Array.isArray(value) && !isJson ? value.map(textOf) : [text];
  else {
    const seconds = toSeconds(text);
    if (seconds !== undefined) named.authTime = seconds;
  }
}

/** A whole number, or a text that is one; anything else is no time. */
const toSeconds = (text: string): number | bigint | undefined =>
  /^-?\d{1,19}$/.test(text) ? toExactNumber(text) : undefined;

/** As Java writes a value into a text: lists in their own way. */
const textOf = (value: JsonValue): string => {
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  return typeof value === "string" ? value : toJsonText(value);
};
