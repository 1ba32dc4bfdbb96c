import { type CompiledRole, closureOf } from "../domain/compiled-roles.ts";
import type { ScopeMappingTarget } from "../domain/edit.ts";
import { withoutScopeMapping, withScopeMapping } from "../domain/edits/scope-edits.ts";
import { type RealmCall, requireAny, requireManageOwner } from "./admin-call.ts";
import { createMappingsResource, type Mapped } from "./role-mappings.ts";

export interface ScopeMappingsCall extends RealmCall {
  readonly target: ScopeMappingTarget;
}

/** The roles that a client, or a client scope, lets through. */
export const scopeMappingsResource = createMappingsResource<ScopeMappingsCall>((call) => {
  const { realm, target } = call;
  const { name, path, direct, own, isFull } = targetOf(call);
  return {
    name,
    done: { add: "let through", remove: "no longer let through" },
    path: `${path}/scope-mappings`,
    eventType: "SCOPE_MAPPING",
    direct,
    effective: isFull ? [...realm.roles.byId.values()] : reachedFrom([...direct, ...own]),
    clientNotFound: "Could not find client",
    requireView: () => requireAny(call, "view-clients", "manage-clients"),
    requireManage: () => requireManageOwner(call, target),
    isAvailable: (role) => !own.includes(role),
    // Realm roles go by id, client roles by name (recorded).
    find: (given, client) =>
      client ? realm.roles.find(given.name ?? "", client.clientId) : realm.roles.byId.get(given.id ?? ""),
    // A scope grants nothing, so administration roles pass like others (asked on 26.7).
    requireMayMap: (role) => requireAny(call, role.owner === undefined ? "manage-realm" : "manage-clients"),
    add: (document, roles) => roles.reduce((current, role) => withScopeMapping(current, target, role), document),
    remove: (document, roles) => roles.reduce((current, role) => withoutScopeMapping(current, target, role), document),
  } satisfies Mapped;
});

const reachedFrom = (roles: readonly CompiledRole[]): readonly CompiledRole[] =>
  [...closureOf(roles).values()].map(({ role }) => role);

interface Target {
  readonly name: string;
  readonly path: string;
  readonly direct: readonly CompiledRole[];
  /** Roles of a client's own: let through without being mapped. */
  readonly own: readonly CompiledRole[];
  readonly isFull: boolean;
}

function targetOf({ realm, target }: ScopeMappingsCall): Target {
  if ("client" in target) {
    const client = realm.findClientById(target.client);
    return {
      name: `${client?.clientId ?? ""}-dedicated`,
      path: `clients/${target.client}`,
      direct: client?.scopeMappings ?? [],
      own: client?.ownRoles ?? [],
      isFull: client?.representation.fullScopeAllowed !== false,
    };
  }
  const scope = realm.document.clientScopes?.find(({ id }) => id === target.clientScope);
  const name = scope?.name ?? "";
  const direct = realm.scopeMappings.ofClientScopes.get(name) ?? [];
  return { name, path: `client-scopes/${target.clientScope}`, direct, own: [], isFull: false };
}
