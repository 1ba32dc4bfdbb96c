import { ExpiringMap } from "./expiring-map.ts";

/** Ids that may be used once: of client assertions, of DPoP proofs. */
export interface UsedIds {
  /** @returns false when it was used before and that use has not expired. */
  use(id: string, expiresAtSeconds: number, nowSeconds: number): boolean;
}

/** Ids of access tokens that were revoked and would still be good. */
export interface RevokedTokens {
  add(tokenId: string, expiresAtSeconds: number, nowSeconds: number): void;
  has(tokenId: string, nowSeconds: number): boolean;
}

/** More than this, and the oldest are dropped. */
export const IDS_KEPT = 100_000;

export const createUsedIds = (ids = new ExpiringMap<true>(IDS_KEPT)): UsedIds => ({
  use: (id, expiresAtSeconds, nowSeconds) => {
    if (ids.get(id, nowSeconds)) return false;
    ids.set(id, true, expiresAtSeconds, nowSeconds);
    return true;
  },
});

export const createRevokedTokens = (ids = new ExpiringMap<true>(IDS_KEPT)): RevokedTokens => ({
  add: (tokenId, expiresAtSeconds, nowSeconds) => ids.set(tokenId, true, expiresAtSeconds, nowSeconds),
  has: (tokenId, nowSeconds) => ids.get(tokenId, nowSeconds) === true,
});
