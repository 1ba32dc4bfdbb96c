import { type Claims, isObject, type JsonValue, toJsonText } from "../json.ts";
import { explainDifference } from "./difference-words.ts";
import { durationInWords } from "./time-words.ts";

/** What is not the same in two tokens, in meaning. */
export interface TokenDifference {
  readonly kind: "role" | "audience" | "scope" | "lifetime" | "header" | "claim" | "answer";
  /** The way to the member: `realm_access.roles`, `aud`. */
  readonly at: string;
  /** What the first has and the second has not; null where there is nothing. */
  readonly first: string | null;
  readonly second: string | null;
  /** What follows from it, and where it comes from. */
  readonly explanation: string;
}

/** A member that tells one token from the next even when both mean the same. */
export interface SetAside {
  readonly at: string;
  readonly first: string | null;
  readonly second: string | null;
}

export interface TokenComparison {
  readonly differences: readonly TokenDifference[];
  readonly setAside: readonly SetAside[];
}

interface Token {
  readonly header: Claims;
  readonly claims: Claims;
}

/** Times, ids, and by which server and over which connection a token came. */
const OF_ONE_TOKEN = new Set(
  ["iat exp nbf auth_time jti sid session_state nonce at_hash c_hash uti aio rh origin_jti event_id xms_tcdt"]
    .concat(["iss sub oid uid tid clientHost clientAddress client_address"])
    .flatMap((names) => names.split(" ")),
);
const OF_ONE_KEY = new Set(["kid", "x5t", "x5t#S256", "x5c", "x5u", "jku"]);

/** Claims whose value is a set of words, in one text or a list; their order means nothing. */
const SCOPES = new Set(["scope", "scp"]);
const ROLES = new Set(["roles", "groups", "permissions", "entitlements", "cognito:groups"]);

/** Compares two tokens in meaning: roles, audiences, scopes, lifetimes and what else they say; times and ids are set aside. */
export function compareTokens(first: Token, second: Token): TokenComparison {
  const names = namesOf(first.claims, second.claims);
  const aside = names.filter((name) => OF_ONE_TOKEN.has(name));
  const compared = names.filter((name) => !OF_ONE_TOKEN.has(name));
  return {
    differences: [
      ...compareHeaders(first.header, second.header),
      ...compareLifetimes(first.claims, second.claims),
      ...compared.flatMap((name) => compareMember([name], first.claims[name], second.claims[name])),
    ],
    setAside: [
      ...setAside([...OF_ONE_KEY], first.header, second.header),
      ...setAside(aside, first.claims, second.claims),
    ],
  };
}

const namesOf = (first: object, second: object): string[] => [
  ...new Set([...Object.keys(first), ...Object.keys(second)]),
];

const shown = (value: JsonValue | undefined): string | null =>
  value === undefined ? null : typeof value === "string" ? value : toJsonText(value);

const setAside = (names: readonly string[], first: Claims, second: Claims): SetAside[] =>
  names
    .map((at) => ({ at, first: shown(first[at]), second: shown(second[at]) }))
    .filter((each) => each.first !== each.second);

function difference(kind: TokenDifference["kind"], at: string, first: string | null, second: string | null) {
  return { kind, at, first, second, explanation: explainDifference(kind, at, first, second) };
}

const compareHeaders = (first: Claims, second: Claims): TokenDifference[] =>
  namesOf(first, second)
    .filter((name) => !OF_ONE_KEY.has(name) && shown(first[name]) !== shown(second[name]))
    .map((name) => difference("header", name, shown(first[name]), shown(second[name])));

function lifetimeOf({ iat, exp }: Claims): string | null {
  if (typeof exp !== "number") return "without end";
  return typeof iat === "number" ? durationInWords(exp - iat) : null;
}

function compareLifetimes(first: Claims, second: Claims): TokenDifference[] {
  const [one, two] = [lifetimeOf(first), lifetimeOf(second)];
  return one === two ? [] : [difference("lifetime", "exp", one, two)];
}

/** Role claims of Keycloak lie deeper; whatever is an object is compared member by member. */
function compareMember(
  path: readonly string[],
  first: JsonValue | undefined,
  second: JsonValue | undefined,
): TokenDifference[] {
  const name = path.at(-1) ?? "";
  const at = path.join(".");
  const kind = kindOf(name);
  if (kind !== undefined) return compareSets(kind, at, wordsOf(first, kind), wordsOf(second, kind));
  if (isRecord(first) || isRecord(second)) {
    const [one, two] = [isRecord(first) ? first : {}, isRecord(second) ? second : {}];
    return namesOf(one, two).flatMap((member) => compareMember([...path, member], one[member], two[member]));
  }
  return inOrder(first) === inOrder(second) ? [] : [difference("claim", at, shown(first), shown(second))];
}

const isRecord = (value: JsonValue | undefined): value is Claims => isObject(value);

function kindOf(name: string): "role" | "audience" | "scope" | undefined {
  if (name === "aud") return "audience";
  if (SCOPES.has(name)) return "scope";
  return ROLES.has(name) ? "role" : undefined;
}

/** One audience may stand as text; scopes stand in one text, divided by spaces. */
function wordsOf(value: JsonValue | undefined, kind: "role" | "audience" | "scope"): string[] {
  if (value === undefined) return [];
  if (typeof value === "string") return kind === "audience" ? [value] : value.split(" ").filter((word) => word !== "");
  return Array.isArray(value) ? value.map((each) => shown(each) ?? "") : [shown(value) ?? ""];
}

const compareSets = (
  kind: "role" | "audience" | "scope",
  at: string,
  first: readonly string[],
  second: readonly string[],
): TokenDifference[] => [
  ...first.filter((word) => !second.includes(word)).map((word) => difference(kind, at, word, null)),
  ...second.filter((word) => !first.includes(word)).map((word) => difference(kind, at, null, word)),
];

/** Lists of claims are sets in all that servers write. */
const inOrder = (value: JsonValue | undefined): string | null =>
  Array.isArray(value) ? toJsonText(value.map((each) => shown(each)).sort()) : shown(value);

/** What of a token endpoint's answer means something beside the tokens. */
const ANSWER_MEMBERS = ["error", "error_description", "token_type", "scope", "issued_token_type"];

/** Compares two answers: what was granted or refused, and which tokens came. */
export function compareAnswers(
  first: { readonly status: number; readonly answer: Claims },
  second: { readonly status: number; readonly answer: Claims },
): TokenDifference[] {
  const status =
    first.status === second.status ? [] : [difference("answer", "status", String(first.status), String(second.status))];
  const presence = (answer: Claims, name: string) => (answer[name] === undefined ? null : "there");
  const tokens = ["access_token", "refresh_token", "id_token"].flatMap((name) => {
    const [one, two] = [presence(first.answer, name), presence(second.answer, name)];
    return one === two ? [] : [difference("answer", name, one, two)];
  });
  const members = ANSWER_MEMBERS.flatMap((name) => {
    const [one, two] = [first.answer[name], second.answer[name]];
    if (name === "scope") return compareSets("scope", "scope", wordsOf(one, "scope"), wordsOf(two, "scope"));
    return shown(one) === shown(two) ? [] : [difference("answer", name, shown(one), shown(two))];
  });
  return [...status, ...members, ...tokens];
}
