import type { PartialRealm } from "./domain/complete-realm.ts";
import { DEMO } from "./domain/demo-realm.ts";
import { MASTER } from "./domain/master-realm.ts";
import { baseUrlOf, createAddressing } from "./http/addressing.ts";
import { createHandle } from "./http/handle.ts";
import type { TlsFiles } from "./http/tls.ts";
import type { ClientAuthenticator } from "./protocol/client-authentication/authenticator.ts";
import type { AdminAccess, BootstrapAdmin } from "./start/bootstrap-admin.ts";
import { type Core, openCore } from "./start/open-core.ts";
import { openPorts, type Ports } from "./start/open-ports.ts";
import type { RealmWorkspace } from "./start/realm-keeper.ts";
import { createServerContext } from "./start/server-parts.ts";

export { AddressUnfit } from "./http/address-unfit.ts";
export { PortTaken } from "./http/listen.ts";
export { CertificateUnfit, type ClientAuth, type TlsFiles } from "./http/tls.ts";
export { type CertificatePair, createAuthority, issueCertificate } from "./keys/local-authority.ts";
export type {
  AuthenticationAttempt,
  AuthenticationVerdict,
  ClientAuthenticator,
} from "./protocol/client-authentication/authenticator.ts";
export type { BootstrapAdmin } from "./start/bootstrap-admin.ts";
export { readBootstrapAdmin } from "./start/bootstrap-admin.ts";
export { AuthenticatorUnfit } from "./start/custom-authenticators.ts";
export { RealmFileUnfit } from "./start/realm-sources.ts";
export { WorkspaceProblem } from "./store/workspace-problem.ts";

/** Whole seconds since 1970. */
export interface Clock {
  nowSeconds(): number;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface StartOptions {
  /** The folder the realms live in. Absent: a folder of its own that is removed when the server stops. */
  readonly workspace?: string;
  /** Realms, whole or as little as a name and some clients, in Keycloak's RealmRepresentation. */
  readonly realm?: PartialRealm | readonly PartialRealm[];
  /** Realm files, each of one realm or a list of them. */
  readonly files?: readonly string[];
  /** Realms that are there already are replaced by those given, instead of left as they are. */
  readonly replace?: boolean;
  /** 0 takes any free port. Absent: the workspace's setting, else `defaultPort`. */
  readonly port?: number;
  /** 0 unless stated. */
  readonly defaultPort?: number;
  /** Take the next free port when this one is taken. */
  readonly portMayMove?: boolean;
  readonly host?: string;
  readonly hostname?: string;
  readonly httpRelativePath?: string;
  /** Answer over TLS as well. */
  readonly https?: TlsFiles & { readonly port?: number };
  readonly clock?: Clock;
  readonly admin?: BootstrapAdmin;
  /** Further ways for clients to prove who they are; a client names one in `clientAuthenticatorType`. */
  readonly authenticators?: readonly ClientAuthenticator[];
  /** The folder of the built window, for browsers. */
  readonly uiFolder?: string;
  readonly log?: Log;
  /** Where `TOKENBENCH_VAR_…` are looked up for the Console; the process's own unless stated. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The process is the server's own: quicker Request and Response may be put in place of Node's. */
  readonly ownProcess?: boolean;
}

/** A server that answers. */
export interface RunningServer extends AsyncDisposable {
  /** `http://127.0.0.1:8080`, with the relative path when there is one. */
  readonly baseUrl: string;
  readonly port: number;
  /** `https://127.0.0.1:8443`; undefined without `https`. */
  readonly httpsBaseUrl: string | undefined;
  readonly workspacePath: string;
  /** The token endpoint of the realm that was given first, else of the demo realm, else of `master`. */
  readonly tokenUrl: string;
  tokenUrlOf(realm: string): string;
  readonly realmNames: readonly string[];
  /** What a person should be told: realms left as they were, files set aside. */
  readonly messages: readonly string[];
  /** Set when an administrator was generated just now. */
  readonly generatedAdmin: AdminAccess["generated"];
  /** An address that signs a browser in: good once, within a minute. */
  createSignInUrl(): string;
  /** Answers a request of our own window, which needs no sign-in. */
  handleInProcess(request: Request): Promise<Response>;
  /** Stops within a second; nothing that was acknowledged is lost. */
  stop(): Promise<void>;
}

/**
 * Starts a server: the one way in for the window, the command line and tests.
 *
 * @throws WorkspaceProblem when the workspace cannot be used, PortTaken, AddressUnfit for a host or port that cannot be
 *   answered at, CertificateUnfit, RealmFileUnfit for a realm that cannot be read, AuthenticatorUnfit.
 */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const core = await openCore(options);
  try {
    return await openDoors(core);
  } catch (error) {
    await core.leave();
    throw error;
  }
}

const LOOPBACK = "127.0.0.1";

async function openDoors(parts: Core): Promise<RunningServer> {
  const { options, workspace, admin, leave, messages, first } = parts;
  const { host = LOOPBACK } = options;
  const addressing = createAddressing({
    boundHost: host,
    ...(options.httpRelativePath !== undefined && { relativePath: options.httpRelativePath }),
    ...(options.hostname !== undefined && { hostname: options.hostname }),
    moreHostnames: () => workspace.settings.hostnames ?? [],
    authPathRealms: () => workspace.settings.authPathRealms ?? [],
  });
  let ports: Ports | undefined;
  const shownHost = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  const prefix = addressing.relativePath;
  const urlAt = (secure: boolean, at = 0) => baseUrlOf(addressing, { secure, host: `${shownHost}:${at}`, prefix });
  const baseUrl = () => urlAt(false, ports?.port);
  const startMessages: string[] = [];
  const { context, createSignInCode } = createServerContext({ ...parts, addressing, baseUrl, startMessages });
  const handle = createHandle(context, options.ownProcess ?? false);
  const port = options.port ?? workspace.settings.port ?? options.defaultPort ?? 0;
  ports = await openPorts(handle.onRequest, { ...options, host, port });
  if (port !== 0 && ports.port !== port)
    startMessages.push(`Port ${port} is taken by another program, so Tokenbench answers on ${ports.port}.`);
  const { stop } = createStop(ports, leave);
  await announce(workspace, baseUrl(), stop);
  admin.keep?.();
  const tokenUrlOf = (realm: string) =>
    `${baseUrl()}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
  return {
    baseUrl: baseUrl(),
    port: ports.port,
    httpsBaseUrl: ports.httpsPort === undefined ? undefined : urlAt(true, ports.httpsPort),
    workspacePath: workspace.folder,
    tokenUrl: tokenUrlOf(first ?? (workspace.realms.has(DEMO) ? DEMO : MASTER)),
    tokenUrlOf,
    realmNames: [...workspace.realms.keys()].sort(),
    messages: [...startMessages, ...messages, ...workspace.notices().map(({ message }) => message)],
    generatedAdmin: admin.generated,
    createSignInUrl: () => `${baseUrl()}/#code=${createSignInCode()}`,
    handleInProcess: handle.inProcess,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** A server whose address the lock cannot tell is none: it gives its port back. */
async function announce(workspace: RealmWorkspace, address: string, stop: () => Promise<void>): Promise<void> {
  await workspace.announce(address).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
}

function createStop(ports: Ports, leave: () => Promise<void>): { stop: () => Promise<void> } {
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= ports.close().then(leave);
    return stopped;
  };
  return { stop };
}
