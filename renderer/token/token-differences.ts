import type { Claims, JsonValue, RoleVerdict, TokenPreview } from "../../src/contract/index.ts";

export type ChangeKind = "new" | "changed" | "removed";

export interface ClaimChange {
  readonly kind: ChangeKind;
  readonly before: JsonValue | null;
}

export type Changes = ReadonlyMap<string, ClaimChange>;

/** What a draft changes in the token: claims by name, roles by `roleKey`. */
export interface TokenDifferences {
  readonly claims: Changes;
  readonly roles: ReadonlyMap<string, ChangeKind>;
  /** The token's header and what stands beside the token in the answer, each by name. */
  readonly header: Changes;
  readonly answer: Changes;
  /** The saved client gets no token at all, so there is nothing to compare with. */
  readonly refusedBefore: boolean;
}

const none: Changes = new Map();
export const noDifferences: TokenDifferences = {
  claims: none,
  roles: new Map(),
  header: none,
  answer: none,
  refusedBefore: false,
};

export const roleKey = (name: string, owner?: string): string => JSON.stringify([owner ?? null, name]);

/** Differ between any two tokens, whatever the settings are. `exp` is compared by its distance from `iat`. */
const EVER_NEW = new Set(["jti", "iat", "auth_time", "nbf", "sid"]);
/** Compared role by role. */
const ROLE_CLAIMS = new Set(["realm_access", "resource_access"]);
/** Say again what a claim says, or follow from another field: they are no changes of their own. */
const REPEATED = new Set(["expires_in", "scope", "session_state", "kid"]);

type Compared = Pick<TokenPreview, "refused" | "claims" | "explanation" | "header" | "answer">;

export function tokenDifferences(before: Compared, after: Compared): TokenDifferences {
  if (before.refused !== null || after.refused !== null)
    return { ...noDifferences, refusedBefore: before.refused !== null };
  return {
    claims: claimDifferences(before.claims, after.claims),
    roles: roleDifferences(before.explanation.roles, after.explanation.roles),
    header: fieldDifferences(before.header, after.header),
    answer: fieldDifferences(before.answer, after.answer),
    refusedBefore: false,
  };
}

export const countDifferences = ({ claims, roles, header, answer }: TokenDifferences): number =>
  claims.size + roles.size + header.size + answer.size;

const fieldDifferences = (before: Claims, after: Claims): Changes =>
  new Map([...claimDifferences(before, after)].filter(([name]) => !REPEATED.has(name)));

function claimDifferences(before: Claims, after: Claims): Changes {
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
