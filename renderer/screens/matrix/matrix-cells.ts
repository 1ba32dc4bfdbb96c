import type { ClientPage, Edit, RoleSummary, ScopeMappingTarget } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";
import type { Column } from "./matrix-columns.ts";

const say = words.matrix;

/** Roles that a column names, and those that come along as members of them, with the names of the bringers. */
interface Reach {
  readonly direct: ReadonlySet<string>;
  readonly through: ReadonlyMap<string, readonly string[]>;
}

/** One client's matrix, ready to be asked cell by cell. */
export interface MatrixModel {
  readonly page: ClientPage;
  readonly reachOf: (column: Column) => Reach;
  readonly savedReachOf: (column: Column) => Reach;
}

export type CellState = "direct" | "through" | "own" | "none";

export interface Cell {
  readonly state: CellState;
  readonly label: string;
  /** Why it is so, and what pressing it does. */
  readonly reason: string;
  readonly changed: boolean;
  /** What pressing it adds to the draft; null where there is nothing to switch. */
  readonly edit: Edit | null;
}

export const toMatrix = (saved: ClientPage, page: ClientPage): MatrixModel => ({
  page,
  reachOf: reachesOf(page),
  savedReachOf: reachesOf(saved),
});

/** Worked out when a column is first asked for, then kept: a realm has thousands of roles. */
function reachesOf(page: ClientPage): (column: Column) => Reach {
  const known = new Map<string, Reach>();
  return (column) => {
    const before = known.get(column.key);
    if (before) return before;
    const reach = toReach(page.roles, directOf(page, column));
    known.set(column.key, reach);
    return reach;
  };
}

function directOf(page: ClientPage, column: Column): readonly string[] {
  switch (column.kind) {
    case "held":
      return page.serviceAccount?.assignedRoles ?? [];
    case "dedicated":
      return [...page.scopeMappings, ...page.roles.filter((role) => isOwn(page, role)).map((role) => role.id)];
    case "scope":
      return page.clientScopes.find(({ id }) => id === column.key)?.scopeMappings ?? [];
    case "token":
      return [];
  }
}

const isOwn = (page: ClientPage, role: RoleSummary): boolean => role.owner?.id === page.client.id;

function toReach(roles: readonly RoleSummary[], ids: readonly string[]): Reach {
  const direct = new Set(ids);
  const through = new Map<string, string[]>();
  if (direct.size > 0)
    for (const role of roles)
      if (direct.has(role.id))
        for (const member of role.includes) through.set(member, [...(through.get(member) ?? []), role.name]);
  return { direct, through };
}

/** A client role with its owner, as names of roles are unique only there. */
export const roleNamed = ({ name, owner }: RoleSummary): string => (owner ? `${owner.clientId} · ${name}` : name);

export function toCell(model: MatrixModel, column: Column, role: RoleSummary): Cell {
  const state = stateOf(model.page, column, model.reachOf(column), role);
  const before = model.savedReachOf(column).direct.has(role.id);
  const changed = state !== "own" && (state === "direct") !== before;
  const through = model.reachOf(column).through.get(role.id)?.join(", ") ?? "";
  const reason =
    column.kind === "held" ? heldReason(model.page, state, through) : gateReason(model.page, column, state, through);
  return {
    state,
    label: labelOf(model.page, column, role),
    reason: changed ? `${reason} ${say.reasons.changed}` : reason,
    changed,
    edit: editOf(model.page, column, role, state),
  };
}

function stateOf(page: ClientPage, column: Column, { direct, through }: Reach, role: RoleSummary): CellState {
  if (column.kind === "dedicated" && isOwn(page, role)) return "own";
  if (direct.has(role.id)) return "direct";
  return through.has(role.id) ? "through" : "none";
}

const scopeNamed = (page: ClientPage, column: Column): string =>
  column.kind === "scope" ? column.scope.name : `${page.client.clientId}-dedicated`;

const labelOf = (page: ClientPage, column: Column, role: RoleSummary): string =>
  column.kind === "held" ? say.assign(roleNamed(role)) : say.letThrough(roleNamed(role), scopeNamed(page, column));

function heldReason(page: ClientPage, state: CellState, through: string): string {
  if (page.serviceAccount === null) return say.reasons.noServiceAccount;
  if (state === "direct") return say.reasons.held;
  return state === "through" ? say.reasons.heldThrough(through) : say.reasons.notHeld;
}

function gateReason(page: ClientPage, column: Column, state: CellState, through: string): string {
  const scope = scopeNamed(page, column);
  const reasons = {
    own: say.reasons.own,
    direct: say.reasons.mapped(scope),
    through: say.reasons.mappedThrough(scope, through),
    none: say.reasons.notMapped(scope),
  };
  return page.client.fullScopeAllowed && state !== "own"
    ? `${reasons[state]} ${say.reasons.fullScope}`
    : reasons[state];
}

function editOf(page: ClientPage, column: Column, role: RoleSummary, state: CellState): Edit | null {
  const on = state !== "direct";
  const client = page.client.id;
  if (column.kind === "held")
    return page.serviceAccount ? { type: on ? "assignRole" : "unassignRole", client, role: role.id } : null;
  if (state === "own") return null;
  const to: ScopeMappingTarget = column.kind === "scope" ? { clientScope: column.key } : { client };
  return { type: on ? "addScopeMapping" : "removeScopeMapping", to, role: role.id };
}
