import type { PartialRealm } from "../complete-realm.ts";
import { entryOf, mapEntries } from "../edits/parts.ts";
import { isObject } from "../json.ts";
import type { GroupRepresentation, RealmDocument, UserRepresentation } from "../realm-document.ts";

/**
 * A realm as its overwriting leaves it: what has the same name as before keeps its id where the file states none, and with it what
 * refers to it; users beside service accounts stay where the file shows none, because an export over REST cannot, with what they hold
 * so far as it is still there.
 *
 * @param given what the file states
 * @param fresh what a fresh import makes of it
 */
export function withIdsKept(present: RealmDocument, given: PartialRealm, fresh: RealmDocument): RealmDocument {
  const ids = formerIds(present, idsIn(given), fresh);
  const renamed = ids.size === 0 ? fresh : (withTextsReplaced(fresh, ids) as RealmDocument);
  return withUsersKept(present, given, renamed);
}

/** The ids that were made anew, and what things of their names had before. */
function formerIds(
  present: RealmDocument,
  stated: ReadonlySet<unknown>,
  fresh: RealmDocument,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  if ([...idsIn(fresh)].every((id) => stated.has(id))) return ids;
  const before = idsByName(present);
  for (const [name, id] of idsByName(fresh)) {
    const former = before.get(name);
    if (former !== undefined && former !== id && !stated.has(id) && !stated.has(former)) ids.set(id, former);
  }
  return ids;
}

/** Every id in a realm by the way to it, on which items of lists go by their names: `/clients/orders/protocolMappers/audience`. */
function idsByName(value: unknown, path = "", found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (value === null || typeof value !== "object") return found;
  const { id, internalId } = value as { readonly id?: unknown; readonly internalId?: unknown };
  const own = id ?? internalId;
  if (typeof own === "string") found.set(path, own);
  const times = new Map<string, number>();
  for (const [name, member] of Object.entries(value)) {
    const step = Array.isArray(value) ? nameOf(member) : name;
    const time = (times.get(step) ?? 0) + 1;
    times.set(step, time);
    idsByName(member, `${path}/${step}${time > 1 ? ` ${time}` : ""}`, found);
  }
  return found;
}

/** A display name is none that others refer to. */
function nameOf(item: unknown): string {
  if (!isObject(item)) return "";
  const { clientId, alias, username, name, providerId, subType, identityProviderAlias } = item;
  return String(clientId ?? alias ?? username ?? [identityProviderAlias, providerId, subType, name].join("|"));
}

function idsIn(given: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (given === null || typeof given !== "object") return found;
  for (const [name, value] of Object.entries(given)) {
    idsIn(value, found);
    if (name === "id" || name === "internalId") found.add(value);
  }
  return found;
}

/** An id is found by its value: nothing else in a realm looks like it. */
function withTextsReplaced(value: unknown, by: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return by.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withTextsReplaced(item, by));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTextsReplaced(member, by)]));
}

const isAccount = ({ serviceAccountClientId }: UserRepresentation): boolean => serviceAccountClientId !== undefined;

function withUsersKept(present: RealmDocument, given: PartialRealm, fresh: RealmDocument): RealmDocument {
  const before = new Map((present.users ?? []).map((user) => [user.username, user]));
  const brought = new Set(given.users?.map(({ username }) => username));
  const users = (fresh.users ?? []).map((user) => {
    const createdTimestamp = before.get(user.username)?.createdTimestamp;
    return brought.has(user.username) || createdTimestamp === undefined ? user : { ...user, createdTimestamp };
  });
  if (!(given.users ?? []).every(isAccount)) return { ...fresh, users };
  const taken = new Set(users.map(({ username }) => username));
  const kept = (present.users ?? []).filter((user) => !isAccount(user) && !taken.has(user.username));
  return { ...fresh, users: [...users, ...kept.map((user) => heldStill(user, fresh))] };
}

/** The user without roles and groups that are no more. */
function heldStill(user: UserRepresentation, { roles = {}, groups = [] }: RealmDocument): UserRepresentation {
  const { realmRoles, clientRoles } = user;
  const namesOf = (all: readonly { readonly name: string }[] = []) => new Set(all.map(({ name }) => name));
  const ofRealm = namesOf(roles.realm);
  const paths = new Set<string>();
  addPaths(groups, "", paths);
  return {
    ...user,
    ...(realmRoles && { realmRoles: realmRoles.filter((name) => ofRealm.has(name)) }),
    ...(clientRoles && {
      clientRoles:
        mapEntries(clientRoles, (owner, names) => {
          const there = namesOf(entryOf(roles.client, owner));
          const left = names.filter((name) => there.has(name));
          return left.length > 0 ? [owner, left] : undefined;
        }) ?? {},
    }),
    ...(user.groups && { groups: user.groups.filter((path) => paths.has(path)) }),
  };
}

function addPaths(groups: readonly GroupRepresentation[], above: string, paths: Set<string>): void {
  for (const { name, subGroups = [] } of groups) {
    paths.add(`${above}/${name}`);
    addPaths(subGroups, `${above}/${name}`, paths);
  }
}
