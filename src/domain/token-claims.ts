import type { ClaimVerdict, SilentMapper } from "./explanation.ts";
import type { Claims, JsonValue } from "./json.ts";
import type { MapperInput, MapperTarget } from "./mappers/mapper.ts";
import type { PlannedMapper } from "./planned-mapper.ts";
import { createTokenDraft, type TokenDraft } from "./token-draft.ts";
import type { TokenFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";
import { copyTokenRoles } from "./token-roles.ts";
import type { TraceLink } from "./trace.ts";

/** Which mapper wrote which claim, noted while they run. */
export interface MapperRun {
  readonly draft: TokenDraft;
  readonly written: readonly {
    readonly path: readonly string[];
    readonly mapper: PlannedMapper;
    readonly input: string;
  }[];
  readonly silent: readonly SilentMapper[];
}

/** Runs the mappers of a plan for one target, in their order, over a draft that starts with the plan's roles. */
export function runMappers(
  plan: TokenPlan,
  facts: TokenFacts,
  target: MapperTarget,
  start: Partial<TokenDraft["named"]> = {},
): MapperRun {
  const draft = createTokenDraft(copyTokenRoles(plan.tokenRoles));
  Object.assign(draft.named, start);
  const written: { path: readonly string[]; mapper: PlannedMapper; input: string }[] = [];
  const silent: SilentMapper[] = [];
  for (const mapper of plan.mappers) {
    if (!mapper.targets.has(target)) {
      silent.push({ links: mapper.links, reason: OFF[target] });
      continue;
    }
    const input: MapperInput = { plan, facts, target, config: (name) => mapper.config.get(name) || undefined };
    const outcome = mapper.provider.run(draft, input);
    if ("silent" in outcome) silent.push({ links: mapper.links, reason: outcome.silent });
    else for (const path of outcome.wrote) written.push({ path, mapper, input: outcome.input });
  }
  return { draft, written, silent };
}

const OFF: Record<MapperTarget, string> = {
  access: "Add to access token is off",
  id: "Add to ID token is off",
  userinfo: "Add to userinfo is off",
  introspection: "Add to token introspection is off",
  lightweight: "Add to lightweight access token is off",
  answer: "Add to access token response is off",
};

/** Claims with a place of their own, then the mapped ones: the order of Keycloak's token classes. Absent ones are left out. */
export function assembleClaims(before: Claims, draft: TokenDraft, after: Claims = {}): Claims {
  const { named } = draft;
  const audience = named.audience.length > 1 ? named.audience : named.audience[0];
  const { exp, iat, jti, iss, typ, sid, at_hash } = before;
  const clientAccess = [...named.resourceAccess].map(([owner, roles]) => [owner, { roles }] as const);
  const all: Readonly<Record<string, JsonValue | undefined>> = {
    exp,
    iat,
    auth_time: named.authTime,
    jti,
    iss,
    aud: audience,
    sub: named.sub,
    typ,
    azp: named.azp,
    sid,
    at_hash,
    acr: named.acr,
    "allowed-origins": named.allowedOrigins,
    realm_access: named.realmAccess && { roles: named.realmAccess },
    resource_access: clientAccess.length > 0 ? Object.fromEntries(clientAccess) : undefined,
    ...after,
  };
  return present(all, draft.mapped());
}

function present(named: Readonly<Record<string, JsonValue | undefined>>, mapped: Claims): Claims {
  const claims: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(named)) if (value !== undefined) claims[name] = value;
  for (const [name, value] of Object.entries(mapped)) {
    if (!Object.hasOwn(claims, name))
      Object.defineProperty(claims, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return claims;
}

/** Says for each claim who wrote it: the mapper that ran last over it, else the token itself. */
export function explainClaims(claims: Claims, run: MapperRun, base: Readonly<Record<string, string>>): ClaimVerdict[] {
  const explained: ClaimVerdict[] = [];
  for (const [name, value] of Object.entries(claims)) {
    const writers = run.written.filter(({ path }) => path[0] === name);
    if (writers.length === 0)
      explained.push({ path: [name], value, rule: base[name] ?? "every token has it", links: [] });
    for (const { path, mapper, input } of writers) {
      const at = valueAt(claims, path);
      if (at !== undefined && !isOverwritten(path, mapper, writers))
        explained.push({ path, value: at, rule: mapper.provider.provider, links: linksOf(mapper), input });
    }
  }
  return explained;
}

const linksOf = (mapper: PlannedMapper): readonly TraceLink[] => mapper.links;

function isOverwritten(path: readonly string[], mapper: PlannedMapper, writers: MapperRun["written"]): boolean {
  if (path[0] === "aud") return false; // several mappers add to it
  const same = writers.filter((writer) => writer.path.join("\u0000") === path.join("\u0000"));
  return same.at(-1)?.mapper !== mapper;
}

function valueAt(claims: Claims, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = claims;
  for (const part of path) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, part) ? (value as Claims)[part] : undefined;
  }
  return value;
}
