import type { GroupRepresentation, RealmDocument, UserRepresentation } from "../realm-document.ts";
import { leave, type PartChange, type PlanContext, type Planned, plan, together, topOf } from "./part-change.ts";
import { rolesOfUser } from "./realm-names.ts";
import { roleChanges, without } from "./role-names.ts";

interface GroupPlan {
  readonly changes?: { readonly join: readonly string[]; readonly leave: readonly string[] };
  /** Paths of groups that are not there to be joined. */
  readonly missing: readonly string[];
}

export function planGroups(
  { there }: PlanContext,
  { groups: wanted = [] }: Pick<UserRepresentation, "groups">,
  { groups: present = [] }: Pick<UserRepresentation, "groups">,
): GroupPlan {
  const missing = groupsMissing(wanted, there.document);
  const join = without(wanted, [...present, ...missing], String);
  const leave = without(present, wanted, String);
  return { ...(join.length + leave.length > 0 && { changes: { join, leave } }), missing };
}

/** Those of some paths at which a realm has no group. */
export const groupsMissing = (paths: readonly string[], { groups = [] }: RealmDocument): string[] =>
  without(paths, [...groupsByPath(groups).keys()], String);

const UNSENT = "groups are not sent to a realm that is there already, only their roles";

/** The roles of groups that both have: service accounts hold them through their groups. */
export function planGroup({ here, there }: PlanContext, part: PartChange): Planned {
  const path = part.name;
  const [wanted, present] = [here, there].map(({ document }) => groupsByPath(document.groups ?? []).get(path));
  if (!wanted || !present) return leave(part, UNSENT);
  const roles = roleChanges(rolesOfUser(wanted), rolesOfUser(present));
  const others = part.differences.filter((difference) => topOf(difference) !== "roles");
  return together(plan(roles && { type: "changeGroupRoles", path, ...roles }), leave({ differences: others }, UNSENT));
}

type Roles = Pick<GroupRepresentation, "realmRoles" | "clientRoles">;

const groupsByPath = (groups: readonly GroupRepresentation[], parent = ""): Map<string, Roles> =>
  new Map(
    groups.flatMap((group): [string, Roles][] => {
      const path = `${parent}/${group.name}`;
      return [[path, group], ...groupsByPath(group.subGroups ?? [], path)];
    }),
  );
