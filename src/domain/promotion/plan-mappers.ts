import { withFreeIds } from "./free-ids.ts";
import { leaveUndeleted, NOTHING, type PartChange, type PlanContext, type Planned, plan } from "./part-change.ts";
import { goesWithOwner, ownerIn } from "./part-owners.ts";

/** Mappers of what is made or deleted come and go with it. */
export function planMapper(context: PlanContext, part: PartChange): Planned {
  const { here, there } = context;
  const { name, owner, change } = part;
  if (!owner || !ownerIn(there, owner)) return NOTHING;
  const owned = ownerIn(here, owner);
  if (!owned) return goesWithOwner(context, owner) ? NOTHING : leaveUndeleted(context, part);
  const mapper = owned.protocolMappers?.find((each) => each.name === name);
  if (!mapper) return plan({ type: "deleteMapper", owner, name });
  return change === "onlyHere"
    ? plan({ type: "createMapper", owner, mapper: withFreeIds(mapper, there) })
    : plan({ type: "updateMapper", owner, mapper });
}
