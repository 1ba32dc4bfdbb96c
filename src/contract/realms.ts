import { z } from "zod";
import type { ClientScopeAssignment } from "../domain/edit.ts";
import { answers, endpoint } from "./endpoint.ts";
import type { Mapper } from "./mappers.ts";

/** The server, as the window's frame shows it. */
export interface ServerState {
  readonly version: string;
  /** The address programs use: `http://127.0.0.1:8080`, with the relative path when there is one. */
  readonly baseUrl: string;
  readonly workspacePath: string;
  readonly realms: readonly RealmSummary[];
  /** What the person should know: a port that moved, a file that was set aside. */
  readonly notices: readonly Notice[];
}

export interface RealmSummary {
  readonly name: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly clientCount: number;
  readonly revision: number;
  readonly issuer: string;
  readonly tokenUrl: string;
}

export interface Notice {
  readonly id: string;
  readonly level: "info" | "warning" | "error";
  readonly text: string;
  /** The last good version of a realm file can be brought back: {@link restoreRealmFile}. */
  readonly restorable: boolean;
}

/** Brings the last good version of the realm file back that a notice is about; the unfit one is kept beside. */
export const restoreRealmFile = endpoint(
  "POST",
  "/workbench/notices/restore",
  z.strictObject({ notice: z.string().min(1) }),
  answers<{ readonly restored: string }>(),
);

export const readServer = endpoint("GET", "/workbench/server", z.strictObject({}), answers<ServerState>());

export interface ClientSummary {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Confidential: *Client authentication* on. */
  readonly confidential: boolean;
  readonly bearerOnly: boolean;
  readonly serviceAccountsEnabled: boolean;
  readonly clientAuthenticatorType: string;
  /** One of Keycloak's own: account, admin-cli, broker … */
  readonly builtIn: boolean;
}

export interface ClientList {
  readonly revision: number;
  readonly clients: readonly ClientSummary[];
}

export const listClients = endpoint(
  "GET",
  "/workbench/realms/:realm/clients",
  z.strictObject({ realm: z.string() }),
  answers<ClientList>(),
);

/** A role of the realm, for assigning and mapping. */
export interface RoleSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Absent for a realm role. */
  readonly owner?: { readonly id: string; readonly clientId: string };
  /** Ids of the roles it brings along directly. */
  readonly members: readonly string[];
  /** Ids of the roles it brings along, at any depth. */
  readonly includes: readonly string[];
  /** Comes with every realm: default-roles-…, offline_access, roles of account, realm-management … */
  readonly builtIn: boolean;
}

export interface AttachedClientScope {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly assignment: ClientScopeAssignment;
  readonly includeInTokenScope: boolean;
  /** Ids of the roles it lets through. */
  readonly scopeMappings: readonly string[];
  readonly mapperNames: readonly string[];
  /** Comes with every realm: email, profile, roles … */
  readonly builtIn: boolean;
}

/** All that one client's page shows, in one read. Secrets and private keys are not in it. */
export interface ClientPage {
  readonly revision: number;
  readonly client: ClientDetails;
  /** Null while *Service account roles* is off. */
  readonly serviceAccount: null | {
    readonly userId: string;
    readonly username: string;
    readonly enabled: boolean;
    /** Ids of the roles assigned directly. */
    readonly assignedRoles: readonly string[];
    readonly attributes: Readonly<Record<string, readonly string[]>>;
  };
  /** Its own: those of its dedicated scope. */
  readonly mappers: readonly Mapper[];
  readonly keys: ClientKeyMaterial;
  /** How many sessions it takes part in now. */
  readonly sessionCount: number;
  /** Ids of the roles that the client's dedicated scope lets through. */
  readonly scopeMappings: readonly string[];
  /** All client scopes of the realm for OpenID Connect, with how this client has them. */
  readonly clientScopes: readonly AttachedClientScope[];
  /** All roles of the realm. */
  readonly roles: readonly RoleSummary[];
  /** The ways to prove a client that this server knows. */
  readonly authenticators: readonly { readonly id: string; readonly displayName: string }[];
  /** What holds when the client does not say otherwise. */
  readonly realmDefaults: {
    readonly accessTokenLifespanSeconds: number;
    readonly signatureAlgorithm: string;
    /** By the client's attribute that would say otherwise: `client.session.idle.timeout` …; null: no end. */
    readonly sessionSeconds: Readonly<Record<string, number | null>>;
  };
}

/** What a client signs its assertions with, as far as the realm knows it: public halves only. */
export interface ClientKeyMaterial {
  /** Which of these counts: the first in Keycloak's order that is set up. */
  readonly from: "jwksUrl" | "jwks" | "certificate" | "publicKey" | "none";
  readonly jwksUrl: string | null;
  readonly jwks: readonly { readonly kid: string | null; readonly algorithm: string | null }[];
  readonly certificate: null | {
    readonly subject: string;
    /** SHA-256 of the certificate, hexadecimal with colons. */
    readonly thumbprint: string;
    readonly kid: string;
    readonly notAfterSeconds: number;
  };
  readonly publicKeyKid: string | null;
  /** The private half lies in the realm too, as Keycloak's *Generate* leaves it for clients that ask for it. */
  readonly hasPrivateKey: boolean;
  /** Why what counts cannot be read. */
  readonly problem: string | null;
}

export interface ClientDetails {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly publicClient: boolean;
  readonly bearerOnly: boolean;
  readonly serviceAccountsEnabled: boolean;
  readonly fullScopeAllowed: boolean;
  readonly standardFlowEnabled: boolean;
  readonly implicitFlowEnabled: boolean;
  readonly directAccessGrantsEnabled: boolean;
  readonly consentRequired: boolean;
  readonly frontchannelLogout: boolean;
  readonly rootUrl: string;
  readonly baseUrl: string;
  readonly adminUrl: string;
  readonly redirectUris: readonly string[];
  readonly webOrigins: readonly string[];
  /** Epoch seconds; 0: none. */
  readonly notBefore: number;
  readonly clientAuthenticatorType: string;
  readonly hasSecret: boolean;
  /** Epoch seconds; null when Keycloak's attribute is not there. */
  readonly secretCreatedAtSeconds: number | null;
  readonly builtIn: boolean;
  /** Keycloak's attributes, without those that hold secrets. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const readClient = endpoint(
  "GET",
  "/workbench/realms/:realm/clients/:client",
  z.strictObject({ realm: z.string(), client: z.string() }),
  answers<ClientPage>(),
);

/** The secret itself, because a person asked to see or copy it. */
export const revealSecret = endpoint(
  "POST",
  "/workbench/realms/:realm/clients/:client/secret",
  z.strictObject({ realm: z.string(), client: z.string() }),
  answers<{ readonly secret: string | null }>(),
);
