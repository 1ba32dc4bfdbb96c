import type { CompiledRole } from "../domain/compiled-roles.ts";
import { MASTER, realmClientId } from "../domain/master-realm.ts";
import { forbidden, refuse } from "./admin-answer.ts";
import { type RealmCall, requireAny } from "./admin-call.ts";

/** Which of these rights one must have to hand an administration role on (asked on 26.7); what is not named here only itself allows. */
const HANDED_ON_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ["view-clients", ["view-clients", "manage-clients"]],
  ["view-authorization", ["view-clients", "manage-clients"]],
  ["create-client", ["manage-clients"]],
  ["manage-authorization", ["manage-clients"]],
  ["view-users", ["view-users", "manage-users"]],
  ["view-realm", ["view-realm", "manage-realm"]],
  ["view-organizations", ["view-organizations", "manage-organizations", "manage-realm"]],
  ["manage-organizations", ["manage-organizations", "manage-realm"]],
  ["view-events", ["view-events", "manage-events"]],
  ["view-identity-providers", ["view-identity-providers", "manage-identity-providers"]],
]);

/** Whether the caller may give a role to somebody: those of administration only as far as they have such rights themselves. */
export function mayMap({ admin, realm }: RealmCall, { name, owner }: CompiledRole): boolean {
  if (admin.isServerAdmin) return true;
  const over = administeredBy(realm.name, owner);
  if (over !== undefined) return name.startsWith("query-") || admin.has(over, ...(HANDED_ON_BY.get(name) ?? [name]));
  if (realm.name !== MASTER || owner !== undefined) return true;
  return name !== "admin" && (name !== "create-realm" || admin.mayCreateRealms);
}

/** The realm that roles of this client are rights over; undefined for an ordinary one. */
function administeredBy(realm: string, owner: string | undefined): string | undefined {
  if (owner === "realm-management") return realm;
  if (realm !== MASTER || !owner?.endsWith(realmClientId(""))) return undefined;
  return owner.slice(0, -realmClientId("").length);
}

/** Ends the call with 403 where that would give rights that the caller does not have. */
export function requireMayMap(call: RealmCall, role: CompiledRole): void {
  if (!mayMap(call, role))
    refuse(forbidden(`${call.admin.username} may not hand on the administration role ${role.name}`));
}

/** The same for making a role a member of another: whoever does it manages its container as well. */
export function requireMayCompose(call: RealmCall, role: CompiledRole): void {
  requireAny(call, role.owner === undefined ? "manage-realm" : "manage-clients");
  requireMayMap(call, role);
}
