import { randomBytes } from "node:crypto";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { AdminContext } from "../admin/admin-context.ts";
import { createAdminEventLog } from "../admin/admin-event-log.ts";
import { type CompiledRealm, compileRealm } from "../domain/compiled-realm.ts";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import { MASTER } from "../domain/master-realm.ts";
import { fetchJson } from "../http/fetch-json.ts";
import type { Addressing, ServerContext } from "../http/server-context.ts";
import { createUiFiles } from "../http/ui-files.ts";
import { createClientKeyFinder } from "../keys/find-client-keys.ts";
import { keysOf } from "../keys/realm-keys.ts";
import { equalSecrets } from "../protocol/client-authentication/secret-mismatch.ts";
import type { ProtocolContext } from "../protocol/endpoint.ts";
import { createEventLog, type EventLog } from "../protocol/event-log.ts";
import type { Holder } from "../protocol/sessions.ts";
import type { Clock, Log, StartOptions } from "../start.ts";
import { realmFileName } from "../store/realm-file-name.ts";
import { RealmConflict } from "../store/workspace-problem.ts";
import { createSignInCodes } from "../workbench/sign-in-codes.ts";
import type { WorkbenchContext } from "../workbench/workbench-context.ts";
import type { AdminAccess } from "./bootstrap-admin.ts";
import { type LastingState, newSessionId } from "./lasting-state.ts";
import type { RealmKeeper, RealmWorkspace } from "./realm-keeper.ts";
import { createTransferParts } from "./transfer-parts.ts";

/** What is there before the doors open. */
export interface ServerParts {
  readonly options: StartOptions;
  readonly authenticators: ProtocolContext["authenticators"];
  readonly workspace: RealmWorkspace;
  readonly keeper: RealmKeeper;
  readonly lasting: LastingState;
  readonly admin: AdminAccess;
  readonly clock: Clock;
  readonly log: Log;
  readonly facts: () => EditFacts;
}

interface Given extends ServerParts {
  readonly addressing: Addressing;
  readonly baseUrl: () => string;
  /** What the window should say about this start: a port that moved. */
  readonly startMessages: readonly string[];
}

/** Fills the ports of the three surfaces. */
export function createServerContext(given: Given): { context: ServerContext; createSignInCode: () => string } {
  const events = createEventLog();
  const find = createRealmFinder(given);
  const adminEvents = createAdminEventLog();
  const protocol = createProtocolContext(given, find);
  const { workspace, keeper, options, addressing, log } = given;
  endSessionsWithHolders(given, find);
  const admin: AdminContext = {
    protocol,
    events,
    adminEvents,
    realmNames: () => [...workspace.realms.keys()],
    findRealm: (name) => find(name)?.compiled,
    createRealm: keeper.create,
    removeRealm: keeper.remove,
    editRealm: async (name, change, note) => {
      const store = workspace.realms.get(name);
      if (!store) throw new RealmConflict(`Realm ${name} is gone`);
      return (await store.edit(change, note)).compiled;
    },
    editFacts: given.facts,
    keyStoreFolder: (name) => join(workspace.folder, "keystores", realmFileName(name).replace(/\.json$/, "")),
    newSessionId,
  };
  const codes = createSignInCodes(given.clock.nowSeconds, () => randomBytes(24).toString("base64url"));
  const context = {
    protocol,
    admin,
    workbench: createWorkbenchContext(given, protocol, events, codes),
    events,
    addressing,
    ...(options.uiFolder !== undefined && { findUiFile: createUiFiles(options.uiFolder) }),
    failed: (error: unknown) => log.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  };
  return { context, createSignInCode: codes.create };
}

type FindRealm = ProtocolContext["findRealm"];

/** Realms as requests see them: `master` with its administrator, who is never stored there. */
function createRealmFinder({ workspace, admin }: Given): FindRealm {
  let master: { readonly of: CompiledRealm; readonly compiled: CompiledRealm } | undefined;
  return (name) => {
    const published = workspace.realms.get(name)?.read();
    if (!published || name !== MASTER) return published;
    if (master?.of !== published.compiled)
      master = {
        of: published.compiled,
        compiled: compileRealm(admin.inMaster(published.document), published.compiled),
      };
    return { compiled: master.compiled, revision: published.revision };
  };
}

/** Sessions go with their realm, client or user (asked on 26.7): at once, and those of what went while no server ran. */
function endSessionsWithHolders({ workspace, lasting }: Given, find: FindRealm): void {
  const isThere = ({ realm, client, userId }: Holder) => {
    const compiled = find(realm)?.compiled;
    return compiled?.findClientById(client) !== undefined && compiled.usersById.has(userId);
  };
  lasting.sessions.endWhereGone(isThere);
  workspace.onChange(({ realm, formerRealm }) => lasting.sessions.endWhereGone(isThere, formerRealm ?? realm));
}

function createProtocolContext(
  { authenticators, workspace, keeper, admin, clock, lasting }: Given,
  findRealm: FindRealm,
): ProtocolContext {
  return {
    findRealm,
    keysOf: (realm) => keysOf(realm.document),
    keysFor: keeper.keysFor,
    authenticators,
    findClientKeys: createClientKeyFinder({
      nowSeconds: () => clock.nowSeconds(),
      fetchJson: (url) => fetchJson(url, workspace.settings.approvedOrigins ?? []),
    }),
    ...lasting,
    nowSeconds: () => clock.nowSeconds(),
    newTokenId,
    isAdminPassword: admin.isPassword,
  };
}

const IDS_PER_PAGE = 256;
const ID_LENGTH = 36;
let page = "";
let read = 0;

/** 128 random bits in UUID grouping; no version is marked in them, as in Keycloak's. Made by the page, which is cheaper. */
function newTokenId(): string {
  if (read === page.length) {
    const hex = randomBytes(IDS_PER_PAGE * 16).toString("hex");
    page = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/g, "$1-$2-$3-$4-$5");
    read = 0;
  }
  read += ID_LENGTH;
  return page.slice(read - ID_LENGTH, read);
}

function createWorkbenchContext(
  { workspace, keeper, facts, clock, log, baseUrl, startMessages }: Given,
  protocol: ProtocolContext,
  events: EventLog,
  codes: ReturnType<typeof createSignInCodes>,
): WorkbenchContext {
  return {
    protocol,
    events,
    realms: workspace.realms,
    ...createTransferParts({ facts, nowSeconds: () => clock.nowSeconds(), log }),
    createRealm: keeper.create,
    isWorkspaceKey: (bearer) => equalSecrets(bearer, workspace.key),
    editFacts: facts,
    version: packageJson.version,
    workspacePath: workspace.folder,
    baseUrl,
    notices: () => [
      ...startMessages.map((text, i) => ({ id: `start-${i}`, level: "info" as const, text, restorable: false })),
      ...workspace.notices().map(toNotice),
    ],
    restoreRealmFile: async (id) => {
      const notice = workspace.notices().find((each) => each.id === id && each.restorable);
      if (!notice) return undefined;
      await workspace.restoreBackup(notice.file, "window");
      return notice.file;
    },
    onChange: (listener) => workspace.onChange(listener),
    redeemSignInCode: codes.redeem,
    isSignedIn: codes.isSignedIn,
  };
}

const toNotice = ({ id, kind, message, restorable }: ReturnType<RealmWorkspace["notices"]>[number]) => ({
  id,
  level: kind === "set-aside" || kind === "unreadable" ? ("error" as const) : ("warning" as const),
  text: message,
  restorable,
});
