import type { GroupRepresentation, UserRepresentation } from "../realm-document.ts";
import type { PlanContext } from "./part-change.ts";
import { without } from "./role-names.ts";

interface GroupPlan {
  readonly changes?: { readonly join: readonly string[]; readonly leave: readonly string[] };
  /** Paths of groups that are not there to be joined. */
  readonly missing: readonly string[];
}

export function planGroups(
  { there }: PlanContext,
  { groups: wanted = [] }: UserRepresentation,
  { groups: present = [] }: UserRepresentation,
): GroupPlan {
  const known = pathsOf(there.document.groups ?? [], "");
  const missing = without(wanted, known, String);
  const join = without(wanted, [...present, ...missing], String);
  const leave = without(present, wanted, String);
  return { ...(join.length + leave.length > 0 && { changes: { join, leave } }), missing };
}

const pathsOf = (groups: readonly GroupRepresentation[], parent: string): string[] =>
  groups.flatMap(({ name, subGroups = [] }) => [`${parent}/${name}`, ...pathsOf(subGroups, `${parent}/${name}`)]);
