import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { CompiledRealm } from "../../domain/compiled-realm.ts";
import type { Trace, TraceStep } from "../../domain/trace.ts";
import type { FoundKeys } from "../../keys/find-client-keys.ts";
import type { EndpointRequest } from "../endpoint.ts";
import type { Refusal } from "../oauth-error.ts";
import type { FormerSecrets } from "./former-secrets.ts";

/**
 * One way in which a client proves who it is: client secret, signed JWT, certificate, or one of a user's own. All are asked
 * in turn; only the verdict of the one that the client names in `clientAuthenticatorType` counts, as in Keycloak.
 */
export interface ClientAuthenticator {
  /** What a client's `clientAuthenticatorType` says: `client-secret`, `client-jwt`, … */
  readonly id: string;
  /** For people, in forms. */
  readonly displayName: string;
  /** What discovery lists for it: `private_key_jwt`. */
  readonly methods: readonly string[];
  authenticate(attempt: AuthenticationAttempt): AuthenticationVerdict | Promise<AuthenticationVerdict>;
  /** What is missing in a client's own settings, whatever it sends: the preview asks, which has no proof to show. */
  readonly findGap?: (client: CompiledClient, findKeys: AuthenticationAttempt["findKeys"]) => Promise<Gap | undefined>;
}

/** Why a client cannot prove itself as it is set: the words on the wire, and the step that says why. */
export interface Gap {
  readonly refusal: Refusal;
  readonly step: TraceStep;
}

export interface AuthenticationAttempt {
  readonly realm: CompiledRealm;
  readonly request: EndpointRequest;
  /** The client that `client_id` or the Authorization header names, enabled or not. */
  readonly named: CompiledClient | undefined;
  readonly nowSeconds: number;
  findClient(clientId: string): CompiledClient | undefined;
  /** The other realms that have a client of that name: for the trace of a refusal. */
  realmsWithClient(clientId: string): readonly string[];
  readonly formerSecrets: FormerSecrets;
  /** Uses an id up; false when it was used before and has not expired. */
  takeOnce(id: string, expiresAtSeconds: number): boolean;
  /** The public keys of a client's own settings, fetched if need be, or why there are none. */
  findKeys(client: CompiledClient, kid: string | undefined): Promise<FoundKeys>;
}

/**
 * What an authenticator found. Without a client and a refusal it has nothing to say to this request; a refusal without a
 * client ends the attempt.
 */
export interface AuthenticationVerdict {
  readonly client?: CompiledClient | undefined;
  /** Absent beside a client: the client has proved itself. */
  readonly refusal?: Refusal;
  /** The steps, the last one saying what was right, or what failed and what was expected. */
  readonly trace: Trace;
}
