import type { ClaimVerdict, SilentMapper } from "./explanation.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";
import type { Claims, JsonValue } from "./json.ts";
import type { MapperOutcome, MapperTarget } from "./mappers/mapper.ts";
import type { PlannedMapper } from "./planned-mapper.ts";
import { createTokenDraft, type RoleNames, type TokenDraft } from "./token-draft.ts";
import type { SessionFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";
import { copyTokenRoles } from "./token-roles.ts";
import type { TraceLink } from "./trace.ts";

/** The token as its mappers left it, and what each of them said of itself. */
export interface MapperRun {
  readonly draft: TokenDraft;
  /** The first mapper that Keycloak fails over, and why. */
  readonly fault?: { readonly mapper: PlannedMapper; readonly reason: string };
  readonly ran: readonly { readonly mapper: PlannedMapper; readonly outcome: MapperOutcome }[];
}

/** Runs the mappers of a plan for one target, in their order, over a draft that starts with the plan's roles. */
export function runMappers(
  plan: TokenPlan,
  session: Pick<SessionFacts, "notes" | "id" | "passingId">,
  target: MapperTarget,
  start: Partial<TokenDraft["named"]> = {},
): MapperRun {
  const roles = plan.changesRoles ? copyTokenRoles(plan.tokenRoles) : plan.tokenRoles;
  const draft = createTokenDraft(roles, target === "answer");
  Object.assign(draft.named, start);
  const { notes } = session;
  const sessionId = shownIdOf(session);
  let fault: MapperRun["fault"];
  const ran = plan.mappersFor(target).map((mapper) => {
    const { config, once } = mapper;
    const outcome = mapper.provider.run(draft, { plan, notes, sessionId, target, config, once });
    if (draft.broken !== undefined) fault ??= { mapper, reason: draft.broken };
    return { mapper, outcome };
  });
  return { draft, ran, ...(fault && { fault }) };
}

/** The id that a mapper may show: of the session, or of the one that lasts as long as the request. */
export const shownIdOf = ({ id, passingId }: Pick<SessionFacts, "id" | "passingId">): string | undefined =>
  id ?? passingId;

/** The mappers that ran and wrote nothing. */
export const silentMappers = ({ ran }: MapperRun): SilentMapper[] =>
  ran.flatMap(({ mapper, outcome }) => ("silent" in outcome ? [{ links: mapper.links, reason: outcome.silent }] : []));

/** The mappers that were not asked for a target, because their switch for it is off. */
export const mappersOff = (plan: TokenPlan, target: MapperTarget): SilentMapper[] =>
  plan.mappers.filter(({ targets }) => !targets.has(target)).map(({ links }) => ({ links, reason: OFF[target] }));

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
  const claims: Record<string, JsonValue> = {};
  const put = (name: string, value: JsonValue | undefined) => {
    if (value !== undefined) claims[name] = value;
  };
  put("exp", before["exp"]);
  put("iat", before["iat"]);
  put("auth_time", named.authTime);
  put("jti", before["jti"]);
  put("iss", before["iss"]);
  put("aud", named.audience.length > 1 ? named.audience : named.audience[0]);
  put("sub", named.sub);
  put("typ", before["typ"]);
  put("azp", named.azp);
  put("sid", before["sid"]);
  put("at_hash", before["at_hash"]);
  put("acr", named.acr);
  put("allowed-origins", named.allowedOrigins);
  if (named.realmAccess) put("realm_access", { roles: named.realmAccess });
  if (named.resourceAccess.size > 0) put("resource_access", toResourceAccess(named.resourceAccess));
  for (const name of Object.keys(after)) put(name, after[name]);
  return withMapped(claims, draft.mapped());
}

/** Owners in the order of Keycloak's hash map, whichever mapper wrote first. */
export const toResourceAccess = (roles: ReadonlyMap<string, RoleNames>): Claims =>
  Object.fromEntries(inJavaHashOrder([...roles.keys()]).map((owner) => [owner, { roles: roles.get(owner) ?? [] }]));

/**
 * Adds mapped claims behind the others. One of the same name Keycloak writes twice, and whoever reads the token takes the
 * second; here it takes the place of the first.
 */
function withMapped(claims: Record<string, JsonValue>, mapped: Claims): Claims {
  for (const [name, value] of Object.entries(mapped)) {
    if (name === "__proto__") Object.defineProperty(claims, name, { value, enumerable: true, configurable: true });
    else claims[name] = value;
  }
  return claims;
}

interface Written {
  readonly path: readonly string[];
  readonly mapper: PlannedMapper;
  readonly input: string;
}

/** Says for each claim who wrote it: the mapper that ran last over it, else the token itself. */
export function explainClaims(claims: Claims, run: MapperRun, base: Readonly<Record<string, string>>): ClaimVerdict[] {
  const explained: ClaimVerdict[] = [];
  const written = run.ran.flatMap(({ mapper, outcome }) =>
    "silent" in outcome ? [] : outcome.wrote.map((path) => ({ path, mapper, input: outcome.input })),
  );
  for (const [name, value] of Object.entries(claims)) {
    const writers = written.filter(({ path }) => path[0] === name);
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

function isOverwritten(path: readonly string[], mapper: PlannedMapper, writers: readonly Written[]): boolean {
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
