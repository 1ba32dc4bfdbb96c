import { compareRealms, type Difference } from "../comparison/compare-realms.ts";
import type { PartKind } from "../comparison/part.ts";
import type { RealmDocument } from "../realm-document.ts";
import {
  type LeftDifference,
  leave,
  type PartChange,
  type PlanContext,
  type Planned,
  partChangesOf,
  together,
} from "./part-change.ts";
import { planClientScope } from "./plan-client-scopes.ts";
import { planClient } from "./plan-clients.ts";
import { planGroup } from "./plan-groups.ts";
import { planMapper } from "./plan-mappers.ts";
import { planNewRealm } from "./plan-new-realm.ts";
import { planRealm } from "./plan-realm.ts";
import { planRole } from "./plan-roles.ts";
import { planServiceAccount } from "./plan-service-accounts.ts";
import type { PushStep } from "./push-step.ts";
import { namesOf } from "./realm-names.ts";
import { wantedBy } from "./wanted-parts.ts";

export interface PushOptions {
  /** The clientIds to push, with what they need; absent for the whole realm. */
  readonly clients?: readonly string[];
  /** Deletes clients, roles and client scopes that are only there. */
  readonly deletes: boolean;
}

export interface PushPlan {
  /** In the order in which they have to be taken. */
  readonly steps: readonly PushStep[];
  /** What was asked for and will still differ afterwards, and why. */
  readonly left: readonly LeftDifference[];
}

/**
 * Plans what brings a live realm in line with ours: one that is not there is made first, with its ids and keys; in one that is there, what both have becomes as it is here, members of lists that are only there included.
 *
 * @param differences what `compareRealms(here, there)` found; none where `there` is undefined.
 */
export function planPush(
  here: RealmDocument,
  there: RealmDocument | undefined,
  differences: readonly Difference[],
  { clients, deletes }: PushOptions,
): PushPlan {
  if (!there) {
    const { planned, foundation } = planNewRealm(here, clients !== undefined);
    const rest = planPush(here, foundation, compareRealms(here, foundation), { ...(clients && { clients }), deletes });
    return together(planned, rest);
  }
  const context: PlanContext = { here: namesOf(here), there: namesOf(there), deletes };
  const isWanted = clients ? wantedBy(clients, context.here, context.there) : () => true;
  const parts = partChangesOf(differences).filter(isWanted);
  const planned = together(...parts.map((part) => planPart(context, part)));
  return { steps: inOrder(planned.steps), left: planned.left };
}

type Planner = (context: PlanContext, part: PartChange) => Planned;

const PLANNERS: Partial<Record<PartKind, Planner>> = {
  realm: planRealm,
  realmRole: planRole,
  clientRole: planRole,
  clientScope: planClientScope,
  client: planClient,
  protocolMapper: planMapper,
  serviceAccount: planServiceAccount,
  group: planGroup,
};

/** What tokens of service accounts do not rest on. */
const UNSENT: Partial<Record<PartKind, string>> = {
  user: "users",
  component: "keys and other components",
  identityProvider: "identity providers",
  identityProviderMapper: "identity providers",
  authenticationFlow: "authentication flows",
  authenticatorConfig: "authentication flows",
  requiredAction: "required actions",
  organization: "organizations",
  userFederation: "user federations",
  userFederationMapper: "user federations",
};

function planPart(context: PlanContext, part: PartChange): Planned {
  const planner = PLANNERS[part.kind];
  if (!planner)
    return leave(part, `${UNSENT[part.kind] ?? "such things"} are not sent to a realm that is there already`);
  return holdsRights(context, part)
    ? leave(part, "Keycloak lets nobody change the clients that hold the rights over realms")
    : planner(context, part);
}

/** `realm-management`, and in `master` every client named after a realm (asked on 26.7: 403 for everybody). */
function holdsRights({ there }: PlanContext, { kind, name, owner }: PartChange): boolean {
  const clientId = owner && "client" in owner ? owner.client : kind === "client" ? name : "";
  return there.document.realm === "master" ? clientId.endsWith("-realm") : clientId === "realm-management";
}

/** What others refer to comes before them, and is deleted after nothing refers to it any more. */
const ORDER: readonly PushStep["type"][] = [
  "createRealm",
  "updateRealm",
  "changeTexts",
  "createClientScope",
  "updateClientScope",
  "changeRealmClientScopes",
  "createClient",
  "updateClient",
  "createRole",
  "updateRole",
  "changeComposites",
  "changeGroupRoles",
  "changeDefaultGroups",
  "changeClientScopes",
  "changeScopeMappings",
  "deleteMapper",
  "createMapper",
  "updateMapper",
  "changeFlowOverrides",
  "createServiceAccount",
  "updateServiceAccount",
  "changeServiceAccountRoles",
  "changeServiceAccountGroups",
  "importAuthorization",
  "deleteClient",
  "deleteClientScope",
  "deleteRole",
];

const ranks = new Map(ORDER.map((type, rank) => [type, rank]));

const inOrder = (steps: readonly PushStep[]): PushStep[] =>
  [...steps].sort((a, b) => (ranks.get(a.type) ?? 0) - (ranks.get(b.type) ?? 0));
