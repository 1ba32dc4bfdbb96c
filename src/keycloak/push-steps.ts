import type { PushStep } from "../domain/promotion/push-step.ts";
import type { Connection } from "./connection.ts";
import { importRoles } from "./import-roles.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import { LiveNames } from "./live-names.ts";
import { mapConcurrently } from "./pages.ts";
import {
  changeRealmClientScopes,
  createClientScope,
  deleteClientScope,
  updateClientScope,
} from "./push-client-scopes.ts";
import {
  changeClientScopes,
  changeFlowOverrides,
  createClient,
  deleteClient,
  importAuthorization,
  updateClient,
} from "./push-clients.ts";
import type { PushContext, StepOf } from "./push-context.ts";
import { changeDefaultGroups, changeGroupRoles } from "./push-groups.ts";
import { changeScopeMappings, createMapper, deleteMapper, updateMapper } from "./push-mappers.ts";
import { changeTexts, createRealm, updateRealm } from "./push-realm.ts";
import { changeComposites, createRole, deleteRole, updateRole } from "./push-roles.ts";
import {
  changeServiceAccountGroups,
  changeServiceAccountRoles,
  createServiceAccount,
  updateServiceAccount,
} from "./push-service-accounts.ts";
import { toStepRefused } from "./step-refused.ts";

type Runners = { readonly [Type in PushStep["type"]]: (context: PushContext, step: StepOf<Type>) => Promise<void> };

const RUNNERS: Runners = {
  createRealm,
  updateRealm,
  createRole,
  updateRole,
  deleteRole,
  changeComposites,
  createClientScope,
  updateClientScope,
  deleteClientScope,
  changeRealmClientScopes,
  createClient,
  updateClient,
  deleteClient,
  changeClientScopes,
  changeScopeMappings,
  createMapper,
  updateMapper,
  deleteMapper,
  changeFlowOverrides,
  importAuthorization,
  changeGroupRoles,
  changeDefaultGroups,
  changeTexts,
  createServiceAccount,
  updateServiceAccount,
  changeServiceAccountRoles,
  changeServiceAccountGroups,
};

export interface RunOptions {
  /** Called when a step is done, with how many are. */
  readonly onStep?: (done: number, step: PushStep) => void;
  /** Begins no further step; rejects with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Takes the steps of a plan in order, a few at a time of those that are of one kind: they do not refer to each other. Stops
 * at the first that is refused, with an error that names it; what was done stays, and a new plan, made from a new reading,
 * goes on from there.
 *
 * @throws KeycloakRefused
 */
export async function runSteps(
  connection: Connection,
  realm: string,
  steps: readonly PushStep[],
  { onStep, signal }: RunOptions = {},
): Promise<void> {
  const context: PushContext = { connection, realm, live: new LiveNames(connection, realm) };
  let done = 0;
  const take = async (step: PushStep): Promise<void> => {
    signal?.throwIfAborted();
    await runStep(context, step);
    onStep?.(++done, step);
  };
  try {
    for (const alike of runsOfOneKind(steps)) {
      const roles = alike.filter((step) => step.type === "createRole");
      const others = roles.length > 0 ? await importRoles(context, roles, (step) => onStep?.(++done, step)) : alike;
      await mapConcurrently(others, take);
    }
  } catch (error) {
    if (!(error instanceof KeycloakRefused)) throw error;
    const stays = `${done} of ${steps.length} steps are done and stay; push again, and it goes on from there`;
    throw new KeycloakRefused(`${error.message}. ${stays}`, error.status, error);
  }
}

function runsOfOneKind(steps: readonly PushStep[]): PushStep[][] {
  const runs: PushStep[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last?.[0]?.type === step.type) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

async function runStep(context: PushContext, step: PushStep): Promise<void> {
  const run = RUNNERS[step.type] as (context: PushContext, step: PushStep) => Promise<void>;
  try {
    await run(context, step);
  } catch (error) {
    if (!(error instanceof KeycloakRefused)) throw error;
    throw await toStepRefused(context, step, error);
  }
}
