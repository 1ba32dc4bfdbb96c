import type { AdminContext } from "../admin/admin-context.ts";
import type { ProtocolContext } from "../protocol/endpoint.ts";
import type { EventLog } from "../protocol/event-log.ts";
import type { ResourceContext } from "../protocol/resource-server/resource-endpoint.ts";
import type { WorkbenchContext } from "../workbench/workbench-context.ts";

/** All that the three surfaces need, and how the server is reached. */
export interface ServerContext {
  readonly protocol: ProtocolContext;
  readonly admin: AdminContext;
  readonly workbench: WorkbenchContext;
  /** Loaded when the first resource is asked for. */
  readonly loadResource: () => Promise<ResourceContext>;
  readonly events: EventLog;
  readonly addressing: Addressing;
  /** The built window, for browsers; absent where only programs call. */
  readonly findUiFile?: (request: Request) => Promise<Response | undefined>;
  /** Told of what must not happen: an exception, which is a bug. */
  failed(error: unknown): void;
}

/** Which names and paths the server answers to. */
export interface Addressing {
  /** `/auth` or empty: everything is below it (Keycloak's http-relative-path). */
  readonly relativePath: string;
  /** The one name in issuers, when it is set (Keycloak's hostname): a name, or a URL. */
  readonly hostname: string | undefined;
  isKnownHost(host: string): boolean;
  /** Realms that are answered below `/auth` as well, the issuer following the path asked. */
  isAuthPathRealm(realm: string): boolean;
}
