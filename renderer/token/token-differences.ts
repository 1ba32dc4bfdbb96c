import type { Claims, JsonValue, RoleVerdict, TokenPreview } from "../../src/contract/index.ts";

export type ChangeKind = "new" | "changed" | "removed";

export interface ClaimChange {
  readonly kind: ChangeKind;
  readonly before: JsonValue | null;
}

/** What a draft changes in the token: claims by name, roles by `roleKey`. */
export interface TokenDifferences {
  readonly claims: ReadonlyMap<string, ClaimChange>;
  readonly roles: ReadonlyMap<string, ChangeKind>;
  /** The saved client gets no token at all, so there is nothing to compare with. */
  readonly refusedBefore: boolean;
}

export const noDifferences: TokenDifferences = { claims: new Map(), roles: new Map(), refusedBefore: false };

export const roleKey = (name: string, owner?: string): string => JSON.stringify([owner ?? null, name]);

/** Differ between any two tokens, whatever the settings are. `exp` is compared by its distance from `iat`. */
const EVER_NEW = new Set(["jti", "iat", "auth_time", "nbf", "sid"]);
/** Compared role by role. */
const ROLE_CLAIMS = new Set(["realm_access", "resource_access"]);

type Compared = Pick<TokenPreview, "refused" | "claims" | "explanation">;

export function tokenDifferences(before: Compared, after: Compared): TokenDifferences {
  if (before.refused !== null || after.refused !== null)
    return { ...noDifferences, refusedBefore: before.refused !== null };
  return {
    claims: claimDifferences(before.claims, after.claims),
    roles: roleDifferences(before.explanation.roles, after.explanation.roles),
    refusedBefore: false,
  };
}

export const countDifferences = ({ claims, roles }: TokenDifferences): number => claims.size + roles.size;

function claimDifferences(before: Claims, after: Claims): ReadonlyMap<string, ClaimChange> {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  const changes = new Map<string, ClaimChange>();
  for (const name of names) {
    if (ROLE_CLAIMS.has(name)) continue;
    const old = before[name];
    const now = after[name];
    if (old === undefined) changes.set(name, { kind: "new", before: null });
    else if (now === undefined) changes.set(name, { kind: "removed", before: old });
    else if (!EVER_NEW.has(name) && comparable(before, name) !== comparable(after, name))
      changes.set(name, { kind: "changed", before: old });
  }
  return changes;
}

const comparable = (claims: Claims, name: string): string =>
  name === "exp" ? String(Number(claims["exp"]) - Number(claims["iat"])) : JSON.stringify(claims[name]);

function roleDifferences(
  before: readonly RoleVerdict[],
  after: readonly RoleVerdict[],
): ReadonlyMap<string, ChangeKind> {
  const carried = (roles: readonly RoleVerdict[]) =>
    new Set(roles.filter((role) => role.inToken).map((role) => roleKey(role.name, role.owner)));
  const old = carried(before);
  const now = carried(after);
  return new Map<string, ChangeKind>([
    ...[...now].filter((key) => !old.has(key)).map((key): [string, ChangeKind] => [key, "new"]),
    ...[...old].filter((key) => !now.has(key)).map((key): [string, ChangeKind] => [key, "removed"]),
  ]);
}
