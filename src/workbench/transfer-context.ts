import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import type { KnownProviders } from "../domain/transfer/export-report.ts";
import type { connect } from "../keycloak/connection.ts";
import type { runSteps } from "../keycloak/push-steps.ts";
import type { readLiveRealm } from "../keycloak/read-live-realm.ts";
import type { Published } from "../store/change.ts";
import type { Jobs } from "./jobs.ts";
import type { StagedImports } from "./staged-imports.ts";

/** What moving realms in and out needs of the world; it changes nothing here, so that a workspace another process has open will do. */
export interface TransferContext {
  readonly realms: ReadonlyMap<string, ReadableRealm>;
  readonly jobs: Jobs;
  readonly imports: StagedImports;
  /** A realm as Keycloak would have it after an import. @throws RealmRefused */
  completeRealm(given: PartialRealm): Promise<RealmDocument>;
  /** What speaks to a live Keycloak; loaded when it is asked for. */
  keycloak(): Promise<LiveKeycloak>;
  /** What Keycloak has of its own; loaded when it is asked for. */
  knownProviders(): Promise<KnownProviders>;
}

export interface LiveKeycloak {
  readonly connect: typeof connect;
  readonly readLiveRealm: typeof readLiveRealm;
  readonly runSteps: typeof runSteps;
}

export interface ReadableRealm {
  read(): Published<CompiledRealm>;
}
