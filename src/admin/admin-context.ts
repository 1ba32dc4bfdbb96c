import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import type { ProtocolContext } from "../protocol/endpoint.ts";

/** What the Admin REST API needs of the world; the composition root fills it. */
export interface AdminContext {
  readonly protocol: ProtocolContext;
  realmNames(): readonly string[];
  findRealm(name: string): CompiledRealm | undefined;
  /** Completes a realm, saves it, and gives `master` its client. Rejects with `RealmConflict` or `RealmRefused`. */
  createRealm(given: PartialRealm, by: string): Promise<void>;
  removeRealm(name: string, by: string): Promise<void>;
}
