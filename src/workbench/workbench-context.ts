import type { KeyProviderType } from "../contract/keys.ts";
import type { MapperType } from "../contract/mappers.ts";
import type { RemovedRealm } from "../contract/realm-life.ts";
import type { RealmSettingsPage } from "../contract/realm-settings.ts";
import type { Notice } from "../contract/realms.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import type { ProtocolContext } from "../protocol/endpoint.ts";
import type { EventLog } from "../protocol/event-log.ts";
import type { Change, Published } from "../store/change.ts";
import type { RealmStore } from "../store/realm-store.ts";
import type { WorkspaceSettings } from "../store/workspace-settings.ts";
import type { ApprovedOrigins } from "./approved-origins.ts";
import type { CallContext } from "./calls/call-context.ts";
import type { TransferContext } from "./transfer-context.ts";
import type { Variables } from "./variables.ts";

/** What the Workbench API needs of the world; the composition root fills it. */
export interface WorkbenchContext extends TransferContext {
  readonly protocol: ProtocolContext;
  readonly events: EventLog;
  /** What calls to any issuer need. */
  readonly calls: CallContext;
  readonly variables: Variables;
  readonly approvedOrigins: ApprovedOrigins;
  readonly realms: ReadonlyMap<string, RealmStore<CompiledRealm>>;
  readonly editFacts: () => EditFacts;
  readonly version: string;
  readonly workspacePath: string;
  /** Where programs reach the server, also when the window itself came in-process. */
  readonly baseUrl: () => string;
  /** What `workbench.json` holds. */
  settings(): WorkspaceSettings;
  /** Resolves once the file has it. */
  updateSettings(change: (settings: WorkspaceSettings) => WorkspaceSettings): Promise<WorkspaceSettings>;
  notices(): readonly Notice[];
  /** What forms are made of, as Keycloak's server info has it; loaded when it is asked for. */
  forms(): Promise<Forms>;
  /** Creates a realm as Keycloak's import does. */
  createRealm(given: PartialRealm, by: string): Promise<void>;
  /** Resolves once `master` has followed. */
  renameRealm(from: string, to: string, by: string): Promise<Published<CompiledRealm>>;
  /** The file is kept aside. */
  removeRealm(name: string, by: string): Promise<RemovedRealm>;
  removedRealms(): Promise<readonly RemovedRealm[]>;
  /** Resolves with the name of the realm that is back. */
  restoreRealm(id: string, by: string): Promise<string>;
  /** The folder that the Java key stores of a realm are read from. */
  keyStoreFolder(name: string): string;
  /** Resolves with the name of the file; undefined when the notice is gone or offers nothing. */
  restoreRealmFile(notice: string): Promise<string | undefined>;
  onChange(listener: (change: Change) => void): () => void;
  /** A bearer for the one-time code of the address; undefined for a code that is wrong, used or too old. */
  redeemSignInCode(code: string): string | undefined;
  isSignedIn(bearer: string): boolean;
  /** Whether the bearer is the key in the workspace's lock, which only who may read its private files knows. */
  isWorkspaceKey(bearer: string): boolean;
}

export interface Forms {
  readonly mapperTypes: readonly MapperType[];
  readonly keyProviderTypes: readonly KeyProviderType[];
  readonly eventTypes: RealmSettingsPage["eventTypes"];
}

/** Who asks: our own window, or a browser that signed in. */
export interface WorkbenchCaller {
  /** Goes into the history: `window` or `browser`. */
  readonly name: string;
}
