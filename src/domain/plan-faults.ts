import { parseClaimPath } from "./claim-path.ts";
import { isAboutOrganizations, type ResolvedScopes } from "./client-scopes.ts";
import type { CompiledClient } from "./compiled-client.ts";
import type { MapperTarget } from "./mappers/mapper.ts";
import { CLIENT_ID } from "./mappers/role-claim.ts";
import type { PlannedMapper } from "./planned-mapper.ts";
import { runMappers } from "./token-claims.ts";
import type { SessionFacts } from "./token-facts.ts";
import type { TokenPlan } from "./token-plan.ts";
import type { TraceLink } from "./trace.ts";

/** Something of the realm that Keycloak fails over, with a 500 in place of an answer. */
export interface PlanFault {
  /** What ought to hold. */
  readonly rule: string;
  readonly reason: string;
  readonly links: readonly TraceLink[];
}

const faultOf = ({ name, links }: PlannedMapper, reason: string): PlanFault => ({
  rule: `the mapper ${name} can run`,
  reason,
  links,
});

/** What fails whatever the session: a mapper's configuration, a lifespan that is no number, a scope (recorded). */
export function findPlanFault(
  client: CompiledClient,
  mappers: readonly PlannedMapper[],
  scopes: ResolvedScopes,
): PlanFault | undefined {
  for (const mapper of mappers) {
    const reason = mapper.provider.findFault?.(client, mapper.config);
    if (reason !== undefined) return faultOf(mapper, reason);
  }
  return findLifespanFault(client) ?? findScopeFault(client, scopes);
}

function findLifespanFault(client: CompiledClient): PlanFault | undefined {
  const lifespan = client.attribute("access.token.lifespan");
  if (lifespan === undefined || lifespan.trim() === "" || /^[+-]?\d{1,10}$/.test(lifespan)) return undefined;
  return {
    rule: "the client's access token lifespan is a number",
    reason: `it is ${JSON.stringify(lifespan)}`,
    links: [linkTo(client)],
  };
}

/** Keycloak then finds a client scope about organizations twice. */
function findScopeFault(client: CompiledClient, { verdicts }: ResolvedScopes): PlanFault | undefined {
  const asked = verdicts.filter(({ assignment, requested }) => assignment === "default" && requested);
  const twice = client.defaultScopes.find(
    (scope) => isAboutOrganizations(scope) && asked.some(({ clientScopeId }) => clientScopeId === scope.id),
  );
  return (
    twice && {
      rule: "a default client scope about organizations is not asked for by name",
      reason: `scope names ${twice.name}, which comes by default`,
      links: [linkTo(client), { kind: "client scope", id: twice.id, name: twice.name }],
    }
  );
}

const linkTo = ({ id, clientId }: CompiledClient): TraceLink => ({ kind: "client", id, name: clientId });

/**
 * Whether these mappers might get in each other's way, judged by their claims' names alone: one writes a value where
 * another needs an object, or roles of another type into a token's own place for names of roles.
 */
export function mayBreak(mappers: readonly PlannedMapper[]): boolean {
  const names = mappers.map(({ config }) => config("claim.name")).filter((name) => name !== undefined);
  if (names.some((name) => name.includes(CLIENT_ID) && name !== `resource_access.${CLIENT_ID}.roles`)) return true;
  if (mappers.some(writesOtherThanNames)) return true;
  const paths = names.map(parseClaimPath);
  const whole = new Set(paths.map((path) => path.join("\n")));
  return paths.some((path) => path.some((_name, i) => i > 0 && whole.has(path.slice(0, i).join("\n"))));
}

const writesOtherThanNames = ({ provider, config }: PlannedMapper): boolean =>
  provider.provider.endsWith("-role-mapper") && (config("jsonType.label") ?? "String") !== "String";

/** Why Keycloak fails over what the mappers write for a target, where it does. */
export function findMapperFault(
  plan: TokenPlan,
  session: Pick<SessionFacts, "notes" | "id" | "passingId">,
  target: MapperTarget,
): PlanFault | undefined {
  if (!plan.mayBreak) return undefined;
  const { fault } = runMappers(plan, session, target);
  return fault && faultOf(fault.mapper, fault.reason);
}
