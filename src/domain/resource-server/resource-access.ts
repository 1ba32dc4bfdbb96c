import type { Claims, JsonValue } from "../json.ts";
import { checkAsResource, type ResourceFacts } from "../token-reading/resource-checks.ts";
import { passed, type Trace, type TraceStep } from "../trace.ts";
import type { ResourceServerSettings } from "./resource-settings.ts";

/** A token that is known to be what it says, by its signature or by the word of its issuer. */
export interface KnownToken {
  readonly header: Claims;
  readonly claims: Claims;
  /** The claims are an answer of introspection: what is not in them the issuer has vouched for (RFC 7662 §2.2). */
  readonly introspected: boolean;
}

/** Why a token does not open the resource: it is none for it (401), or lacks a scope or roles (403). */
export interface NoAccess {
  readonly kind: "token" | "scope" | "roles";
  readonly description: string;
}

/** A role that is asked for, and what would bring it into the token. */
export interface WantedRole {
  readonly name: string;
  /** The clientId of its owner; absent for a realm role. */
  readonly owner?: string;
}

/** What would bring into the token what it lacks: how it is missing, and the edit that mends it. */
export type FindMend = (missing: {
  readonly audience?: string;
  readonly scope?: string;
  readonly role?: WantedRole;
}) => Pick<TraceStep, "actual" | "mend">;

export interface AccessFacts extends ResourceFacts {
  readonly issuer: string;
  readonly findMend: FindMend;
}

/**
 * Makes every check of a resource server but the signature (RFC 9068 §4, RFC 6750 §3.1), a step each, and does not stop at the
 * first that fails: the answer names that one, people see all.
 */
export function judgeAccess(
  token: KnownToken,
  settings: ResourceServerSettings,
  facts: AccessFacts,
): { readonly trace: Trace; readonly refusal?: NoAccess } {
  const judged = [
    ...judgeToken(token, facts),
    ...judgeScopes(token, settings, facts),
    ...judgeRoles(token, settings, facts),
  ];
  const refused = judged.find(({ step }) => step.outcome === "failed");
  const trace = judged.map(({ step }) => step);
  return refused ? { trace, refusal: { kind: refused.kind, description: refused.description } } : { trace };
}

interface Judged extends NoAccess {
  readonly step: TraceStep;
}

const RULES = {
  typ: "it is an access token",
  iss: "the issuer is the trusted one",
  aud: "the audience names this resource server",
  exp: "the token has not expired",
  nbf: "the token is good already",
  iat: "the token was issued before now",
  azp: "the token says which client it was issued to",
  scope: "the scope is in the token",
  role: "the role is in the token",
} as const;

/** A resource server that leaves these two out is none the worse (RFC 9068 §4). */
const ONLY_NOTED = new Set(["iat", "azp"]);

/** What an issuer that is asked has judged itself, said or unsaid; for whom a token is it cannot know. */
const VOUCHED_FOR = new Set(["iss", "exp"]);

function judgeToken({ header, claims, introspected }: KnownToken, facts: AccessFacts): Judged[] {
  return checkAsResource(header, claims, facts).map(({ check, outcome, expected, actual, meaning }) => {
    const isVouchedFor = introspected && VOUCHED_FOR.has(check) && claims[check] === undefined;
    const isNoted = outcome === "failed" && (isVouchedFor || ONLY_NOTED.has(check));
    const step = { rule: RULES[check], outcome: isNoted ? ("noted" as const) : outcome, expected, actual };
    if (step.outcome !== "failed") return { kind: "token", description: meaning, step };
    const mended = check === "aud" && facts.audience !== undefined ? facts.findMend({ audience: facts.audience }) : {};
    const why = [actual, mended.actual ?? meaning].join(": ");
    return { kind: "token", description: meaning, step: { ...step, ...mended, actual: why } };
  });
}

function judgeScopes({ claims }: KnownToken, { scopes }: ResourceServerSettings, { findMend }: AccessFacts): Judged[] {
  const held = scopesOf(claims);
  return scopes.map((scope) => {
    const base = { rule: RULES.scope, subject: { scope } };
    const description = `The token lacks the scope ${scope}`;
    if (held.includes(scope)) return { kind: "scope", description, step: passed(base.rule, base) };
    const actual = held.join(" ") || "no scope";
    return { kind: "scope", description, step: failedStep({ ...base, expected: scope }, actual, findMend({ scope })) };
  });
}

function judgeRoles({ claims }: KnownToken, settings: ResourceServerSettings, { findMend }: AccessFacts): Judged[] {
  return wantedRoles(settings).map((role) => {
    const { name, owner } = role;
    const base = { rule: RULES.role, subject: { role: name, ...(owner !== undefined && { client: owner }) } };
    const held = rolesIn(claims, owner);
    const description = `The token lacks the role ${name}${owner === undefined ? "" : ` of ${owner}`}`;
    if (held.includes(name)) return { kind: "roles", description, step: passed(base.rule, base) };
    const actual = held.join(", ") || "no role";
    return { kind: "roles", description, step: failedStep({ ...base, expected: name }, actual, findMend({ role })) };
  });
}

const failedStep = (
  base: Pick<TraceStep, "rule" | "subject" | "expected">,
  actual: string,
  { actual: why, mend }: ReturnType<FindMend>,
): TraceStep => ({
  ...base,
  outcome: "failed",
  actual: why === undefined ? actual : `${actual}: ${why}`,
  ...(mend && { mend }),
});

const wantedRoles = ({ realmRoles, clientRoles }: ResourceServerSettings): WantedRole[] => [
  ...realmRoles.map((name) => ({ name })),
  ...Object.entries(clientRoles).flatMap(([owner, names]) => names.map((name) => ({ name, owner }))),
];

const textsIn = (value: JsonValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

/** One text with spaces (RFC 9068 §2.2.3), or as some servers have it a list, also under `scp`. */
function scopesOf({ scope = null, scp = null }: Claims): string[] {
  const said = scope ?? scp;
  return typeof said === "string" ? said.split(" ").filter(Boolean) : textsIn(said);
}

/** Where Keycloak writes roles. */
function rolesIn(claims: Claims, owner: string | undefined): string[] {
  const holder = owner === undefined ? claims["realm_access"] : memberOf(claims["resource_access"], owner);
  return textsIn(memberOf(holder, "roles"));
}

const memberOf = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  value !== null && typeof value === "object" && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Claims)[name]
    : undefined;
