import type { CompiledRole } from "../domain/compiled-roles.ts";
import { entryOf } from "../domain/edits/parts.ts";
import { withComposites, withRole } from "../domain/edits/role-edits.ts";
import type { GroupRepresentation } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { toldAs } from "./admin-actions.ts";
import { type AdminAnswer, conflict, created, notFound, ok, refuse } from "./admin-answer.ts";
import { type ClientCall, edit, locationOf, param, type RealmCall, requireAny } from "./admin-call.ts";
import { containing, page, queryFlag, queryNumber } from "./query.ts";
import { readBody } from "./read-body.ts";
import { createResource, type Operation } from "./resource.ts";
import {
  addComposites,
  type GivenRole,
  listClientComposites,
  listComposites,
  listRealmComposites,
  type RoleCall,
  readRole,
  removeComposites,
  removeRole,
  requireRights,
  settingsOf,
  updateRole,
} from "./role-operations.ts";
import { roleRepresentation, rolesByName } from "./role-representation.ts";
import { briefUser, userRepresentation } from "./user-representation.ts";

/** The roles of a realm, or of one of its clients. */
interface Container {
  readonly owner: string | undefined;
  readonly ownerId: string | undefined;
  readonly roles: readonly CompiledRole[];
}

type ContainerOf<Call extends RealmCall> = (call: Call) => Container;

/** `first` and `max` count only together, or with `search`, which looks in names and descriptions (recorded). */
function listRoles(call: RealmCall, { owner, roles }: Container): AdminAnswer {
  requireRights(call, owner, "view");
  const search = call.request.query.get("search") ?? "";
  const isFound = containing(search.trim());
  const found = rolesByName(roles).filter(
    ({ name, representation }) => search === "" || isFound(name) || isFound(representation.description),
  );
  const isPaged = search !== "" || (call.request.query.has("first") && call.request.query.has("max"));
  queryNumber(call, "first");
  const shown = isPaged ? page(call, found) : found;
  const full = !queryFlag(call, "briefRepresentation", true);
  return ok(shown.map((role) => roleRepresentation(call, role, full)));
}

async function createRole(call: RealmCall, { owner, ownerId }: Container): Promise<AdminAnswer> {
  requireRights(call, owner, "manage");
  const given = await readBody<GivenRole>(call, "RoleRepresentation");
  const settings = settingsOf(given);
  const { name, description, attributes } = settings;
  const members = given.composite ? membersNamed(call, given) : [];
  const id = call.ctx.editFacts().newId();
  const role = { id, name, ...(description && { description }), ...(ownerId !== undefined && { owner: ownerId }) };
  try {
    await edit(call, `Role ${name} added`, (document) =>
      withComposites(withRole(document, role, attributes), id, members),
    );
  } catch (error) {
    if (error instanceof RealmRefused) return conflict(error.message);
    throw error;
  }
  const at = ownerId === undefined ? "" : `clients/${ownerId}/`;
  return created(locationOf(call, name), {
    operation: "CREATE",
    resourceType: owner === undefined ? "REALM_ROLE" : "CLIENT_ROLE",
    resourcePath: `${at}roles/${name}`,
    representation: toldAs("RoleRepresentation", { ...given, id }),
  });
}

/** The ids of the members that a new role names; clients that are not there are passed over (recorded). */
function membersNamed({ realm }: RealmCall, { composites }: GivenRole): readonly string[] {
  const missing = (kind: string, name: string) =>
    refuse({ status: 404, json: { errorMessage: `${kind} Role with name ${name} does not exist` } });
  const ofRealm = (composites?.realm ?? []).map((name) => realm.roles.find(name)?.id ?? missing("Realm", name));
  const ofClients = Object.entries(composites?.client ?? {}).flatMap(([client, names]) =>
    realm.clientRepresentations.has(client)
      ? names.map((name) => realm.roles.find(name, client)?.id ?? missing("Client", name))
      : [],
  );
  return [...ofRealm, ...ofClients];
}

/** Users who hold the role themselves, service accounts among them. */
function listUsers(call: RoleCall): AdminAnswer {
  requireRights(call, call.role.owner, "view");
  requireAny(call, "view-users", "manage-users");
  const holders = (call.realm.document.users ?? [])
    .filter((user) => holds(user, call.role))
    .sort((a, b) => (a.username < b.username ? -1 : 1));
  const show = queryFlag(call, "briefRepresentation") ? briefUser : userRepresentation;
  return ok(page(call, holders).map(show));
}

function listGroups(call: RoleCall): AdminAnswer {
  requireRights(call, call.role.owner, "view");
  requireAny(call, "view-users", "manage-users");
  const all = (groups: readonly GroupRepresentation[] = []): GroupRepresentation[] =>
    groups.flatMap((group) => [group, ...all(group.subGroups)]);
  const holders = all(call.realm.document.groups).filter((group) => holds(group, call.role));
  return ok(page(call, holders).map(({ id, name, path }) => ({ id, name, path, subGroups: [] })));
}

type Holder = Pick<GroupRepresentation, "realmRoles" | "clientRoles">;

const holds = (holder: Holder, { name, owner }: CompiledRole): boolean =>
  ((owner === undefined ? holder.realmRoles : entryOf(holder.clientRoles, owner)) ?? []).includes(name);

function rolesResource<Call extends RealmCall>(containerOf: ContainerOf<Call>) {
  const ofRole =
    (operation: Operation<RoleCall>): Operation<Call> =>
    (call) => {
      const { owner, roles } = containerOf(call);
      const name = param(call, "role");
      const role = roles.find((each) => each.name === name);
      if (!role) requireRights(call, owner, call.request.method === "GET" ? "view" : "manage");
      return operation({ ...call, role: role ?? refuse(notFound("Could not find role")) });
    };
  const ofContainer =
    (operation: (call: Call, container: Container) => AdminAnswer | Promise<AdminAnswer>): Operation<Call> =>
    (call) =>
      operation(call, containerOf(call));
  return createResource<Call>({
    operations: {
      GET: ofContainer(listRoles),
      POST: ofContainer(createRole),
      "GET {role}": ofRole(readRole),
      "PUT {role}": ofRole(updateRole),
      "DELETE {role}": ofRole(removeRole),
      "GET {role}/composites": ofRole((call) => listComposites(call)),
      "POST {role}/composites": ofRole(addComposites),
      "DELETE {role}/composites": ofRole(removeComposites),
      "GET {role}/composites/realm": ofRole(listRealmComposites),
      "GET {role}/composites/clients/{client}": ofRole(listClientComposites),
      "GET {role}/users": ofRole(listUsers),
      "GET {role}/groups": ofRole(listGroups),
    },
  });
}

export const realmRolesResource = rolesResource<RealmCall>(({ realm }) => ({
  owner: undefined,
  ownerId: undefined,
  roles: [...realm.roles.byId.values()].filter((role) => role.owner === undefined),
}));

export const clientRolesResource = rolesResource<ClientCall>(({ client }) => ({
  owner: client.clientId,
  ownerId: client.id,
  roles: client.ownRoles,
}));
