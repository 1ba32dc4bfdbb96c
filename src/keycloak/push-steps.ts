import { describeStep } from "../domain/promotion/describe-step.ts";
import type { PushStep } from "../domain/promotion/push-step.ts";
import type { Connection } from "./connection.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import { LiveNames } from "./live-names.ts";
import {
  changeRealmClientScopes,
  createClientScope,
  deleteClientScope,
  updateClientScope,
} from "./push-client-scopes.ts";
import { changeClientScopes, createClient, deleteClient, updateClient } from "./push-clients.ts";
import type { PushContext, StepOf } from "./push-context.ts";
import { changeScopeMappings, createMapper, deleteMapper, updateMapper } from "./push-mappers.ts";
import { createRealm, updateRealm } from "./push-realm.ts";
import { changeComposites, createRole, deleteRole, updateRole } from "./push-roles.ts";
import {
  changeServiceAccountGroups,
  changeServiceAccountRoles,
  updateServiceAccount,
} from "./push-service-accounts.ts";

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
  updateServiceAccount,
  changeServiceAccountRoles,
  changeServiceAccountGroups,
};

export interface RunOptions {
  /** Called when a step is done; `index` counts from 0. */
  readonly onStep?: (index: number, step: PushStep) => void;
  /** Stops before the next step; rejects with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Takes the steps of a plan in order. Stops at the first that is refused, with an error that names it; what was done stays,
 * and a new plan, made from a new reading, goes on from there.
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
  for (const [index, step] of steps.entries()) {
    signal?.throwIfAborted();
    await runStep(context, step);
    onStep?.(index, step);
  }
}

async function runStep(context: PushContext, step: PushStep): Promise<void> {
  const run = RUNNERS[step.type] as (context: PushContext, step: PushStep) => Promise<void>;
  try {
    await run(context, step);
  } catch (error) {
    if (!(error instanceof KeycloakRefused)) throw error;
    throw new KeycloakRefused(`${describeStep(step)}: ${error.message}`, error.status, error);
  }
}
