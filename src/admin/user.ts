import { rolesHeldBy } from "../domain/compiled-client.ts";
import { rolesNamed } from "../domain/compiled-roles.ts";
import { describeUserPut } from "../domain/edits/describe-put.ts";
import { withoutRolesHeld, withoutUser, withRolesHeld, withUserReplaced } from "../domain/edits/user-edits.ts";
import { groupPathsOf } from "../domain/groups.ts";
import type { GroupRepresentation, UserRepresentation } from "../domain/realm-document.ts";
import { toldAs } from "./admin-actions.ts";
import {
  type AdminAction,
  type AdminAnswer,
  invalid,
  invalidWith,
  noContent,
  noSuchPath,
  notFound,
  ok,
  refuse,
} from "./admin-answer.ts";
import { edit, param, type RealmCall, requireAny } from "./admin-call.ts";
import { mayMap, requireMayMap } from "./admin-roles.ts";
import { queryNumber } from "./query.ts";
import { readBody } from "./read-body.ts";
import { createResource, type Operation } from "./resource.ts";
import { createMappingsResource } from "./role-mappings.ts";
import { sessionRepresentation, sessionsOf } from "./session-representation.ts";
import { refuseField, refuseUnfitEmail } from "./user-problems.ts";
import { userRepresentation } from "./user-representation.ts";

/** The user that a call is about. */
export interface UserCall extends RealmCall {
  readonly user: UserRepresentation & { readonly id: string };
}

const view = (call: UserCall): void => requireAny(call, "view-users", "manage-users");
const manage = (call: UserCall): void => requireAny(call, "manage-users");

const userAction = (
  { user }: UserCall,
  operation: AdminAction["operation"],
  representation?: unknown,
  path = "",
): AdminAction => ({ operation, resourceType: "USER", resourcePath: `users/${user.id}${path}`, representation });

function readUser(call: UserCall): AdminAnswer {
  view(call);
  const may = call.admin.has(call.realm.name, "manage-users");
  return ok({
    ...userRepresentation(call.user),
    access: {
      manageGroupMembership: may,
      resetPassword: may,
      view: true,
      mapRoles: may,
      impersonate: call.admin.has(call.realm.name, "impersonation"),
      manage: may,
    },
  });
}

/** A user as the Admin API takes it. */
export type GivenUser = { readonly [Name in keyof UserRepresentation]?: UserRepresentation[Name] | null };

/** Absent fields stay; given attributes replace all of them, and the names and the address with them (recorded). */
async function updateUser(call: UserCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<GivenUser>(call, "UserRepresentation");
  refuseReadOnly(call.user, given);
  await edit(call, describeUserPut(call.user, changedUser(call.user, given)), (document) =>
    withUserReplaced(document, call.user.id, (user) => changedUser(user, given)),
  );
  return noContent(userAction(call, "UPDATE", toldAs("UserRepresentation", given)));
}

const PROFILE = ["firstName", "lastName", "email"] as const;

function changedUser(user: UserRepresentation, given: GivenUser): UserRepresentation {
  const { firstName: _first, lastName: _last, email: _email, attributes: _attributes, ...rest } = user;
  const kept = given.attributes ? rest : user;
  const emptied = PROFILE.filter((name) => given[name] === "");
  const names = PROFILE.flatMap((name) => (given[name] ? [[name, given[name]] as const] : []));
  const filled = Object.entries(given.attributes ?? {}).filter(([, values]) => values?.length > 0);
  return {
    ...Object.fromEntries(Object.entries(kept).filter(([name]) => !emptied.some((each) => each === name))),
    username: user.username,
    ...Object.fromEntries(names),
    ...(given.enabled != null && { enabled: given.enabled }),
    ...(given.emailVerified != null && { emailVerified: given.emailVerified }),
    ...(filled.length > 0 && { attributes: Object.fromEntries(filled) }),
  };
}

function refuseReadOnly(user: UserRepresentation, { username, email, ...given }: GivenUser): void {
  if (username && username.toLowerCase() !== user.username.toLowerCase())
    refuseField("username", "error-user-attribute-read-only", ["username"]);
  refuseUnfitEmail(email);
  const words = "You can not manage credentials for this user";
  if (user.serviceAccountClientId !== undefined && "credentials" in given && given.credentials)
    refuse(invalidWith(words, words));
}

