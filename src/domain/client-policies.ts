import known from "./client-policy-providers.json" with { type: "json" };
import { RealmRefused } from "./realm-refused.ts";

/** Client policies are kept and shown as Keycloak does; nothing here acts on them. */
export interface ClientProfile {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly executors?: readonly { readonly executor?: string; readonly configuration?: unknown }[] | null;
}

export interface ClientPolicy {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly enabled?: boolean | null;
  readonly conditions?: readonly { readonly condition?: string; readonly configuration?: unknown }[] | null;
  readonly profiles?: readonly string[] | null;
}

export interface ClientProfiles {
  readonly profiles: readonly ClientProfile[];
}

export interface ClientPolicies {
  readonly policies: readonly ClientPolicy[];
}

/** The profiles that every realm can refer to, as Keycloak 26.7 brings them. */
export const GLOBAL_PROFILES: readonly ClientProfile[] = known.globalProfiles;

const EXECUTORS = new Set(known.executors);
const CONDITIONS = new Set(known.conditions);

const listIn = <Item>(value: unknown, name: string): readonly Item[] => {
  const list = value !== null && typeof value === "object" ? new Map(Object.entries(value)).get(name) : undefined;
  return Array.isArray(list) ? list : [];
};

/** The profiles of a realm as they are shown. */
export const profilesIn = (value: unknown): ClientProfiles => ({
  profiles: listIn<ClientProfile>(value, "profiles").map(({ name, description, executors }) => ({
    ...(name != null && { name }),
    ...(description != null && { description }),
    ...(executors && { executors: executors.map((each) => provided("executor", each.executor, each.configuration)) }),
  })),
});

/** The policies of a realm as they are shown. */
export const policiesIn = (value: unknown): ClientPolicies => ({
  policies: listIn<ClientPolicy>(value, "policies").map(({ name, description, enabled, conditions, profiles }) => ({
    ...(name != null && { name }),
    ...(description != null && { description }),
    enabled: enabled ?? false,
    conditions: (conditions ?? []).map((each) => provided("condition", each.condition, each.configuration)),
    profiles: profiles ?? [],
  })),
});

const provided = <Kind extends string>(kind: Kind, name: string | undefined, configuration: unknown) => ({
  [kind]: name,
  ...(configuration != null && { configuration }),
});

/** @throws RealmRefused in Keycloak's words. */
export function checkedProfiles(value: unknown): ClientProfiles {
  const checked = profilesIn(value);
  const names = new Set<string>();
  for (const { name, executors } of checked.profiles) {
    if (!name) refuse("client profile without its name not allowed.");
    if (names.has(name)) refuse("proposed client profile name duplicated.");
    if (GLOBAL_PROFILES.some((each) => each.name === name))
      refuse(`Proposed profile name '${name}' is duplicated as a global profile`);
    if (executors?.some(({ executor }) => !EXECUTORS.has(executor ?? "")))
      refuse(
        "proposed client profile contains the executor, which does not have valid provider, or has invalid configuration.",
      );
    names.add(name);
  }
  return checked;
}

/** @param own the realm's profiles. @throws RealmRefused in Keycloak's words. */
export function checkedPolicies(value: unknown, own: unknown): ClientPolicies {
  const checked = policiesIn(value);
  const profiles = new Set([...profilesIn(own).profiles, ...GLOBAL_PROFILES].map(({ name }) => name));
  const names = new Set<string>();
  for (const policy of checked.policies) {
    const { name } = policy;
    if (!name) refuse("client policy without name not allowed");
    if (names.has(name)) refuse("proposed client policy name duplicated");
    const condition = policy.conditions?.find((each) => !CONDITIONS.has(each.condition ?? ""));
    if (condition) refuse(`Policy ${name} contains invalid condition ${condition.condition ?? ""}`);
    const profile = policy.profiles?.find((each) => !profiles.has(each));
    if (profile !== undefined) refuse(`Policy ${name} contains invalid profile ${profile}`);
    names.add(name);
  }
  return checked;
}

function refuse(message: string): never {
  throw new RealmRefused(message, ["clientPolicies"]);
}
