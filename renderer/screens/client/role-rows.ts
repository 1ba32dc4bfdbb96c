import type { ClientPage, Edit, RoleSummary, RoleVerdict } from "../../../src/contract/index.ts";

/** One role as the service account section shows it. */
export interface RoleRow {
  readonly role: RoleSummary;
  readonly assigned: boolean;
  /** Names of assigned roles that bring it along. */
  readonly inheritedFrom: readonly string[];
  /** The draft makes it. */
  readonly isNew: boolean;
  readonly verdict: RoleVerdict | undefined;
}

/** All roles of the page with how the service account has them; realm roles first, those the draft makes last. */
export const toRoleRows = (page: Shown, edits: readonly Edit[], verdicts: readonly RoleVerdict[]): readonly RoleRow[] =>
  roleRows(page, new Set(edits.flatMap((edit) => (edit.type === "createRole" ? [edit.id] : []))), verdicts);

type Shown = Pick<ClientPage, "roles" | "serviceAccount">;

/** The same, by the ids of the roles that the draft makes. */
export function roleRows(
  page: Shown,
  created: ReadonlySet<string>,
  verdicts: readonly RoleVerdict[],
): readonly RoleRow[] {
  const assigned = new Set(page.serviceAccount?.assignedRoles ?? []);
  const holders = holdersByRole(page.roles.filter((role) => assigned.has(role.id)));
  const verdictsById = new Map(verdicts.map((verdict) => [verdict.roleId, verdict]));
  return page.roles
    .map(
      (role): RoleRow => ({
        role,
        assigned: assigned.has(role.id),
        inheritedFrom: holders.get(role.id) ?? [],
        isNew: created.has(role.id),
        verdict: verdictsById.get(role.id),
      }),
    )
    .sort(inListOrder);
}

function holdersByRole(assigned: readonly RoleSummary[]): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const role of assigned)
    for (const id of role.includes) if (id !== role.id) holders.set(id, [...(holders.get(id) ?? []), role.name]);
  return holders;
}

/** Several times as quick as `localeCompare`, which a realm of thousands of roles shows. */
const { compare } = new Intl.Collator();

/** Whether two rows show the same. The verdicts of another preview are other objects that mostly say the same. */
export const isSameRow = (one: RoleRow, other: RoleRow): boolean =>
  one.role === other.role &&
  one.assigned === other.assigned &&
  one.isNew === other.isNew &&
  one.inheritedFrom.join() === other.inheritedFrom.join() &&
  one.verdict?.inToken === other.verdict?.inToken &&
  one.verdict?.reason === other.verdict?.reason;

const rank = ({ isNew, role }: RoleRow): number => (isNew ? 3 : role.builtIn ? 2 : role.owner ? 1 : 0);

const inListOrder = (one: RoleRow, other: RoleRow): number =>
  rank(one) - rank(other) ||
  compare(one.role.owner?.clientId ?? "", other.role.owner?.clientId ?? "") ||
  (one.isNew ? 0 : compare(one.role.name, other.role.name));

/** Which rows a filter and *Hide built-in* leave, and what they hide. A new role is always there. */
export function filterRoleRows(rows: readonly RoleRow[], filter: string, hideBuiltIn: boolean) {
  const wanted = filter.trim().toLowerCase();
  const hidden = hideBuiltIn ? rows.filter((row) => row.role.builtIn) : [];
  const shown = rows.filter(({ role, isNew }) => {
    if (isNew) return true;
    if (hideBuiltIn && role.builtIn) return false;
    return `${role.name} ${role.owner?.clientId ?? ""}`.toLowerCase().includes(wanted);
  });
  return { shown, hidden: hidden.length, hiddenAssigned: hidden.filter((row) => row.assigned).length };
}

/** Whether a role of this name is there already: among the realm's, or among those of the client `owner`. */
export const isRoleNameTaken = (roles: readonly RoleSummary[], name: string, owner: string | undefined): boolean =>
  roles.some((role) => role.name === name && role.owner?.id === owner);