async function removeUser(call: UserCall): Promise<AdminAnswer> {
  manage(call);
  await edit(call, `User ${call.user.username} removed`, (document) => withoutUser(document, call.user.id));
  return {
    ...noContent(userAction(call, "DELETE", { id: call.user.id, username: call.user.username })),
    cache: "no-cache",
  };
}

const listSessions: Operation<UserCall> = (call) => {
  view(call);
  const own = sessionsOf(call, "online").filter(({ session }) => session.userId === call.user.id);
  return ok(own.map((each) => sessionRepresentation(call.realm, each)));
};

const listOfflineSessions: Operation<UserCall> = (call) => {
  view(call);
  const client = call.realm.findClientById(param(call, "client")) ?? refuse(notFound("Client not found"));
  const own = sessionsOf(call, "offline").filter(
    ({ session, clients }) => session.userId === call.user.id && clients.has(client.id),
  );
  return ok(own.map((each) => sessionRepresentation(call.realm, each)));
};

/** Ends the user's sessions; offline ones stay. */
const logout: Operation<UserCall> = (call) => {
  manage(call);
  const { sessions } = call.ctx.protocol;
  for (const session of sessions.ofRealm(call.realm.name))
    if (session.userId === call.user.id && session.kind === "online") sessions.end(session.id);
  return noContent(userAction(call, "ACTION", undefined, "/logout"));
};

/** A file need not say where its groups stand: their names do. */
const groupsOf = ({ realm, user }: UserCall): readonly GroupRepresentation[] =>
  groupPathsOf(realm.document, user).flatMap((groups) => {
    const path = `/${groups.map(({ name }) => name).join("/")}`;
    return groups.slice(-1).map((group) => ({ ...group, path }));
  });

const listGroups: Operation<UserCall> = (call) => {
  view(call);
  queryNumber(call, "first");
  return ok(groupsOf(call).map(({ id, name, path }) => ({ id, name, path })));
};

/** What service accounts never have. */
const nothing =
  (json: object): Operation<UserCall> =>
  (call) => {
    view(call);
    return ok(json);
  };

const roleMappingsResource = createMappingsResource<UserCall>((call) => {
  const { realm, user } = call;
  return {
    name: user.serviceAccountClientId ?? `User ${user.username}`,
    done: { add: "assigned", remove: "unassigned" },
    path: `users/${user.id}/role-mappings`,
    eventType: "ROLE_MAPPING",
    direct: rolesNamed(realm.roles, user.realmRoles, user.clientRoles),
    effective: [...rolesHeldBy(realm, user).values()].map(({ role }) => role),
    clientNotFound: "Client not found",
    requireView: () => view(call),
    requireManage: () => manage(call),
    isAvailable: (role) => mayMap(call, role),
    find: ({ id, name }, client) => {
      const role = realm.roles.find(name ?? "", client?.clientId);
      return role?.id === id ? role : undefined;
    },
    requireMayMap: (role) => requireMayMap(call, role),
    add: (document, roles) => withRolesHeld(document, user.id, roles),
    remove: (document, roles) => withoutRolesHeld(document, user.id, roles),
  };
});

/** What belongs to a user. */
export const userResource = createResource<UserCall>({
  operations: {
    GET: readUser,
    PUT: updateUser,
    DELETE: removeUser,
    "GET sessions": listSessions,
    "GET offline-sessions/{client}": listOfflineSessions,
    "POST logout": logout,
    "GET groups": listGroups,
    "GET groups/count": (call) => {
      view(call);
      return ok({ count: groupsOf(call).length });
    },
    "GET credentials": nothing([]),
    "GET federated-identity": nothing([]),
    "GET consents": nothing([]),
    "GET unmanagedAttributes": nothing({}),
    "GET configured-user-storage-credential-types": nothing([]),
    "POST impersonation": ({ user }) =>
      user.serviceAccountClientId === undefined ? noSuchPath : invalid("Service accounts cannot be impersonated"),
  },
  locators: { "role-mappings": roleMappingsResource.serve },
});
