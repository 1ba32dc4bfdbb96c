import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import type { ProtocolContext } from "../protocol/endpoint.ts";
import type { EventLog } from "../protocol/event-log.ts";
import type { AdminEventLog } from "./admin-event-log.ts";

/** What the Admin REST API needs of the world; the composition root fills it. */
export interface AdminContext {
  readonly protocol: ProtocolContext;
  readonly events: EventLog;
  readonly adminEvents: AdminEventLog;
  realmNames(): readonly string[];
  findRealm(name: string): CompiledRealm | undefined;
  /** Completes a realm, saves it, and gives `master` its client. Rejects with `RealmConflict` or `RealmRefused`. */
  createRealm(given: PartialRealm, by: string): Promise<void>;
  removeRealm(name: string, by: string): Promise<unknown>;
  /**
   * Saves a pure edit of a realm; resolves with the realm as it is then. The edit may run more than once, and what it
   * throws rejects and changes nothing.
   */
  editRealm(name: string, change: RealmEdit, note: { by: string; summary: readonly string[] }): Promise<CompiledRealm>;
  editFacts(): EditFacts;
  /** The folder that the Java key stores of a realm are read from. */
  keyStoreFolder(name: string): string;
  /** 24 base64url characters. */
  newSessionId(): string;
}

export type RealmEdit = (document: RealmDocument) => RealmDocument;
