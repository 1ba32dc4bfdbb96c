import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { Claims } from "../../domain/json.ts";
import type { Decision } from "../../domain/trace.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import type { Session } from "../sessions.ts";

/**
 * Where the realm revokes used refresh tokens (reference §8.1, rows 18 and 19): counts the use of this one. One that is
 * older than the last used, or used too often, is refused, and its client is out of the session for good: the newest
 * token dies with it, because either of the two may be the thief's.
 */
export function countUse(
  client: CompiledClient,
  session: Session,
  { jti, iat }: Claims,
  nowSeconds: number,
): Decision<null, Refusal> {
  const { revokeRefreshToken, refreshTokenMaxReuse = 0 } = client.realm.document;
  if (!revokeRefreshToken) return { value: null, trace: [] };
  const { lastUse } = session;
  if (lastUse && jti !== lastUse.tokenId && Number(iat) < lastUse.atSeconds) {
    session.clientLoggedOut = true;
    return refuse(refusals.invalidGrant("Stale token"), "it is the newest refresh token", {
      actual: "a newer one was used meanwhile",
    });
  }
  const again = lastUse && jti === lastUse.tokenId;
  const use = again ? lastUse : { tokenId: String(jti), atSeconds: nowSeconds, times: 0 };
  if (use.times > refreshTokenMaxReuse) {
    session.clientLoggedOut = true;
    const refused = refusals.invalidGrant("Maximum allowed refresh token reuse exceeded");
    return refuse(refused, "the token is not used too often", {
      expected: `${refreshTokenMaxReuse} times again`,
      actual: "once more",
    });
  }
  session.lastUse = { ...use, times: use.times + 1 };
  return { value: null, trace: [] };
}

/** Whether a refresh would be refused for its reuse: looks, and counts nothing. */
export function isSpent({ realm }: CompiledClient, { lastUse }: Session, { jti, iat }: Claims): boolean {
  const { revokeRefreshToken, refreshTokenMaxReuse = 0 } = realm.document;
  if (!revokeRefreshToken || !lastUse) return false;
  return jti === lastUse.tokenId ? lastUse.times > refreshTokenMaxReuse : Number(iat) < lastUse.atSeconds;
}

/** The mark that ties the refresh tokens of one session together, where the realm revokes used ones. */
export const reuseMark = ({ realm }: CompiledClient, { reuseId }: Session): { readonly reuseId?: string } =>
  realm.document.revokeRefreshToken ? { reuseId } : {};
