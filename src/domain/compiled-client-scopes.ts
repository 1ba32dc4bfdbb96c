import type { CompiledRole } from "./compiled-roles.ts";
import type { ClientScopeRepresentation, RealmDocument } from "./realm-document.ts";
import { RealmRefused } from "./realm-refused.ts";
import type { ScopeMappings } from "./scope-mappings.ts";

/** A client scope for OpenID Connect, made ready. */
export interface CompiledClientScope {
  readonly id: string;
  readonly name: string;
  readonly representation: ClientScopeRepresentation;
  /** The roles it lets through; a client scope with any takes part only for those who hold one of them. */
  readonly scopeMappings: readonly CompiledRole[];
  readonly includeInTokenScope: boolean;
}

/** The realm's client scopes by name; those of other protocols are left out, as Keycloak ignores them here. */
export function compileClientScopes(
  document: RealmDocument,
  mappings: ScopeMappings,
): Map<string, CompiledClientScope> {
  const byName = new Map<string, CompiledClientScope>();
  for (const [i, scope] of (document.clientScopes ?? []).entries()) {
    if (!scope.name) throw new RealmRefused("A client scope needs a name", ["clientScopes", i, "name"]);
    if (byName.has(scope.name))
      throw new RealmRefused(`Client Scope ${scope.name} already exists`, ["clientScopes", i, "name"]);
    if ((scope.protocol ?? "openid-connect") !== "openid-connect") continue;
    byName.set(scope.name, {
      id: scope.id,
      name: scope.name,
      representation: scope,
      scopeMappings: mappings.ofClientScopes.get(scope.name) ?? [],
      includeInTokenScope: scope.attributes?.["include.in.token.scope"] !== "false",
    });
  }
  return byName;
}
