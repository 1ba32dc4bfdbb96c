import type { ClientScopeAssignment, ScopeMappingTarget } from "../edit.ts";
import type { RealmDocument, ScopeMappingRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import {
  clientOf,
  clientScopeOf,
  entryOf,
  roleOf,
  withClientReplaced,
  withEntry,
  withName,
  withoutName,
} from "./parts.ts";

type Mappings = readonly ScopeMappingRepresentation[];

/** Lets a role through for a client (its dedicated scope) or a client scope. */
export function withScopeMapping(document: RealmDocument, to: ScopeMappingTarget, roleId: string): RealmDocument {
  return changed(document, to, roleId, withName);
}

export function withoutScopeMapping(document: RealmDocument, to: ScopeMappingTarget, roleId: string): RealmDocument {
  return changed(document, to, roleId, withoutName);
}

function changed(
  document: RealmDocument,
  to: ScopeMappingTarget,
  roleId: string,
  change: typeof withName,
): RealmDocument {
  const { role, owner } = roleOf(document, roleId);
  const target =
    "client" in to
      ? { client: clientOf(document, to.client).clientId }
      : { clientScope: clientScopeOf(document, to.clientScope).name };
  if (owner === undefined)
    return { ...document, scopeMappings: mapped(document.scopeMappings ?? [], target, role.name, change) };
  const ofOwner = mapped(entryOf(document.clientScopeMappings, owner) ?? [], target, role.name, change);
  return {
    ...document,
    clientScopeMappings: withEntry(document.clientScopeMappings, owner, ofOwner.length > 0 ? ofOwner : undefined),
  };
}

function mapped(
  mappings: Mappings,
  target: ScopeMappingRepresentation,
  role: string,
  change: typeof withName,
): Mappings {
  const isTarget = (mapping: ScopeMappingRepresentation) =>
    mapping.client === target.client && mapping.clientScope === target.clientScope;
  const known = mappings.some(isTarget) ? mappings : [...mappings, { ...target, roles: [] }];
  return known
    .map((mapping) => (isTarget(mapping) ? { ...mapping, roles: change(mapping.roles, role) } : mapping))
    .filter(({ roles }) => roles && roles.length > 0);
}

/** Links a client scope to a client as default or optional, or not at all. */
export function withClientScopeAssigned(
  document: RealmDocument,
  clientId: string,
  clientScopeId: string,
  as: ClientScopeAssignment,
): RealmDocument {
  clientOf(document, clientId);
  const { name, protocol = "openid-connect" } = clientScopeOf(document, clientScopeId);
  if (protocol !== "openid-connect") throw new RealmRefused(`Client scope ${name} is for ${protocol}`, ["clientScope"]);
  return withClientReplaced(document, clientId, (client) => ({
    ...client,
    defaultClientScopes:
      as === "default" ? withName(client.defaultClientScopes, name) : withoutName(client.defaultClientScopes, name),
    optionalClientScopes:
      as === "optional" ? withName(client.optionalClientScopes, name) : withoutName(client.optionalClientScopes, name),
  }));
}
