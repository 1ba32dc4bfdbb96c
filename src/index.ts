/**
 * Tokenbench as a library: a server inside a test.
 *
 * ```ts
 * await using server = await startServer({ realm: { realm: "test", clients: [{ clientId: "orders", secret: "s3cret", serviceAccountsEnabled: true }] } });
 * const response = await fetch(server.tokenUrl, { method: "POST", body: new URLSearchParams({ … }) });
 * ```
 */
export type {
  AuthenticationAttempt,
  AuthenticationVerdict,
  BootstrapAdmin,
  ClientAuthenticator,
  Clock,
  Log,
  RunningServer,
  StartOptions,
} from "./start.ts";
export {
  AddressUnfit,
  AuthenticatorUnfit,
  CertificateUnfit,
  PortTaken,
  RealmFileUnfit,
  startServer,
  WorkspaceProblem,
} from "./start.ts";
