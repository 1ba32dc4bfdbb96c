import { entryOf } from "../domain/edits/parts.ts";
import type { RealmDocument, UserRepresentation } from "../domain/realm-document.ts";
import { toldAs } from "./admin-actions.ts";
import { type AdminAnswer, conflict, created, invalid, notFound, ok, refuse } from "./admin-answer.ts";
import { edit, locationOf, param, type RealmCall, requireAny } from "./admin-call.ts";
import { byCode, containing, page, queryFlag } from "./query.ts";
import { readBody } from "./read-body.ts";
import { createResource } from "./resource.ts";
import { type GivenUser, userResource } from "./user.ts";
import { refuseUnfitEmail, refuseUnfitUsername } from "./user-problems.ts";
import { allowsUnmanaged, readProfile, writeProfile } from "./user-profile.ts";
import { briefUser, userRepresentation } from "./user-representation.ts";

const VIEW = ["view-users", "manage-users", "query-users"] as const;
const TEXTS = ["username", "email", "firstName", "lastName"] as const;
const FLAGS = ["enabled", "emailVerified"] as const;
const LONGEST_PAGE = 100;

/** `GET …/users`. Service accounts are left out unless a filter other than `search` is set (recorded). */
function listUsers(call: RealmCall): AdminAnswer {
  requireAny(call, ...VIEW);
  const show = queryFlag(call, "briefRepresentation") ? briefUser : userRepresentation;
  const manage = call.admin.has(call.realm.name, "manage-users");
  if (!call.admin.has(call.realm.name, "view-users", "manage-users")) return ok([]);
  return ok(page(call, usersAskedFor(call), LONGEST_PAGE).map((user) => ({ ...show(user), access: { manage } })));
}

function countUsers(call: RealmCall): AdminAnswer {
  requireAny(call, ...VIEW);
  return ok(usersAskedFor(call).length);
}

function usersAskedFor(call: RealmCall): readonly UserRepresentation[] {
  const users = call.realm.document.users ?? [];
  const { query } = call.request;
  const search = query.get("search");
  if (search?.startsWith("id:")) return users.filter(({ id }) => id === search.slice(3).trim());
  const found = search === null ? filtered(call, users) : searched(search, users);
  return [...found].sort((a, b) => byCode(a.username, b.username));
}

const isOwnAccount = ({ serviceAccountClientId }: UserRepresentation): boolean => serviceAccountClientId === undefined;

function searched(search: string, users: readonly UserRepresentation[]): readonly UserRepresentation[] {
  const isFound = containing(search.trim());
  return users.filter((user) => isOwnAccount(user) && (search === "" || TEXTS.some((name) => isFound(user[name]))));
}

function filtered(call: RealmCall, users: readonly UserRepresentation[]): readonly UserRepresentation[] {
  const { query } = call.request;
  const exact = query.get("exact") === "true";
  const texts = TEXTS.filter((name) => query.has(name));
  const flags = FLAGS.filter((name) => query.has(name));
  if (query.has("idpAlias")) return [];
  const attributes = searchedAttributes(query.get("q") ?? "");
  if (texts.length === 0 && flags.length === 0 && !query.has("exact") && attributes.length === 0)
    return users.filter(isOwnAccount);
  const fits = (user: UserRepresentation, name: (typeof TEXTS)[number]) => {
    const wanted = query.get(name) ?? "";
    return exact ? user[name]?.toLowerCase() === wanted.toLowerCase() : containing(wanted)(user[name]);
  };
  return users.filter(
    (user) =>
      texts.every((name) => fits(user, name)) &&
      attributes.every(([name, value]) => entryOf(user.attributes, name)?.includes(value)) &&
      flags.every((name) => (user[name] ?? false) === queryFlag(call, name)),
  );
}

/** `q=key:value other:"a b"` */
const searchedAttributes = (q: string): readonly (readonly [string, string])[] =>
  [...q.matchAll(/(?:"([^"]*)"|([^\s:"]+)):(?:"([^"]*)"|([^\s"]+))/g)].map(
    ([, quotedName, name, quoted, value]) => [quotedName ?? name ?? "", quoted ?? value ?? ""] as const,
  );

async function createUser(call: RealmCall): Promise<AdminAnswer> {
  requireAny(call, "manage-users");
  const given = await readBody<GivenUser>(call, "UserRepresentation");
  const username = given.username?.toLowerCase();
  if (!username) return invalid("User name is missing");
  refuseUnfitUsername(username);
  refuseUnfitEmail(given.email);
  const { newId, nowSeconds } = call.ctx.editFacts();
  const id = newId();
  await edit(call, `User ${username} added`, (document) => {
    if (document.users?.some((user) => user.username.toLowerCase() === username))
      refuse(conflict("User exists with same username"));
    return withUser(document, { ...given, id, username }, nowSeconds * 1000);
  });
  return created(locationOf(call, id), {
    operation: "CREATE",
    resourceType: "USER",
    resourcePath: `users/${id}`,
    representation: toldAs("UserRepresentation", given),
  });
}

/** Roles, groups and the client that a body names are not taken; everybody starts with the realm's default role. */
function withUser(
  document: RealmDocument,
  { id, username, email, firstName, lastName, enabled, emailVerified, attributes }: GivenUser & { username: string },
  createdTimestamp: number,
): RealmDocument {
  const user: UserRepresentation & Record<string, unknown> = {
    id: id ?? "",
    username,
    ...(firstName && { firstName }),
    ...(lastName && { lastName }),
    ...(email && { email }),
    emailVerified: emailVerified ?? false,
    enabled: enabled ?? false,
    createdTimestamp,
    totp: false,
    ...(attributes && allowsUnmanaged(document) && { attributes }),
    credentials: [],
    disableableCredentialTypes: [],
    requiredActions: [],
    realmRoles: document.defaultRole ? [document.defaultRole.name] : [],
    notBefore: 0,
    groups: [],
  };
  return { ...document, users: [...(document.users ?? []), user] };
}

/** The users of a realm, as far as service accounts need them. */
export const usersResource = createResource<RealmCall>({
  operations: {
    GET: listUsers,
    POST: createUser,
    "GET count": countUsers,
  },
  locators: {
    profile: createResource<RealmCall>({ operations: { GET: readProfile, PUT: writeProfile } }).serve,
    "{user}": (call, rest) => {
      requireAny(call, ...VIEW);
      const user = call.realm.usersById.get(param(call, "user"));
      if (user?.id === undefined) return refuse(notFound("User not found"));
      return userResource.serve({ ...call, user: { ...user, id: user.id } }, rest);
    },
  },
});
