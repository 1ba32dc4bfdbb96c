import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { CompiledRealm } from "../../domain/compiled-realm.ts";
import { linkToRole } from "../../domain/compiled-roles.ts";
import type { Claims } from "../../domain/json.ts";
import type { FindMend, WantedRole } from "../../domain/resource-server/resource-access.ts";
import { planToken, type TokenPlan } from "../../domain/token-plan.ts";

type Missing = ReturnType<FindMend>;

/**
 * Tells of a token of this realm why a part is not in it, and what would bring it in: by the plan of its client, as the realm
 * is now.
 */
export function createFindMend(realm: CompiledRealm, claims: Claims, newId: () => string): FindMend {
  const client = realm.findClient(String(claims["azp"]));
  if (!client?.serviceAccount) return () => ({});
  const said = typeof claims["scope"] === "string" ? claims["scope"] : "";
  const granted = said.split(" ").filter((word) => client.optionalScopes.has(word));
  const plan = planToken(client, client.serviceAccount, granted.join(" ") || undefined);
  return ({ audience, scope, role }) => {
    if (audience !== undefined) return missingAudience(client, audience, newId);
    if (scope !== undefined) return missingScope(plan, scope);
    return role ? missingRole(plan, role) : {};
  };
}

function missingAudience(client: CompiledClient, audience: string, newId: () => string): Missing {
  const isClient = client.realm.clientRepresentations.has(audience);
  const config = {
    [isClient ? "included.client.audience" : "included.custom.audience"]: audience,
    "access.token.claim": "true",
    "id.token.claim": "false",
    "introspection.token.claim": "true",
  };
  const mapper = { id: newId(), name: `audience ${audience}`, protocolMapper: "oidc-audience-mapper", config };
  return {
    actual: `no mapper of type Audience adds ${audience} to tokens of ${client.clientId}`,
    mend: {
      label: `Add an audience mapper for ${audience} to ${client.clientId}`,
      edits: [{ type: "createMapper", to: { client: client.id }, ...mapper }],
    },
  };
}

function missingScope({ client, scopes }: TokenPlan, scope: string): Missing {
  const clientScope = client.realm.clientScopes.get(scope);
  if (!clientScope) return { actual: `the realm has no client scope ${scope}` };
  const verdict = scopes.verdicts.find(({ name }) => name === scope);
  if (verdict?.assignment === "optional" && !verdict.requested)
    return { actual: `${scope} is optional for ${client.clientId}: ask for the token with scope=${scope}` };
  const [mend] = verdict?.mends ?? [];
  if (verdict && verdict.assignment !== "none") return { actual: verdict.reason, ...(mend && { mend }) };
  return {
    actual: `${scope} is not assigned to ${client.clientId}`,
    mend: {
      label: `Assign ${scope} as default`,
      edits: [{ type: "assignClientScope", client: client.id, clientScope: clientScope.id, as: "default" }],
    },
  };
}

function missingRole({ client, roles }: TokenPlan, { name, owner }: WantedRole): Missing {
  const verdict = roles.find((each) => each.name === name && each.owner === owner);
  const [mend] = verdict?.mends ?? [];
  if (verdict && !verdict.inToken) return { actual: verdict.reason, ...(mend && { mend }) };
  if (verdict)
    return { actual: `${client.clientId} has it by now, or no mapper writes its roles: ask for a new token` };
  const role = client.realm.roles.find(name, owner);
  if (!role) return { actual: "the realm has no such role" };
  return {
    actual: `the service account of ${client.clientId} does not hold it`,
    mend: {
      label: `Assign role ${linkToRole(role).name}`,
      edits: [{ type: "assignRole", client: client.id, role: role.id }],
    },
  };
}
