import type { JsonObject } from "../comparison/part.ts";
import type { PartialRealm } from "../complete-realm.ts";
import type { ImportPolicy } from "../edits/importing.ts";
import { entryOf, withEntry } from "../edits/parts.ts";
import type { RoleRepresentation, RolesRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import type { RealmParts } from "./read-import.ts";

/** What parts can be taken into a realm, and the fields that name an item. */
const LISTS: readonly (readonly [
  field: (keyof RealmParts & string) | string,
  names: readonly string[],
  what: string,
])[] = [
  ["clientScopes", ["name"], "Client scope"],
  ["clients", ["clientId"], "Client"],
  ["identityProviders", ["alias"], "Identity provider"],
  ["identityProviderMappers", ["identityProviderAlias", "name"], "Identity provider mapper"],
  ["groups", ["name"], "Group"],
  ["users", ["username"], "User"],
];

/** Fields of a realm that parts cannot set: told, because they are not taken. */
export const describeIgnoredParts = (parts: RealmParts): string[] =>
  Object.keys(parts).filter((field) => field !== "roles" && !LISTS.some(([name]) => name === field));

/**
 * Takes parts into a realm by the names of things. What is there already is left (SKIP), replaced in its place, with its id and
 * with what refers to it (OVERWRITE), or refused (FAIL); nothing else changes. Other than Keycloak's own partial import a
 * replaced client keeps its service account and its roles.
 *
 * @throws RealmRefused for the first that is there, with the path in `parts`.
 */
export function withPartsTakenIn(present: PartialRealm, parts: RealmParts, policy: ImportPolicy): PartialRealm {
  const before = present as unknown as JsonObject;
  const given = parts as JsonObject;
  const lists = LISTS.flatMap(([field, names, what]) => {
    const items = given[field] as readonly JsonObject[] | undefined;
    if (!items?.length) return [];
    const there = (before[field] as readonly JsonObject[] | undefined) ?? [];
    return [[field, merged(there, items.map(withoutAccess), { names, what, path: [field], policy })]];
  });
  return {
    ...present,
    ...Object.fromEntries(lists),
    ...(parts.roles && { roles: rolesMerged(present.roles ?? {}, parts.roles, policy) }),
  } as PartialRealm;
}

/** What the Admin API adds for its console. */
const withoutAccess = ({ access: _access, ...item }: JsonObject): JsonObject => item;

interface Merging {
  readonly names: readonly string[];
  readonly what: string;
  readonly path: readonly (string | number)[];
  readonly policy: ImportPolicy;
}

function merged(there: readonly JsonObject[], given: readonly JsonObject[], merging: Merging): JsonObject[] {
  const { names } = merging;
  const nameOf = (item: JsonObject) => names.map((name) => String(item[name] ?? "")).join("/");
  const all = new Map(there.map((item) => [nameOf(item), item]));
  const taken = new Set(there.map(({ id }) => id));
  for (const [i, item] of given.entries()) {
    const name = nameOf(item);
    const own = all.get(name);
    if (own) all.set(name, settled(own, item, { ...merging, path: [...merging.path, i] }));
    else all.set(name, taken.has(item["id"]) ? { ...item, id: undefined } : item);
  }
  const items = [...all.values()];
  return names[0] === "clientId" ? items.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) : items;
}

/** What becomes of two of a name. */
function settled(own: JsonObject, given: JsonObject, { names, what, path, policy }: Merging): JsonObject {
  if (policy === "FAIL")
    throw new RealmRefused(`${what} ${names.map((name) => own[name]).join("/")} is there already`, path);
  return policy === "SKIP" ? own : { ...given, ...idOf(own) };
}

const idOf = ({ id, internalId }: JsonObject): JsonObject => ({
  ...(id !== undefined && { id }),
  ...(internalId !== undefined && { internalId }),
});

function rolesMerged(
  there: RolesRepresentation,
  given: RolesRepresentation,
  policy: ImportPolicy,
): RolesRepresentation {
  const into = (
    own: readonly RoleRepresentation[] | undefined,
    roles: readonly RoleRepresentation[],
    path: string[],
  ) => {
    const all = merged((own ?? []) as unknown as JsonObject[], roles as unknown as JsonObject[], {
      names: ["name"],
      what: "Role",
      path,
      policy,
    });
    return all as unknown as RoleRepresentation[];
  };
  let client = there.client ?? {};
  for (const [owner, roles] of Object.entries(given.client ?? {}))
    client = withEntry(client, owner, into(entryOf(client, owner), roles, ["roles", "client", owner]));
  return { ...there, realm: into(there.realm, given.realm ?? [], ["roles", "realm"]), client };
}
