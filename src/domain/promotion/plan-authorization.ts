import type { ClientRepresentation } from "../realm-document.ts";
import type { LeftDifference } from "./part-change.ts";
import type { PushStep, Settings } from "./push-step.ts";

interface AuthorizationPlan {
  readonly step?: Extract<PushStep, { type: "importAuthorization" }>;
  readonly left: readonly LeftDifference[];
}

type Named = { readonly name?: string };
type Parts = Readonly<Partial<Record<"resources" | "scopes" | "policies", readonly Named[]>>>;

const partsOf = (client: ClientRepresentation | undefined): Parts | undefined =>
  (client as { readonly authorizationSettings?: Parts } | undefined)?.authorizationSettings;

/** Keycloak takes authorization settings in as an import, which changes and adds, and takes nothing away. */
export function planAuthorization(
  here: ClientRepresentation,
  there: ClientRepresentation | undefined,
): AuthorizationPlan {
  const { clientId, authorizationServicesEnabled } = here;
  const [wanted, present] = [partsOf(here), partsOf(there)];
  const left = (reason: string): LeftDifference => ({
    difference: { kind: "client", name: clientId, change: "differs", field: "authorizationSettings" },
    reason,
  });
  if (!wanted)
    return { left: present && authorizationServicesEnabled ? [left("there are no such settings here to send")] : [] };
  if (!authorizationServicesEnabled) return { left: [left("authorization is off for this client")] };
  const more = present ? onlyIn(present, wanted) : [];
  return {
    step: { type: "importAuthorization", clientId, settings: wanted as Settings },
    left: more.length > 0 ? [left(`an import takes nothing away: ${more.join(", ")} stays there`)] : [],
  };
}

const onlyIn = (some: Parts, others: Parts): string[] =>
  (["resources", "scopes", "policies"] as const).flatMap((part) => {
    const names = new Set((others[part] ?? []).map(({ name }) => name));
    return (some[part] ?? []).flatMap(({ name }) => (name === undefined || names.has(name) ? [] : [name]));
  });
