import type { EditFacts } from "../domain/edits/edit-facts.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import type { Log } from "../start.ts";
import { RealmConflict, WorkspaceProblem } from "../store/workspace-problem.ts";
import { createJobs } from "../workbench/jobs.ts";
import { createStagedImports } from "../workbench/staged-imports.ts";
import type { TransferContext } from "../workbench/transfer-context.ts";
import { imported } from "./realm-keeper.ts";

interface Given {
  readonly facts: () => EditFacts;
  readonly nowSeconds: () => number;
  readonly log: Log;
}

/** What moving realms needs beside the realms themselves. What is large is loaded when it is asked for. */
export function createTransferParts({ facts, nowSeconds, log }: Given): Omit<TransferContext, "realms"> {
  return {
    jobs: createJobs(nowSeconds, (error) => describeFailure(error, log)),
    imports: createStagedImports(nowSeconds),
    completeRealm: (given) => imported(given, facts()),
    keycloak: async () => ({
      ...(await import("../keycloak/connection.ts")),
      ...(await import("../keycloak/read-live-realm.ts")),
      ...(await import("../keycloak/push-steps.ts")),
    }),
    knownProviders: async () => (await import("../admin/known-providers.ts")).knownProviders,
  };
}

const FOR_PEOPLE = [RealmRefused, RealmConflict, WorkspaceProblem];

function describeFailure(error: unknown, log: Log): string {
  const isForPeople = (told: Error) =>
    FOR_PEOPLE.some((kind) => told instanceof kind) || told.name === "KeycloakRefused";
  if (error instanceof Error && isForPeople(error)) return error.message;
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return "This is a mistake of Tokenbench itself: its log tells more";
}
