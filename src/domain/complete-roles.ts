import type { EditFacts } from "./edits/edit-facts.ts";
import { entryOf } from "./edits/parts.ts";
import { withMembers } from "./edits/role-references.ts";
import type { ClientRepresentation, RealmDocument, RoleRepresentation, RolesRepresentation } from "./realm-document.ts";

export interface BroughtClients {
  readonly clients: readonly ClientRepresentation[];
  /** Those that were not there and come with their own roles. */
  readonly built: readonly ClientRepresentation[];
  /** The realm is being made: what every realm has is made with it. */
  readonly isNew: boolean;
}

/** The roles of an import: those it brings with what they do not say filled in, and those every realm has. */
export function completeRoles(
  document: RealmDocument,
  template: RealmDocument,
  brought: BroughtClients,
  facts: EditFacts,
): RolesRepresentation {
  const complete = (role: RoleRepresentation, containerId: string, clientRole: boolean): RoleRepresentation => {
    if (role.id && role.containerId !== undefined) return role;
    const id = role.id || facts.newId();
    return { ...{ id }, composite: role.composites !== undefined, ...role, ...{ id, clientRole, containerId } };
  };
  const idOf = new Map(brought.clients.map(({ clientId, id }) => [clientId, id]));
  const ofClients = clientRolesOf(document, template, brought).map(
    ([owner, roles]) => [owner, roles.map((role) => complete(role, idOf.get(owner) ?? "", true))] as const,
  );
  return {
    ...document.roles,
    realm: realmRolesOf(document, template, brought).map((role) => complete(role, document.id, false)),
    client: Object.fromEntries(ofClients),
  };
}

type Roles = readonly RoleRepresentation[];

const without = (roles: Roles, there: Roles): RoleRepresentation[] =>
  roles.filter(({ name }) => !there.some((role) => role.name === name));

function clientRolesOf(
  { roles }: RealmDocument,
  template: RealmDocument,
  { built, isNew }: BroughtClients,
): (readonly [string, Roles])[] {
  const brought = Object.entries(roles?.client ?? {});
  const owners = [...built.map(({ clientId }) => clientId), ...(isNew ? ["realm-management"] : [])];
  const builtIn = [...new Set(owners)].flatMap((owner) => {
    const ofOwner = entryOf(template.roles?.client, owner);
    return ofOwner ? [[owner, without(ofOwner, entryOf(roles?.client, owner) ?? [])] as const] : [];
  });
  const merged = brought.map(([owner, owned]) => {
    const made = builtIn.find(([name]) => name === owner)?.[1] ?? [];
    return [owner, [...withAdministrator(owner, owned, made), ...made]] as const;
  });
  return [...merged, ...builtIn.filter(([owner]) => !brought.some(([name]) => name === owner))];
}

/** Roles that are made for the administration of a realm are its administrator's too. */
function withAdministrator(owner: string, owned: Roles, made: Roles): Roles {
  if (owner !== "realm-management" || made.length === 0) return owned;
  const added = { client: { [owner]: made.map(({ name }) => name) } };
  return owned.map((role) => (role.name === "realm-admin" ? withMore(role, added) : role));
}

/** In a new realm the roles that are made become members of its default role, which can have any name (asked on 26.7). */
function realmRolesOf(document: RealmDocument, template: RealmDocument, { built, isNew }: BroughtClients): Roles {
  const { defaultRole } = document;
  const brought = document.roles?.realm ?? [];
  const ofTemplate = template.roles?.realm ?? [];
  if (!isNew) return defaultRole ? brought : [...brought, ...without(ofTemplate, brought)];
  const usual = ofTemplate.find(({ name }) => name === template.defaultRole?.name);
  const name = defaultRole?.name ?? usual?.name ?? "";
  const made = without(ofTemplate, brought).filter((role) => role !== usual);
  const account = built.some(({ clientId }) => clientId === "account");
  const members = {
    realm: made.map((role) => role.name),
    client: account ? (usual?.composites?.client ?? {}) : {},
  };
  const own = brought.find((role) => role.name === name);
  if (own) return [...brought.map((role) => (role === own ? withMore(role, members) : role)), ...made];
  const { composites: _members, ...fresh } = usual ?? { name };
  const named = defaultRole ? { ...fresh, ...defaultRole, description: defaultRole.description } : fresh;
  return [...brought, withMore(named as RoleRepresentation, members), ...made];
}

type Members = NonNullable<RoleRepresentation["composites"]>;

function withMore(role: RoleRepresentation, { realm = [], client = {} }: Members): RoleRepresentation {
  const { composites = {} } = role;
  const owners = [...new Set([...Object.keys(composites.client ?? {}), ...Object.keys(client)])];
  const both = owners.map((owner) => {
    const names = [...(entryOf(composites.client, owner) ?? []), ...(entryOf(client, owner) ?? [])];
    return [owner, [...new Set(names)]] as const;
  });
  return withMembers(role, {
    realm: [...new Set([...(composites.realm ?? []), ...realm])],
    client: Object.fromEntries(both),
  });
}
