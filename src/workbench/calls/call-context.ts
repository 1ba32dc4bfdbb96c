import type { SignatureReading } from "../../contract/token-readings.ts";
import type { TokenExplanation } from "../../domain/explanation.ts";
import type { ClientRepresentation } from "../../domain/realm-document.ts";
import type { Trace } from "../../domain/trace.ts";
import type { AskedOrigins } from "./asked-origins.ts";
import type { CallHistory } from "./call-history.ts";

/** What calls to any issuer need of the world; a command without a workspace has it as well. */
export interface CallContext {
  nowSeconds(): number;
  newId(): string;
  /** Calls under way, by the id that their caller chose. */
  readonly running: Map<string, AbortController>;
  /** The values of variables, by their names in small letters. */
  readVariables(): Promise<ReadonlyMap<string, string>>;
  /** Absent in a command that is no server. */
  readonly history?: CallHistory;
  /** Absent in a command that is no server: a token alone leads it to nobody. */
  readonly asked?: AskedOrigins;
  /** The server that this is; absent in a command that is none. */
  readonly own?: OwnServer;
}

/** What this server knows of its own realms and of the calls that it answered. */
export interface OwnServer {
  findClient(realm: string, id: string): ClientRepresentation | undefined;
  /** The newest call of that realm that came from a port of this machine since then: ports are used again, also for other servers. */
  findCall(realm: string, localPort: number, sinceSeconds: number): Told | undefined;
  /** The call that issued the token with that `jti`. */
  findIssued(realm: string, tokenId: string): Told | undefined;
  /** Judges a token by a realm's own keys, secret ones included; undefined where the realm is none of these or did not sign it. */
  verify(realm: string, jwt: string): Promise<SignatureReading | undefined>;
}

export interface Told {
  readonly trace: Trace;
  readonly explanation: TokenExplanation | null;
}

/** The realm in an address or issuer of the form that Keycloak and this server have; undefined for others. */
export const realmIn = (address: string): string | undefined => nameBehind(/\/realms\/([^/?#]+)/, address);

/** The realm whose resource server answers at an address of this server. */
export const realmOfResource = (address: string): string | undefined => nameBehind(/\/resource\/([^/?#]+)/, address);

function nameBehind(pattern: RegExp, address: string): string | undefined {
  const [, encoded] = pattern.exec(address) ?? [];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
