import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { Claims } from "../domain/json.ts";
import { MASTER, realmClientId } from "../domain/master-realm.ts";
import { planToken } from "../domain/token-plan.ts";
import type { TokenRoles } from "../domain/token-roles.ts";
import { type Caller, issuerOf } from "../protocol/endpoint.ts";
import { type LiveToken, verifyToken } from "../protocol/token-verification.ts";
import type { AdminContext } from "./admin-context.ts";

/** Who calls the Admin API, and what they may do. */
export interface Administrator {
  readonly username: string;
  /** The realm that issued the token. */
  readonly realm: CompiledRealm;
  /** The ids of the client and the user. */
  readonly clientId: string;
  readonly userId: string;
  readonly mayCreateRealms: boolean;
  /** Whether they have the realm role `admin` of `master`. */
  readonly isServerAdmin: boolean;
  /** Whether they have one of these administration roles over a realm. */
  has(realm: string, ...roles: readonly string[]): boolean;
  /** Whether they hold any administration role over a realm now, whatever their token says (recorded: `access-master`). */
  hasAny(realm: string): boolean;
  mayCallFrom(origin: string): boolean;
}

/** Reads the bearer token of an administrator; a text tells people why there is none. */
export async function authenticateAdministrator(
  ctx: AdminContext,
  authorization: string | undefined,
  caller: Caller,
): Promise<Administrator | string> {
  const [, token] = /^bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  if (token === undefined) return "The call carries no bearer token: sign in first, and send Authorization: Bearer …";
  const realm = ctx.findRealm(issuingRealm(token) ?? "");
  if (!realm) return "The token is of no realm of this server";
  const { value: live, trace } = await verifyToken(ctx.protocol, realm, issuerOf(realm, caller), token);
  if (live?.claims["typ"] === "ID") return "The token is an ID token: send the access token";
  if (live) return administratorOf(realm, live);
  const failure = trace.find(({ outcome }) => outcome === "failed");
  return `The token of ${realm.name} is not good any more: ${failure?.actual ?? "it could not be verified"}`;
}

/** The realm a token says it is of; nothing is believed before its signature is verified. */
function issuingRealm(token: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    const issuer = claims !== null && typeof claims === "object" && "iss" in claims ? String(claims.iss) : "";
    return decodeURIComponent(issuer.slice(issuer.lastIndexOf("/") + 1));
  } catch {
    return undefined;
  }
}

function administratorOf(realm: CompiledRealm, live: LiveToken): Administrator {
  const { claims, client, holder } = live;
  const now = planToken(client, holder, live.stored?.scope).tokenRoles;
  const roles = rolesOf(claims, now);
  const over = (name: string): ReadonlySet<string> => {
    if (realm.name === MASTER) return roles.ofClient(realmClientId(name));
    return realm.name === name ? roles.ofClient("realm-management") : NONE;
  };
  const origins = claims["allowed-origins"];
  return {
    username: holder.user.username,
    realm,
    clientId: client.id,
    userId: holder.user.id ?? "",
    mayCreateRealms: realm.name === MASTER && roles.ofRealm.has("create-realm"),
    isServerAdmin: realm.name === MASTER && roles.ofRealm.has("admin"),
    has: (name, ...wanted) => wanted.some((role) => over(name).has(role)),
    hasAny: (name) => {
      if (realm.name !== MASTER && realm.name !== name) return false;
      return (now.client.get(realm.name === MASTER ? realmClientId(name) : "realm-management")?.size ?? 0) > 0;
    },
    mayCallFrom: (origin) => Array.isArray(origins) && (origins.includes(origin) || origins.includes("*")),
  };
}

const NONE: ReadonlySet<string> = new Set();

interface Roles {
  readonly ofRealm: ReadonlySet<string>;
  ofClient(clientId: string): ReadonlySet<string>;
}

/** Rights are those in the token; one that says nothing of its user or its roles has those it would get `now` (recorded). */
function rolesOf(claims: Claims, now: TokenRoles): Roles {
  const saysNothing = claims["sid"] === undefined && !claims["realm_access"] && !claims["resource_access"];
  if (claims["sub"] === undefined || saysNothing)
    return { ofRealm: now.realm, ofClient: (clientId) => now.client.get(clientId) ?? NONE };
  const ofClients = new Map(Object.entries((claims["resource_access"] as Claims | undefined) ?? {}));
  return { ofRealm: rolesIn(claims["realm_access"]), ofClient: (clientId) => rolesIn(ofClients.get(clientId)) };
}

function rolesIn(access: unknown): ReadonlySet<string> {
  const roles = access !== null && typeof access === "object" && "roles" in access ? access.roles : undefined;
  return Array.isArray(roles) ? new Set(roles.map(String)) : NONE;
}
