import type { RoleSummary } from "../../../src/contract/index.ts";

/** A role in the drawing of what it brings along, or of what brings it along. */
export interface RoleNode {
  readonly role: RoleSummary;
  /** Why it is not opened any further: it is on the way to itself, or drawn above already. */
  readonly ends: "cycle" | "again" | null;
  readonly below: readonly RoleNode[];
}

export interface RoleGraph {
  readonly nodes: readonly RoleNode[];
  /** How many are drawn; no more than this when the realm has more. */
  readonly drawn: number;
  readonly cut: boolean;
}

const MOST_DRAWN = 300;

export type Direction = "members" | "parents";

/** Follows members, or those whose member a role is, level by level; each role is opened once. */
export function toRoleGraph(roles: readonly RoleSummary[], start: string, direction: Direction): RoleGraph {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const nextOf = direction === "members" ? membersOf(byId) : parentsOf(roles);
  const opened = new Set<string>();
  let drawn = 0;
  const draw = (id: string, way: readonly string[]): RoleNode[] => {
    const role = byId.get(id);
    if (!role || drawn >= MOST_DRAWN) return [];
    drawn += 1;
    if (way.includes(id)) return [{ role, ends: "cycle", below: [] }];
    if (opened.has(id)) return [{ role, ends: nextOf(id).length > 0 ? "again" : null, below: [] }];
    opened.add(id);
    return [{ role, ends: null, below: nextOf(id).flatMap((next) => draw(next, [...way, id])) }];
  };
  const nodes = nextOf(start).flatMap((id) => draw(id, [start]));
  return { nodes, drawn, cut: drawn >= MOST_DRAWN };
}

const membersOf = (byId: ReadonlyMap<string, RoleSummary>) => (id: string) => byId.get(id)?.members ?? [];

function parentsOf(roles: readonly RoleSummary[]): (id: string) => readonly string[] {
  const parents = new Map<string, string[]>();
  for (const role of roles)
    for (const member of role.members) {
      const known = parents.get(member);
      if (known) known.push(role.id);
      else parents.set(member, [role.id]);
    }
  return (id) => parents.get(id) ?? [];
}
