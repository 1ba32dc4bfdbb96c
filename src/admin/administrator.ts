import { MASTER, realmClientId } from "../domain/master-realm.ts";
import { planToken } from "../domain/token-plan.ts";
import type { TokenRoles } from "../domain/token-roles.ts";
import { type Caller, issuerOf } from "../protocol/endpoint.ts";
import { verifyToken } from "../protocol/token-verification.ts";
import type { AdminContext } from "./admin-context.ts";

/** Who calls the Admin API, and what they may do: by the roles they hold now, as a token of their client would carry them. */
export interface Administrator {
  readonly username: string;
  readonly mayCreateRealms: boolean;
  /** Whether they hold one of these administration roles over a realm; any of them when none is named. */
  has(realm: string, ...roles: readonly string[]): boolean;
}

/** Reads the bearer token of an administrator; undefined when there is none, or when it is not good. */
export async function authenticateAdministrator(
  ctx: AdminContext,
  authorization: string | undefined,
  caller: Caller,
): Promise<Administrator | undefined> {
  const [, token] = /^bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  const realmName = token === undefined ? undefined : issuingRealm(token);
  const realm = realmName === undefined ? undefined : ctx.findRealm(realmName);
  if (!realm || token === undefined) return undefined;
  const { value: live } = await verifyToken(ctx.protocol, realm, issuerOf(realm, caller), token);
  if (!live) return undefined;
  const roles = planToken(live.client, live.holder, live.stored?.scope).tokenRoles;
  return administratorWith(live.holder.user.username, realm.name, roles);
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

function administratorWith(username: string, tokenRealm: string, roles: TokenRoles): Administrator {
  const over = (realm: string): ReadonlySet<string> => {
    if (tokenRealm === MASTER) return roles.client.get(realmClientId(realm)) ?? new Set();
    return tokenRealm === realm ? (roles.client.get("realm-management") ?? new Set()) : new Set();
  };
  return {
    username,
    mayCreateRealms: tokenRealm === MASTER && roles.realm.has("create-realm"),
    has: (realm, ...names) => (names.length === 0 ? over(realm).size > 0 : names.some((name) => over(realm).has(name))),
  };
}
