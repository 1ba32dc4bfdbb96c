import { compareRealms } from "../../src/domain/comparison/compare-realms.ts";
import { describeDifference } from "../../src/domain/comparison/describe-difference.ts";
import { type PushOptions, type PushPlan, planPush } from "../../src/domain/promotion/plan-push.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import type { Connection } from "../../src/keycloak/connection.ts";
import { runSteps } from "../../src/keycloak/push-steps.ts";
import { readLiveRealm } from "../../src/keycloak/read-live-realm.ts";

/** What differs between a realm and a live one, as people read it. */
export async function driftOf(connection: Connection, here: RealmDocument): Promise<string[]> {
  const live = await readLiveRealm(connection, here.realm);
  if (!live) return [`there is no realm ${here.realm}`];
  const sides = { here: "here", there: "there" };
  return compareRealms(here, live.document).map((difference) => describeDifference(difference, sides));
}

/** The plan for a push, from a reading made now. */
export async function aPlan(
  connection: Connection,
  here: RealmDocument,
  options: Partial<PushOptions> = {},
): Promise<PushPlan> {
  const there = (await readLiveRealm(connection, here.realm))?.document;
  return planPush(here, there, there ? compareRealms(here, there) : [], { deletes: false, ...options });
}

/** Plans and takes the steps. */
export async function push(
  connection: Connection,
  here: RealmDocument,
  options: Partial<PushOptions> = {},
): Promise<PushPlan> {
  const plan = await aPlan(connection, here, options);
  await runSteps(connection, here.realm, plan.steps);
  return plan;
}

/** What a plan leaves, as people read it. */
export const leftIn = ({ left }: PushPlan): string[] =>
  left.map(({ difference }) => describeDifference(difference, { here: "here", there: "there" }));
