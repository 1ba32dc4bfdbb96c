import type { AnswerOf, listRoles, RoleUse } from "../../../src/contract/index.ts";

export type ListedRole = AnswerOf<typeof listRoles>["roles"][number];
type RoleKind = "realm" | "client" | "all";

/** The kind that an address names; realm roles where it names none. */
export const parseRoleKind = (kind: string): RoleKind => (kind === "client" || kind === "all" ? kind : "realm");

export interface RoleFilter {
  readonly kind: RoleKind;
  readonly search: string;
  readonly showBuiltIn: boolean;
}

/** Those in whose name, client or description every word of the search stands; Keycloak's own come last. */
export function filterRoles(roles: readonly ListedRole[], { kind, search, showBuiltIn }: RoleFilter) {
  const wanted = search.toLowerCase().split(/\s+/);
  return roles
    .filter((role) => isOfKind(role, kind) && (showBuiltIn || !role.builtIn))
    .filter(({ name, owner, description }) => {
      const text = `${owner?.clientId ?? ""}\n${name}\n${description}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .toSorted(
      (one, other) =>
        Number(one.builtIn) - Number(other.builtIn) ||
        (one.owner?.clientId ?? "").localeCompare(other.owner?.clientId ?? "") ||
        one.name.localeCompare(other.name),
    );
}

export const isOfKind = ({ owner }: ListedRole, kind: RoleKind): boolean =>
  kind === "all" || (kind === "client") === (owner !== undefined);

/** How often several roles are named together. */
export const totalUse = (uses: readonly RoleUse[]): RoleUse | undefined =>
  uses.reduce<RoleUse | undefined>(
    (sum, use) =>
      sum
        ? (Object.fromEntries(
            Object.entries(sum).map(([name, count]) => [name, count + use[name as keyof RoleUse]]),
          ) as unknown as RoleUse)
        : use,
    undefined,
  );
