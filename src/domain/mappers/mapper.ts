import type { CompiledClient } from "../compiled-client.ts";
import type { JsonValue } from "../json.ts";
import type { TokenDraft } from "../token-draft.ts";
import type { SessionFacts } from "../token-facts.ts";
import type { TokenPlan } from "../token-plan.ts";

/** Where a mapper can write: the four kinds of token answers, lightweight access tokens, and fields of the token answer itself. */
export const mapperTargets = ["access", "id", "userinfo", "introspection", "lightweight", "answer"] as const;
export type MapperTarget = (typeof mapperTargets)[number];

export interface MapperInput {
  readonly plan: TokenPlan;
  /** What the grant noted of the caller: with the plan, all that a claim may depend on. */
  readonly notes: SessionFacts["notes"];
  readonly sessionId: string | undefined;
  readonly target: MapperTarget;
  /** A value of the mapper's configuration; undefined when absent or empty. */
  config(name: string): string | undefined;
  /** Computed for the first token of a plan and kept for the next: for what comes from the realm alone. */
  once<Value>(compute: () => Value): Value;
}

/** What a mapper did: the claims it wrote and what it read, or why it wrote nothing. */
export type MapperOutcome =
  | { readonly wrote: readonly (readonly string[])[]; readonly input: string }
  | { readonly silent: string };

/** One of Keycloak's protocol mapper providers. `run` changes the draft it is given and nothing else. */
export interface ProtocolMapper {
  readonly provider: string;
  /** Lower runs first (ProtocolMapperUtils): ordinary 0, role names 10, hard-coded roles 20, audience resolve 30, role mappers 40. */
  readonly priority: number;
  readonly targets: readonly MapperTarget[];
  /** Whether *Add to access token* holds when the switch is absent. */
  readonly onWhenAbsent: boolean;
  /** Set for those that have no switches and always run. */
  readonly always?: true;
  readonly changesRoles?: true;
  /** Set where what is written differs from session to session. */
  readonly showsSession?: true;
  /** Why Keycloak fails with this configuration, whatever is asked: then no token can be issued. */
  readonly findFault?: (client: CompiledClient, config: MapperInput["config"]) => string | undefined;
  run(draft: TokenDraft, input: MapperInput): MapperOutcome;
}

export const allTokens: readonly MapperTarget[] = mapperTargets.filter((target) => target !== "answer");

export const silent = (reason: string): MapperOutcome => ({ silent: reason });

/**
 * The common case: one value for the claim that the configuration names.
 *
 * @param isList the value is a list of several, each of the type that the configuration names.
 */
export function writeConfigured(
  draft: TokenDraft,
  input: MapperInput,
  value: JsonValue | undefined,
  read: string,
  isList = false,
): MapperOutcome {
  const name = input.config("claim.name");
  if (name === undefined) return silent("Token Claim Name is empty");
  if (value === undefined) return silent(`${read}: no value`);
  const json = !isList && input.config("jsonType.label") === "JSON";
  const path = draft.write(name, value, { json, multivalued: isList || input.config("multivalued") === "true" });
  return path ? { wrote: [path], input: read } : silent(`${name} is a claim that mappers may not write`);
}
