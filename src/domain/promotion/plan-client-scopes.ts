import { withFreeIds } from "./free-ids.ts";
import {
  leaveUndeleted,
  type PartChange,
  type PlanContext,
  type Planned,
  plan,
  together,
  topOf,
} from "./part-change.ts";
import { planScopeMappings } from "./plan-scope-mappings.ts";
import { planSettings, type SettingRules } from "./plan-settings.ts";

const RULES: SettingRules = {
  fieldsOf: "ClientScopeRepresentation",
  unsent: {},
  emptied: { description: "" },
};

export function planClientScope(context: PlanContext, part: PartChange): Planned {
  const { name } = part;
  const here = context.here.clientScopes.get(name);
  if (!here) return context.deletes ? plan({ type: "deleteClientScope", name }) : leaveUndeleted(context, part);
  const mappings = plan(planScopeMappings(context, { clientScope: name }));
  if (!context.there.clientScopes.has(name))
    return together(plan({ type: "createClientScope", clientScope: withFreeIds(here, context.there) }), mappings);
  const differences = part.differences.filter((difference) => topOf(difference) !== "scopeMappings");
  const { sent, left } = planSettings(here, differences, RULES);
  // An update without a name or a protocol would take them away.
  const settings = { name, protocol: here.protocol, ...sent?.settings };
  return together({ ...plan(sent && { type: "updateClientScope", name, ...sent, settings }), left }, mappings);
}
