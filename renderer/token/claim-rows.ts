import type { Claims, ClaimVerdict, JsonValue, RoleVerdict, TokenExplanation } from "../../src/contract/index.ts";
import {
  type ChangeKind,
  type ClaimChange,
  noDifferences,
  roleKey,
  type TokenDifferences,
} from "./token-differences.ts";

/** One line of the token as the window shows it. */
export interface ClaimRow {
  readonly kind: "claim";
  readonly name: string;
  readonly value: JsonValue;
  readonly verdicts: readonly ClaimVerdict[];
  readonly change: ClaimChange | null;
}

/** The roles of one place in the token: `realm_access.roles`, `resource_access.orders.roles`. */
export interface RolesRow {
  readonly kind: "roles";
  readonly name: string;
  readonly roles: readonly RoleEntry[];
}

export interface RoleEntry {
  readonly name: string;
  readonly owner?: string;
  readonly verdict: RoleVerdict | null;
  readonly change: ChangeKind | null;
}

type Explained = Pick<TokenExplanation, "claims" | "roles">;

/** The lines of a token in the order of the wire; claims that the draft removes come last. */
export function toClaimRows(
  claims: Claims,
  explanation: Explained,
  differences: TokenDifferences = noDifferences,
): readonly (ClaimRow | RolesRow)[] {
  const present = Object.entries(claims).flatMap(
    ([name, value]): readonly (ClaimRow | RolesRow)[] =>
      toRolesRows(name, value, explanation, differences) ?? [toRow(name, value, explanation, differences)],
  );
  const removed = [...differences.claims].filter(([name, change]) => change.kind === "removed" && !(name in claims));
  return [...present, ...removed.map(([name, change]) => toRow(name, change.before, explanation, differences))];
}

const toRow = (name: string, value: JsonValue, explanation: Explained, differences: TokenDifferences): ClaimRow => ({
  kind: "claim",
  name,
  value,
  verdicts: explanation.claims.filter((verdict) => verdict.path[0] === name),
  change: differences.claims.get(name) ?? null,
});

/** Splits Keycloak's two role claims into roles; null when the claim is another one or has another shape. */
function toRolesRows(
  name: string,
  value: JsonValue,
  explanation: Explained,
  differences: TokenDifferences,
): readonly RolesRow[] | null {
  const row = (place: string, names: readonly string[], owner?: string): RolesRow => ({
    kind: "roles",
    name: place,
    roles: names.map((role) => toRoleEntry(role, owner, explanation, differences)),
  });
  if (name === "realm_access") {
    const names = rolesIn(value);
    return names && [row("realm_access.roles", names)];
  }
  if (name !== "resource_access" || !isObject(value)) return null;
  const rows = Object.entries(value).map(([owner, access]) => {
    const names = rolesIn(access);
    return names && row(`resource_access.${owner}.roles`, names, owner);
  });
  return rows.every((one) => one !== null) ? rows : null;
}

const toRoleEntry = (
  name: string,
  owner: string | undefined,
  explanation: Explained,
  differences: TokenDifferences,
): RoleEntry => ({
  name,
  ...(owner === undefined ? {} : { owner }),
  verdict: explanation.roles.find((role) => role.inToken && role.name === name && role.owner === owner) ?? null,
  change: differences.roles.get(roleKey(name, owner)) ?? null,
});

/** The roles that are held or let through but not both, and those that the draft takes out altogether. */
export function toLeftOutRoles(
  explanation: Explained,
  differences: TokenDifferences = noDifferences,
): readonly RoleEntry[] {
  const leftOut = explanation.roles
    .filter((role) => !role.inToken)
    .map(
      (role): RoleEntry => ({
        name: role.name,
        ...(role.owner === undefined ? {} : { owner: role.owner }),
        verdict: role,
        change: differences.roles.get(roleKey(role.name, role.owner)) ?? null,
      }),
    );
  const known = new Set(explanation.roles.map((role) => roleKey(role.name, role.owner)));
  const gone = [...differences.roles].filter(([key, change]) => change === "removed" && !known.has(key));
  return [...leftOut, ...gone.map(([key]) => goneEntry(key))];
}

function goneEntry(key: string): RoleEntry {
  const [owner, name] = JSON.parse(key) as [string | null, string];
  return { name, ...(owner === null ? {} : { owner }), verdict: null, change: "removed" };
}

const isObject = (value: JsonValue): value is Claims =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function rolesIn(value: JsonValue): readonly string[] | null {
  if (!isObject(value) || Object.keys(value).join() !== "roles") return null;
  const { roles } = value;
  return Array.isArray(roles) && roles.every((role) => typeof role === "string") ? roles : null;
}
