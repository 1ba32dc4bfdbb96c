import type { Difference } from "../comparison/compare-realms.ts";
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
 * Plans what brings a live realm in line with ours: a realm that is not there is made as a whole, with its ids, keys and
 * secrets; in one that is there, what both have becomes as it is here, members of lists that are only there included.
 *
 * @param differences what `compareRealms(here, there)` found; none where `there` is undefined.
 */
export function planPush(
  here: RealmDocument,
  there: RealmDocument | undefined,
  differences: readonly Difference[],
  { clients, deletes }: PushOptions,
): PushPlan {
  if (!there) return planNewRealm(here);
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
};

function planPart(context: PlanContext, part: PartChange): Planned {
  const planner = PLANNERS[part.kind];
  if (!planner) return leave(part, "not sent to a realm that is there already");
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
  "createClientScope",
  "updateClientScope",
  "changeRealmClientScopes",
  "createClient",
  "updateClient",
  "createRole",
  "updateRole",
  "changeComposites",
  "changeClientScopes",
  "changeScopeMappings",
  "deleteMapper",
  "createMapper",
  "updateMapper",
  "updateServiceAccount",
  "changeServiceAccountRoles",
  "changeServiceAccountGroups",
  "deleteClient",
  "deleteClientScope",
  "deleteRole",
];

const ranks = new Map(ORDER.map((type, rank) => [type, rank]));

const inOrder = (steps: readonly PushStep[]): PushStep[] =>
  [...steps].sort((a, b) => (ranks.get(a.type) ?? 0) - (ranks.get(b.type) ?? 0));
