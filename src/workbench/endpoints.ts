import { approvedOriginEndpoints } from "./approved-origins.ts";
import { callHistoryEndpoints } from "./call-history.ts";
import { callEndpoints } from "./calls.ts";
import { serveClientExport } from "./client-export.ts";
import { serveGenerateClientKeys, serveImportClientKeys } from "./client-keys.ts";
import { serveClientList } from "./client-list.ts";
import { serveClientPage, serveSecret } from "./client-page.ts";
import { serveClientScopePage, serveClientScopes } from "./client-scope-pages.ts";
import { serveEdits, serveHistory, serveRestoreRevision, serveUndo } from "./edits.ts";
import { serveExport } from "./exports.ts";
import { servePlan, serveRun, serveStage } from "./imports.ts";
import { serveCancel, serveJob } from "./job-endpoints.ts";
import {
  serveAddKeyProvider,
  serveKeyProviderTypes,
  serveRemoveKeyProvider,
  serveUpdateKeyProvider,
} from "./key-providers.ts";
import { serveMapperTypes } from "./mappers.ts";
import { serveRestore } from "./notices.ts";
import { type PreviewContext, servePreview } from "./preview.ts";
import { serveComparison, serveFileComparison, servePull, servePush, servePushPlan } from "./promotions.ts";
import { serveCall, serveCauses, serveEvents } from "./realm-events.ts";
import {
  serveCopyRealm,
  serveCreateRealm,
  serveRemovedRealms,
  serveRemoveRealm,
  serveRenameRealm,
  serveRestoreRealm,
} from "./realm-life.ts";
import { serveRealmSettings } from "./realm-settings-page.ts";
import { serveReceivedCalls } from "./received-calls.ts";
import { serveResourceServer, serveSetResourceServer } from "./resource-server/resource-settings-page.ts";
import { serveRolePage, serveRoles } from "./role-pages.ts";
import { savedCallEndpoints } from "./saved-calls.ts";
import { serveSearch } from "./search.ts";
import type { ServedEndpoint } from "./serve.ts";
import { serveServer } from "./server.ts";
import { serveEndAllSessions, serveEndSession, serveSessions } from "./sessions.ts";
import { serveSignIn } from "./sign-in.ts";
import type { TransferContext } from "./transfer-context.ts";
import { serveUnderstanding } from "./understanding.ts";
import { variableEndpoints } from "./variable-endpoints.ts";

/** Those that only read the realms, so that they do over a workspace that another process has open. */
const transferEndpoints: readonly ServedEndpoint<TransferContext>[] = [
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

/** What the files of a workspace can tell. */
export const readingEndpoints: readonly ServedEndpoint<TransferContext & PreviewContext>[] = [
  ...transferEndpoints,
  serveClientList,
  servePreview,
];

/** All of the Workbench API but its stream of changes. */
export const workbenchEndpoints: readonly ServedEndpoint[] = [
  serveServer,
  serveRestore,
  serveClientList,
  serveClientPage,
  serveSecret,
  serveClientExport,
  serveGenerateClientKeys,
  serveImportClientKeys,
  serveClientScopes,
  serveClientScopePage,
  serveRoles,
  serveRolePage,
  serveMapperTypes,
  serveRealmSettings,
  serveKeyProviderTypes,
  serveAddKeyProvider,
  serveUpdateKeyProvider,
  serveRemoveKeyProvider,
  serveCreateRealm,
  serveCopyRealm,
  serveRenameRealm,
  serveRemoveRealm,
  serveRemovedRealms,
  serveRestoreRealm,
  serveSessions,
  serveEndSession,
  serveEndAllSessions,
  serveEvents,
  serveCauses,
  serveCall,
  serveReceivedCalls,
  serveResourceServer,
  serveSetResourceServer,
  serveSearch,
  serveEdits,
  serveHistory,
  serveUndo,
  serveRestoreRevision,
  servePreview,
  serveRun,
  serveUnderstanding,
  ...transferEndpoints,
  ...callEndpoints,
  ...callHistoryEndpoints,
  ...savedCallEndpoints,
  ...variableEndpoints,
  ...approvedOriginEndpoints,
];

/** The only one that needs no sign-in. */
export const signInEndpoint: ServedEndpoint = serveSignIn;
