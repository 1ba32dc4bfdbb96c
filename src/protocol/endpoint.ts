import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { TokenFacts } from "../domain/token-facts.ts";
import type { TokenPlan } from "../domain/token-plan.ts";
import type { Decision, Trace } from "../domain/trace.ts";
import type { FoundKeys } from "../keys/find-client-keys.ts";
import type { RealmKeys } from "../keys/realm-keys.ts";
import type { ClientAuthenticator } from "./client-authentication/authenticator.ts";
import type { EventFacts } from "./event-facts.ts";
import type { FormParameters } from "./form-parameters.ts";
import type { Refusal } from "./oauth-error.ts";
import type { Sessions } from "./sessions.ts";
import type { RevokedTokens, UsedIds } from "./used-ids.ts";

/** What the OIDC endpoints need of the world; the composition root fills it. */
export interface ProtocolContext {
  findRealm(name: string): { readonly compiled: CompiledRealm; readonly revision: number } | undefined;
  readonly keysOf: (realm: CompiledRealm) => RealmKeys;
  /** The keys of a realm once they hold one for `alg`: made and saved when there is none. Undefined for an unknown algorithm. */
  keysFor(realm: CompiledRealm, alg: string): Promise<RealmKeys | undefined>;
  readonly sessions: Sessions;
  /** How clients may prove who they are, in the order in which they are asked. */
  readonly authenticators: readonly ClientAuthenticator[];
  /** The public keys that a client's settings name, fetched if need be, or why there are none. */
  findClientKeys(client: CompiledClient, kid: string | undefined): Promise<FoundKeys>;
  readonly usedIds: UsedIds;
  readonly revokedTokens: RevokedTokens;
  nowSeconds(): number;
  /** 128 random bits in UUID grouping. */
  newTokenId(): string;
  /** Compares in constant time; true for the bootstrap administrator of `master` only. */
  isAdminPassword(username: string, password: string): boolean | Promise<boolean>;
}

/** A client certificate (RFC 8705). */
export interface ClientCertificate {
  /** The SHA-256 of its DER, base64url: `x5t#S256`. */
  readonly thumbprint: string;
  readonly der: Buffer;
}

/** What a web Request cannot tell of its sender. */
export interface Caller {
  /** As the server sees it: `127.0.0.1`. */
  readonly remoteAddress: string;
  readonly remotePort?: number | undefined;
  readonly secure: boolean;
  /** The certificate that the caller showed in the TLS handshake, whoever issued it. */
  readonly certificate?: ClientCertificate | undefined;
  /** Where the request reached us, with the relative path: `http://localhost:8080/auth`. */
  readonly baseUrl: string;
}

/** A request of one endpoint of a realm, its form read. */
export interface EndpointRequest {
  readonly realmName: string;
  readonly method: string;
  readonly form: FormParameters;
  readonly caller: Caller;
  header(name: string): string | undefined;
}

/** A JSON object, a text with its own type, or nothing. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly text?: string;
  /** Without X-Frame-Options, as Keycloak answers preflights. */
  readonly unframed?: true;
  /** The token this answer carries and what it was made of, for the event log; never goes over the wire. */
  readonly issued?: IssuedToken;
  /** For the event log; never goes over the wire. */
  readonly event?: EventFacts;
}

/** Kept instead of the explanation itself, which the same pure functions give again from the same inputs. */
export interface IssuedToken {
  readonly plan: TokenPlan;
  readonly facts: TokenFacts;
  /** The id in the token's `jti`, without its prefix. */
  readonly tokenId: string;
  /** The `jti` of the refresh token beside it. */
  readonly refreshTokenId?: string;
}

export type EndpointDecision = Decision<Answer, Refusal>;

export type Endpoint = (ctx: ProtocolContext, request: EndpointRequest) => Promise<EndpointDecision> | EndpointDecision;

/** The decision with the steps that came before it. */
export function traced<Value, Refused>(before: Trace, decision: Decision<Value, Refused>): Decision<Value, Refused> {
  return { ...decision, trace: before.concat(decision.trace) };
}

const issuers = new WeakMap<CompiledRealm, Map<string, string>>();

/** The realm's issuer as this caller reaches it. Made once for each base URL, as thousands of tokens name it. */
export function issuerOf(realm: CompiledRealm, { baseUrl }: Pick<Caller, "baseUrl">): string {
  const known = issuers.get(realm) ?? new Map<string, string>();
  const found = known.get(baseUrl);
  if (found) return found;
  const issuer = `${baseUrl}/realms/${encodeURIComponent(realm.name)}`;
  if (known.size >= BASE_URLS_KEPT) known.clear();
  issuers.set(realm, known.set(baseUrl, issuer));
  return issuer;
}

/** A caller chooses its Host header, so the number is bounded. */
const BASE_URLS_KEPT = 100;
