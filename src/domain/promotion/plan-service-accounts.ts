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
import { roleChanges } from "./role-names.ts";

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
  if (!client) return goesWithOwner(context, { client: clientId }) ? NOTHING : leaveUndeleted(part);
  if (!here && !client.serviceAccountsEnabled) return NOTHING; // goes when the client's service account is switched off
  if (!here) return leave(part, "there is no user of this service account here");
  if (!client.serviceAccountsEnabled) return leave(part, "the client's service account is off");
  const before = context.there.serviceAccounts.get(clientId);
  const there = before ?? newServiceAccount(context);
  const roles = roleChanges(rolesOfUser(here), rolesOfUser(there));
  const groups = planGroups(context, here, there);
  const fields = changedFields(part, here);
  return {
    ...plan(
      fields.length > 0 && { type: "updateServiceAccount", clientId, user: fieldsOf(here), fields },
      roles && { type: "changeServiceAccountRoles", clientId, ...roles },
      groups.changes && { type: "changeServiceAccountGroups", clientId, ...groups.changes },
    ),
    left: [...(before ? unsentOf(part) : []), ...groupsLeft(clientId, groups.missing)],
  };
}

/** The user that Keycloak makes when a service account is switched on. */
function newServiceAccount({ there }: PlanContext): UserRepresentation {
  const { defaultRole, ...settings } = there.document;
  const { defaultGroups } = settings as { readonly defaultGroups?: readonly string[] };
  return {
    username: "",
    enabled: true,
    ...(defaultRole && { realmRoles: [defaultRole.name] }),
    ...(defaultGroups && { groups: defaultGroups }),
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

function changedFields({ change, differences }: PartChange, here: UserRepresentation): readonly string[] {
  if (change === "differs")
    return differences.filter((difference) => FIELDS.has(topOf(difference))).map(({ field = "" }) => field);
  const { enabled, ...others } = fieldsOf(here);
  const said = Object.entries(others).filter(([, value]) => value === true || Object.keys(value).length > 0);
  return [...(enabled ? [] : ["enabled"]), ...said.map(([field]) => field)];
}

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
