import type { UserRepresentation } from "../realm-document.ts";
import {
  type LeftDifference,
  leave,
  leaveUndeleted,
  NOTHING,
  type PartChange,
  type PlanContext,
  type Planned,
  plan,
  topOf,
} from "./part-change.ts";
import { goesWithOwner } from "./part-owners.ts";
import { planGroups } from "./plan-groups.ts";
import { rolesOfUser } from "./realm-names.ts";
import { type RoleName, roleChanges, roleKey, without } from "./role-names.ts";

export const SERVICE_ACCOUNT_SCOPE = "service_account";

/** What an update of a user takes. */
const FIELDS: ReadonlySet<string> = new Set([
  "firstName",
  "lastName",
  "email",
  "emailVerified",
  "enabled",
  "attributes",
  "requiredActions",
]);

/** Fields that are changed by calls of their own. */
const APART: ReadonlySet<string> = new Set(["roles", "groups"]);

export function planServiceAccount(context: PlanContext, part: PartChange): Planned {
  const clientId = part.name;
  const client = context.here.clients.get(clientId);
  const here = context.here.serviceAccounts.get(clientId);
  if (!client) return goesWithOwner(context, { client: clientId }) ? NOTHING : leaveUndeleted(context, part);
  if (!here && !client.serviceAccountsEnabled) return NOTHING; // goes when the client's service account is switched off
  if (!here) return leave(part, "there is no user of this service account here");
  if (!client.serviceAccountsEnabled) return leave(part, "the client's service account is off");
  const there = context.there.serviceAccounts.get(clientId);
  return there ? planChanged(context, part, here, there) : planNew(context, clientId, here);
}

/** Whether a client's service account is made by a step of its own, which switches it on. */
export const isAccountMade = ({ here, there }: PlanContext, clientId: string): boolean =>
  here.serviceAccounts.has(clientId) &&
  !there.serviceAccounts.has(clientId) &&
  here.clients.get(clientId)?.serviceAccountsEnabled === true;

/** As it is here, with its id: tokens name it (`sub`). */
function planNew(context: PlanContext, clientId: string, here: UserRepresentation): Planned {
  const { missing } = planGroups(context, here, {});
  const isKnown = (role: RoleName) => context.here.roles.has(roleKey(role)) || context.there.roles.has(roleKey(role));
  const known = rolesOfUser(here).filter(isKnown);
  const owners = new Set(known.flatMap(({ client }) => client ?? []));
  const namesOf = (owner: string | undefined) => known.filter(({ client }) => client === owner).map(({ name }) => name);
  const user: UserRepresentation = {
    ...here,
    realmRoles: namesOf(undefined),
    clientRoles: Object.fromEntries([...owners].map((owner) => [owner, namesOf(owner)])),
    groups: without(here.groups ?? [], missing, String),
  };
  const { defaultClientScopes = [], optionalClientScopes = [] } = context.here.clients.get(clientId) ?? {};
  const hasScope = [...defaultClientScopes, ...optionalClientScopes].includes(SERVICE_ACCOUNT_SCOPE);
  return { ...plan({ type: "createServiceAccount", clientId, user, hasScope }), left: groupsLeft(clientId, missing) };
}

function planChanged(
  context: PlanContext,
  part: PartChange,
  here: UserRepresentation,
  there: UserRepresentation,
): Planned {
  const clientId = part.name;
  const roles = roleChanges(rolesOfUser(here), rolesOfUser(there));
  const groups = planGroups(context, here, there);
  const fields = part.differences.filter((difference) => FIELDS.has(topOf(difference))).map(({ field = "" }) => field);
  return {
    ...plan(
      fields.length > 0 && { type: "updateServiceAccount", clientId, user: fieldsOf(here), fields },
      roles && { type: "changeServiceAccountRoles", clientId, ...roles },
      groups.changes && { type: "changeServiceAccountGroups", clientId, ...groups.changes },
    ),
    left: [...unsentOf(part), ...groupsLeft(clientId, groups.missing)],
  };
}

/** All fields at once: an update with attributes alone would take name and address away. */
const fieldsOf = (
  user: UserRepresentation,
): Partial<UserRepresentation> & { readonly requiredActions: readonly string[] } => ({
  attributes: {},
  requiredActions: [],
  ...Object.fromEntries(Object.entries(user).filter(([field]) => FIELDS.has(field))),
});

const groupsLeft = (clientId: string, missing: readonly string[]): LeftDifference[] =>
  missing.length === 0
    ? []
    : [
        {
          difference: { kind: "serviceAccount", name: clientId, change: "differs", field: "groups", here: missing },
          reason: "there are no such groups, and groups are not sent",
        },
      ];

const unsentOf = ({ differences }: PartChange): LeftDifference[] =>
  differences
    .filter((difference) => !FIELDS.has(topOf(difference)) && !APART.has(topOf(difference)))
    .map((difference) => ({ difference, reason: "Keycloak does not take it of a user that is there already" }));
