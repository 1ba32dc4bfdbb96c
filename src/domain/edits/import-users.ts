import { groupPathsOf } from "../groups.ts";
import type { RealmDocument, UserRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import type { EditFacts } from "./edit-facts.ts";
import { type Importing, refuseTaken, resultsOf, sortedOut } from "./importing.ts";
import { entryOf } from "./parts.ts";
import { withRole } from "./role-edits.ts";

/** Users as they come; roles that they hold and nobody defined are made, as Keycloak does. */
export function withUsersImported(importing: Importing, users: readonly UserRepresentation[]): Importing {
  if (users.length === 0) return importing;
  const { facts } = importing;
  const there = new Map(
    (importing.before.users ?? []).map((user) => [user.username.toLowerCase(), user.id ?? ""] as const),
  );
  refuseUnfit(importing.document, users);
  const sorted = sortedOut(
    importing,
    users,
    ({ username }) => there.get(username.toLowerCase()),
    ({ username }) => `User with user name ${username} already exists.`,
  );
  const replaced = new Set(sorted.replaced.map(({ username }) => username.toLowerCase()));
  const left = (importing.document.users ?? []).filter(({ username }) => !replaced.has(username.toLowerCase()));
  const made = [...sorted.replaced, ...sorted.added].map((user) => newUser(user, facts));
  const taken = new Set(left.map(({ id }) => id));
  if (made.some(({ id }) => taken.has(id))) refuseTaken("Duplicate resource error");
  const document = withRolesOf({ ...importing.document, users: [...left, ...made] }, made, facts);
  const ids = new Map([...there, ...made.map(({ username, id = "" }) => [username, id] as const)]);
  const results = resultsOf(sorted, (user) => {
    const id = ids.get(user.username.toLowerCase()) ?? "";
    return { resourceType: "USER", resourceName: user.username, id, representation: { ...user, id } };
  });
  return { ...importing, document, results: [...importing.results, ...results] };
}

function refuseUnfit(document: RealmDocument, users: readonly UserRepresentation[]): void {
  const known = new Set((document.clients ?? []).map(({ clientId }) => clientId));
  const refuse = (message: string): never => {
    throw new RealmRefused(message, ["users"]);
  };
  for (const user of users) {
    const { username, serviceAccountClientId: of, clientRoles = {}, groups = [] } = user;
    if (groupPathsOf(document, user).length < groups.length) refuse(`There is no group ${groups.join(" or ")}`);
    if (!username) refuse("A user needs a name");
    if (of !== undefined && !known.has(of))
      refuse(`Unable to find client specified for service account link. Client: ${of}`);
    const owner = Object.keys(clientRoles).find((each) => !known.has(each));
    if (owner !== undefined) refuse(`Unable to find client role mappings for client: ${owner}`);
  }
}

function newUser(given: UserRepresentation, { newId, nowSeconds }: EditFacts): UserRepresentation {
  const { id, username, emailVerified, createdTimestamp, enabled, realmRoles, groups, ...said } = given;
  const user: UserRepresentation & Record<string, unknown> = {
    id: id || newId(),
    username: username.toLowerCase(),
    emailVerified: emailVerified ?? false,
    enabled: enabled ?? false,
    createdTimestamp: createdTimestamp ?? nowSeconds * 1000,
    totp: false,
    credentials: [],
    disableableCredentialTypes: [],
    requiredActions: [],
    ...said,
    realmRoles: realmRoles ?? [],
    notBefore: said.notBefore ?? 0,
    groups: groups ?? [],
  };
  return user;
}

function withRolesOf(document: RealmDocument, users: readonly UserRepresentation[], facts: EditFacts): RealmDocument {
  let current = document;
  const idOf = new Map((document.clients ?? []).map(({ clientId, id }) => [clientId, id]));
  const make = (owner: string | undefined, name: string) => {
    const roles = owner === undefined ? current.roles?.realm : entryOf(current.roles?.client, owner);
    if (roles?.some((role) => role.name === name)) return;
    const client = owner === undefined ? undefined : idOf.get(owner);
    current = withRole(current, { id: facts.newId(), name, ...(client !== undefined && { owner: client }) });
  };
  for (const { realmRoles = [], clientRoles = {} } of users) {
    for (const name of realmRoles) make(undefined, name);
    for (const [owner, names] of Object.entries(clientRoles)) for (const name of names) make(owner, name);
  }
  return current;
}
