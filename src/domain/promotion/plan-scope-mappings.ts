import type { PartOwner } from "../comparison/part.ts";
import type { PlanContext } from "./part-change.ts";
import type { PushStep } from "./push-step.ts";
import { roleChanges } from "./role-names.ts";

export function planScopeMappings({ here, there }: PlanContext, owner: PartOwner): PushStep | undefined {
  const changes = roleChanges(here.scopeMappingsOf(owner), there.scopeMappingsOf(owner));
  return changes && { type: "changeScopeMappings", owner, ...changes };
}
