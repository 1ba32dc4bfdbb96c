import { serveClientList } from "./client-list.ts";
import { serveClientPage, serveSecret } from "./client-page.ts";
import { serveEdits, serveHistory, serveUndo } from "./edits.ts";
import { serveExchange, serveTokenRequest } from "./exchanges.ts";
import { serveExport } from "./exports.ts";
import { servePlan, serveRun, serveStage } from "./imports.ts";
import { serveCancel, serveJob } from "./jobs.ts";
import { serveRestore } from "./notices.ts";
import { servePreview } from "./preview.ts";
import { serveComparison, serveFileComparison, servePull, servePush, servePushPlan } from "./promotions.ts";
import type { ServedEndpoint } from "./serve.ts";
import { serveServer } from "./server.ts";
import { serveSignIn } from "./sign-in.ts";
import type { TransferContext } from "./transfer-context.ts";

/** Those that only read the realms, so that they do over a workspace that another process has open. */
export const transferEndpoints: readonly ServedEndpoint<TransferContext>[] = [
  serveStage,
  servePlan,
  serveExport,
  serveComparison,
  serveFileComparison,
  servePushPlan,
  servePush,
  servePull,
  serveJob,
  serveCancel,
];

/** All of the Workbench API but its stream of changes. */
export const workbenchEndpoints: readonly ServedEndpoint[] = [
  serveServer,
  serveRestore,
  serveClientList,
  serveClientPage,
  serveSecret,
  serveEdits,
  serveHistory,
  serveUndo,
  servePreview,
  serveTokenRequest,
  serveExchange,
  serveRun,
  ...transferEndpoints,
];

/** The only one that needs no sign-in. */
export const signInEndpoint: ServedEndpoint = serveSignIn;
