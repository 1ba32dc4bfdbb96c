import { createHash } from "node:crypto";
import {
  compareWithFiles,
  compareWithKeycloak,
  type Drift,
  type KeycloakTarget,
  type PushPlan,
  planPush as planPushEndpoint,
  runPush,
  startPull,
} from "../contract/promotion.ts";
import { compareRealms } from "../domain/comparison/compare-realms.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import { refusalOfClients } from "../domain/promotion/asked-clients.ts";
import { describeStep } from "../domain/promotion/describe-step.ts";
import { type PushOptions, planPush } from "../domain/promotion/plan-push.ts";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { withWhatExportsLeaveOut } from "../domain/transfer/overwrite-realm.ts";
import type { Connection } from "../keycloak/connection.ts";
import type { LiveRealm } from "../keycloak/read-live-realm.ts";
import { ImportUnfit, readImportFiles } from "./import-files.ts";
import { stage } from "./imports.ts";
import type { Progress } from "./jobs.ts";
import { toDifferences } from "./plan-import.ts";
import { answered, refused, serve } from "./serve.ts";
import type { TransferContext } from "./transfer-context.ts";

const SIDES = { here: "here", there: "there" };

const noRealm = (realm: string) => refused(404, `There is no realm ${realm} here`);

export const serveComparison = serve(compareWithKeycloak, (ctx: TransferContext, { realm, target }) => {
  const here = ctx.realms.get(realm)?.read().document;
  if (!here) return noRealm(realm);
  return answered(
    ctx.jobs.start(async (progress) => {
      const { live } = await readThere(ctx, realm, target, progress);
      return live ? driftOf(here, live.document, live.unseen) : null;
    }),
  );
});

export const serveFileComparison = serve(compareWithFiles, async (ctx: TransferContext, { realm, files }) => {
  const here = ctx.realms.get(realm)?.read().document;
  if (!here) return noRealm(realm);
  try {
    const found = (await readImportFiles(files, realm)).find((each) => each.kind === "realm" && each.realm === realm);
    if (found?.kind !== "realm") return answered(null);
    const there = await ctx.completeRealm(withWhatExportsLeaveOut(here, found.given));
    return answered(driftOf(here, there, leftOutOf(found.given)));
  } catch (error) {
    if (error instanceof ImportUnfit) return refused(422, error.message, { field: "files" });
    if (error instanceof RealmRefused) return refused(422, error.message, { field: "files" });
    throw error;
  }
});

/** What a file need not state, and what is then not compared. */
function leftOutOf({ components, clients = [] }: PartialRealm): string[] {
  const secretless = clients.filter(({ secret, publicClient, bearerOnly }) => !secret && !publicClient && !bearerOnly);
  return [
    ...(components?.[KEY_PROVIDER_TYPE] ? [] : ["The realm's keys, because the file has none."]),
    ...(secretless.length > 0 ? [`Secrets of clients that the file leaves out: ${secretless.length}.`] : []),
  ];
}

const driftOf = (here: RealmDocument, there: RealmDocument, unseen: readonly string[]): Drift => ({
  differences: toDifferences(compareRealms(here, there), SIDES),
  unseen,
});

interface There {
  readonly connection: Connection;
  /** Undefined where there is no such realm. */
  readonly live: LiveRealm | undefined;
}

async function readThere(
  ctx: TransferContext,
  realm: string,
  target: KeycloakTarget,
  progress: Progress,
): Promise<There> {
  const { url: baseUrl, authRealm, credentials } = target;
  const { connect, readLiveRealm } = await ctx.keycloak();
  progress.report(`Signing in at ${baseUrl}`, 0, 0);
  const connection = await connect({ baseUrl, authRealm, credentials, signal: progress.signal });
  const live = await readLiveRealm(connection, realm, ({ part, done, total = 0 }) =>
    progress.report(`Reading ${part === "realm" ? `realm ${realm}` : part}`, done, total),
  );
  return { connection, live };
}

interface Push extends PushOptions {
  readonly here: RealmDocument;
  readonly target: KeycloakTarget;
}

async function planned(ctx: TransferContext, { here, target, ...options }: Push, progress: Progress) {
  const { connection, live } = await readThere(ctx, here.realm, target, progress);
  const refusal = options.clients && refusalOfClients(options.clients, here, live?.document);
  if (refusal !== undefined) throw new RealmRefused(`${refusal} Nothing was done`);
  const differences = live ? compareRealms(here, live.document) : [];
  const plan = planPush(here, live?.document, differences, options);
  return { connection, plan, digest: createHash("sha256").update(JSON.stringify(plan.steps)).digest("hex") };
}

export const servePushPlan = serve(planPushEndpoint, (ctx: TransferContext, { realm, ...push }) => {
  const here = ctx.realms.get(realm)?.read().document;
  if (!here) return noRealm(realm);
  return answered(
    ctx.jobs.start(async (progress): Promise<PushPlan> => {
      const { plan, digest } = await planned(ctx, { here, ...push }, progress);
      const left = toDifferences(
        plan.left.map(({ difference }) => difference),
        SIDES,
      ).lines;
      return {
        digest,
        steps: plan.steps.map(describeStep),
        left: left.map((line, i) => ({ ...line, reason: plan.left[i]?.reason ?? "" })),
      };
    }),
  );
});

export const servePush = serve(runPush, (ctx: TransferContext, { realm, digest, ...push }) => {
  const here = ctx.realms.get(realm)?.read().document;
  if (!here) return noRealm(realm);
  return answered(
    ctx.jobs.start(async (progress) => {
      const { connection, plan, digest: now } = await planned(ctx, { here, ...push }, progress);
      if (now !== digest)
        throw new RealmRefused(
          "The realm was changed since the plan was made, here or there: look at the plan again. Nothing was done",
        );
      const { runSteps } = await ctx.keycloak();
      const { steps } = plan;
      const at = (done: number) => {
        const next = steps[done];
        progress.report(next ? describeStep(next) : "", done, steps.length);
      };
      at(0);
      await runSteps(connection, realm, steps, { onStep: at, signal: progress.signal });
      return { done: steps.length };
    }),
  );
});

export const servePull = serve(startPull, (ctx: TransferContext, { realm, target }) =>
  answered(
    ctx.jobs.start(async (progress) => {
      const { live } = await readThere(ctx, realm, target, progress);
      if (!live) throw new RealmRefused(`There is no realm ${realm} at ${target.url}`);
      const found = { kind: "realm" as const, realm, from: [target.url], given: live.document };
      return { ...stage(ctx, [found]), unseen: live.unseen };
    }),
  ),
);
