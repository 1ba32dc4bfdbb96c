import type { CompiledClientScope } from "./compiled-client-scopes.ts";
import type { CompiledRealm } from "./compiled-realm.ts";
import { type CompiledRole, closureOf, type Reached, rolesNamed } from "./compiled-roles.ts";
import { groupPathsOf } from "./groups.ts";
import type { ClientRepresentation, UserRepresentation } from "./realm-document.ts";
import { planToken, type TokenPlan } from "./token-plan.ts";

/** The service account of a client: its user and what that user holds. */
export interface ServiceAccount {
  readonly user: UserRepresentation;
  /** All roles held, directly, through groups or through composites, by role id, in the order in which Keycloak meets them. */
  readonly held: ReadonlyMap<string, Reached>;
}

/** A client, made ready for requests. */
export interface CompiledClient {
  readonly id: string;
  readonly clientId: string;
  readonly representation: ClientRepresentation;
  readonly realm: CompiledRealm;
  readonly serviceAccount: ServiceAccount | undefined;
  readonly defaultScopes: readonly CompiledClientScope[];
  readonly optionalScopes: ReadonlyMap<string, CompiledClientScope>;
  readonly ownRoles: readonly CompiledRole[];
  /** Roles that the client's dedicated scope lets through. */
  readonly scopeMappings: readonly CompiledRole[];
  /** A client attribute, or undefined when it is absent or empty, which Keycloak takes for the same. */
  attribute(name: string): string | undefined;
  /**
   * What a token for this `scope` parameter is made of: kept, because services ask for the same token again and again.
   * Undefined for a client without a service account.
   */
  planFor(scope: string | undefined): TokenPlan | undefined;
}

/** So many different `scope` parameters are remembered for a client; they come from outside. */
const PLANS_KEPT = 64;

export function compileClient(realm: CompiledRealm, representation: ClientRepresentation): CompiledClient {
  const plans = new Map<string | undefined, TokenPlan>();
  const attributes = new Map(Object.entries(representation.attributes ?? {}));
  const scopesNamed = (names: readonly string[] = []) =>
    names.map((name) => realm.clientScopes.get(name)).filter((scope) => scope !== undefined);
  const client: CompiledClient = {
    id: representation.id,
    clientId: representation.clientId,
    representation,
    realm,
    serviceAccount: serviceAccountOf(realm, representation.clientId),
    defaultScopes: scopesNamed(representation.defaultClientScopes),
    optionalScopes: new Map(scopesNamed(representation.optionalClientScopes).map((scope) => [scope.name, scope])),
    ownRoles: realm.roles.ownedBy(representation.clientId),
    scopeMappings: realm.scopeMappings.ofClients.get(representation.clientId) ?? [],
    attribute: (name) => attributes.get(name) || undefined,
    planFor: (scope) => {
      if (!client.serviceAccount) return undefined;
      const known = plans.get(scope);
      if (known) return known;
      const plan = planToken(client, client.serviceAccount, scope);
      if (plans.size >= PLANS_KEPT) plans.clear();
      plans.set(scope, plan);
      return plan;
    },
  };
  return client;
}

function serviceAccountOf(realm: CompiledRealm, clientId: string): ServiceAccount | undefined {
  const user = realm.serviceAccounts.get(clientId);
  return user && { user, held: rolesHeldBy(realm, user) };
}

/** All roles that a user holds: directly, through groups or through composites. */
export function rolesHeldBy(realm: CompiledRealm, user: UserRepresentation): ReadonlyMap<string, Reached> {
  const direct = rolesNamed(realm.roles, user.realmRoles, user.clientRoles);
  const throughGroups = groupPathsOf(realm.document, user).flatMap((path) =>
    [...path].reverse().flatMap((group) => rolesNamed(realm.roles, group.realmRoles, group.clientRoles)),
  );
  return closureOf([...direct, ...throughGroups]);
}
