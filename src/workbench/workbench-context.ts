import type { Notice } from "../contract/realms.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import type { ProtocolContext } from "../protocol/endpoint.ts";
import type { EventLog } from "../protocol/event-log.ts";
import type { Change } from "../store/change.ts";
import type { RealmStore } from "../store/realm-store.ts";
import type { TransferContext } from "./transfer-context.ts";

/** What the Workbench API needs of the world; the composition root fills it. */
export interface WorkbenchContext extends TransferContext {
  readonly protocol: ProtocolContext;
  readonly events: EventLog;
  readonly realms: ReadonlyMap<string, RealmStore<CompiledRealm>>;
  readonly editFacts: () => EditFacts;
  readonly version: string;
  readonly workspacePath: string;
  /** Where programs reach the server, also when the window itself came in-process. */
  readonly baseUrl: () => string;
  notices(): readonly Notice[];
  /** Creates a realm as Keycloak's import does. */
  createRealm(given: PartialRealm, by: string): Promise<void>;
  /** Resolves with the name of the file; undefined when the notice is gone or offers nothing. */
  restoreRealmFile(notice: string): Promise<string | undefined>;
  onChange(listener: (change: Change) => void): () => void;
  /** A bearer for the one-time code of the address; undefined for a code that is wrong, used or too old. */
  redeemSignInCode(code: string): string | undefined;
  isSignedIn(bearer: string): boolean;
  /** Whether the bearer is the key in the workspace's lock, which only who may read its private files knows. */
  isWorkspaceKey(bearer: string): boolean;
}

/** Who asks: our own window, or a browser that signed in. */
export interface WorkbenchCaller {
  /** Goes into the history: `window` or `browser`. */
  readonly name: string;
}
