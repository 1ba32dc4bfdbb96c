import type { CompiledClient } from "./compiled-client.ts";
import type { CompiledClientScope } from "./compiled-client-scopes.ts";
import { type CompiledRole, closureOf, linksTo, linkToRole, type Reached } from "./compiled-roles.ts";
import type { RoleVerdict } from "./explanation.ts";
import type { Mend, TraceLink } from "./trace.ts";

/** A role that is in scope, and where it comes from. */
interface InScope {
  readonly role: CompiledRole;
  readonly links: readonly TraceLink[];
}

/**
 * Decides every role that the holder has or that a scope mapping would let through: in the token are those that are both
 * held and in scope (reference §6.2). Both closures go down through composites by themselves and are then intersected.
 *
 * @param held the roles of the service account, composites expanded, by role id.
 * @param granted the client scopes that take part.
 */
export function resolveTokenRoles(
  client: CompiledClient,
  held: ReadonlyMap<string, Reached>,
  granted: readonly CompiledClientScope[],
): RoleVerdict[] {
  const inScope = client.representation.fullScopeAllowed === false ? scopeOf(client, granted) : everyRole(held);
  const all = new Map([...held].map(([id, { role }]) => [id, role] as const));
  for (const [id, { role }] of inScope) all.set(id, role);
  return [...all.values()].map((role) => judge(client, role, held.get(role.id), inScope.get(role.id)));
}

const FULL_SCOPE: TraceLink = { kind: "setting", name: "Full scope allowed" };

function everyRole(held: ReadonlyMap<string, Reached>): Map<string, InScope> {
  return new Map([...held].map(([id, { role }]) => [id, { role, links: [FULL_SCOPE] }]));
}

/** What the client lets through: its own roles, its dedicated scope and the scope mappings of the client scopes that take part. */
function scopeOf(client: CompiledClient, granted: readonly CompiledClientScope[]): Map<string, InScope> {
  const inScope = new Map<string, InScope>();
  const add = (roles: readonly CompiledRole[], from: TraceLink) => {
    for (const [id, reached] of closureOf(roles)) {
      if (!inScope.has(id)) inScope.set(id, { role: reached.role, links: [from, ...linksTo(reached)] });
    }
  };
  add(client.ownRoles, { kind: "client", id: client.id, name: `${client.clientId} (own roles)` });
  add(client.scopeMappings, { kind: "client", id: client.id, name: `${client.clientId}-dedicated` });
  for (const scope of granted) add(scope.scopeMappings, { kind: "client scope", id: scope.id, name: scope.name });
  return inScope;
}

function judge(
  client: CompiledClient,
  role: CompiledRole,
  held: Reached | undefined,
  inScope: InScope | undefined,
): RoleVerdict {
  const inToken = held !== undefined && inScope !== undefined;
  return {
    roleId: role.id,
    name: role.name,
    ...(role.owner !== undefined && { owner: role.owner }),
    inToken,
    heldThrough: held ? linksTo(held) : null,
    inScopeThrough: inScope?.links ?? null,
    reason: reasonFor(held, inScope),
    mends: mendsFor(client, role, held, inScope),
  };
}

function reasonFor(held: Reached | undefined, inScope: InScope | undefined): string {
  if (!held) return "Let through, but the service account does not hold it";
  const how = held.via ? `held through ${linksTo(held)[0]?.name ?? ""}` : "assigned to the service account";
  if (!inScope) return `Not in the token: ${how}, but Full scope allowed is off and no scope lets it through`;
  const [from] = inScope.links;
  const through =
    from === FULL_SCOPE ? "Full scope allowed lets every role through" : `let through by ${from?.name ?? ""}`;
  return `In the token: ${how}, and ${through}`;
}

function mendsFor(
  client: CompiledClient,
  role: CompiledRole,
  held: Reached | undefined,
  inScope: InScope | undefined,
): Mend[] {
  if (held && inScope) return [];
  if (!held)
    return [{ label: `Assign role ${role.name}`, edits: [{ type: "assignRole", client: client.id, role: role.id }] }];
  return [
    {
      label: `Let ${linkToRole(role).name} through`,
      edits: [{ type: "addScopeMapping", to: { client: client.id }, role: role.id }],
    },
    {
      label: "Switch Full scope allowed on",
      edits: [{ type: "updateClient", client: client.id, settings: { fullScopeAllowed: true } }],
    },
  ];
}
