import { randomBytes } from "node:crypto";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { AdminContext } from "../admin/admin-context.ts";
import { createAdminEventLog } from "../admin/admin-event-log.ts";
import { type CompiledRealm, compileRealm } from "../domain/compiled-realm.ts";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import { MASTER } from "../domain/master-realm.ts";
import { fetchingBy } from "../http/fetch-json.ts";
import { lazily } from "../http/lazily.ts";
import { isSameServer } from "../http/loopback.ts";
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
import type { ApprovedOrigins } from "../workbench/approved-origins.ts";
import { createAskedOrigins } from "../workbench/calls/asked-origins.ts";
import type { CallHistory } from "../workbench/calls/call-history.ts";
import { createOwnServer } from "../workbench/calls/own-server.ts";
import { createSignInCodes } from "../workbench/sign-in-codes.ts";
import type { Variables } from "../workbench/variables.ts";
import type { WorkbenchContext } from "../workbench/workbench-context.ts";
import type { AdminAccess } from "./bootstrap-admin.ts";
import { type LastingState, newSessionId } from "./lasting-state.ts";
import { followInSettings, type RealmKeeper, type RealmWorkspace } from "./realm-keeper.ts";
import { createRemovedRealms } from "./removed-realms.ts";
import { createTransferParts } from "./transfer-parts.ts";

/** What is there before the doors open. */
export interface ServerParts {
  readonly options: StartOptions;
  readonly authenticators: ProtocolContext["authenticators"];
  readonly workspace: RealmWorkspace;
  readonly keeper: RealmKeeper;
  readonly lasting: LastingState;
  readonly callHistory: CallHistory;
  readonly approvedOrigins: ApprovedOrigins;
  readonly variables: Variables;
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
  const removal = createRemoval(given);
  const keyStoreFolder = (name: string) =>
    join(workspace.folder, "keystores", realmFileName(name).replace(/\.json$/, ""));
  endSessionsWithHolders(given, find);
  const admin: AdminContext = {
    protocol,
    events,
    adminEvents,
    realmNames: () => [...workspace.realms.keys()],
    findRealm: (name) => find(name)?.compiled,
    createRealm: keeper.create,
    removeRealm: removal.removeRealm,
    editRealm: createRealmEditor(given),
    editFacts: given.facts,
    keyStoreFolder,
    newSessionId,
  };
  const codes = createSignInCodes(given.clock.nowSeconds, () => randomBytes(24).toString("base64url"));
  const context = {
    protocol,
    admin,
    workbench: { ...createWorkbenchContext(given, protocol, events, codes), ...removal, keyStoreFolder },
    loadResource: lazily(async () => {
      const { createResourceContext } = await import("../workbench/resource-server/resource-context.ts");
      const settings = () => workspace.settings;
      return createResourceContext({ protocol, events, settings, mayAsk: given.approvedOrigins.mayAsk });
    }),
    events,
    addressing,
    ...(options.uiFolder !== undefined && { findUiFile: createUiFiles(options.uiFolder) }),
    failed: (error: unknown) => log.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  };
  return { context, createSignInCode: codes.create };
}

const createRealmEditor =
  ({ workspace, log }: Given): AdminContext["editRealm"] =>
  async (name, change, note) => {
    const store = workspace.realms.get(name);
    if (!store) throw new RealmConflict(`Realm ${name} is gone`);
    const { compiled } = await store.edit(change, note);
    if (compiled.name !== name) await followInSettings(workspace, log, name, compiled.name);
    return compiled;
  };

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
  { authenticators, keeper, admin, clock, lasting, approvedOrigins }: Given,
  findRealm: FindRealm,
): ProtocolContext {
  return {
    findRealm,
    keysOf: (realm) => keysOf(realm.document),
    keysFor: keeper.keysFor,
    authenticators,
    findClientKeys: createClientKeyFinder({
      nowSeconds: () => clock.nowSeconds(),
      ...fetchingBy(approvedOrigins.has),
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
export function newTokenId(): string {
  if (read === page.length) {
    const hex = randomBytes(IDS_PER_PAGE * 16).toString("hex");
    page = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/g, "$1-$2-$3-$4-$5");
    read = 0;
  }
  read += ID_LENGTH;
  return page.slice(read - ID_LENGTH, read);
}

/** Realms that go can come back, whoever removed them. */
function createRemoval({ workspace, keeper, facts, log }: Given) {
  const removed = createRemovedRealms(workspace, facts, log);
  return {
    removeRealm: async (realm: string, by: string) => {
      const file = await keeper.remove(realm, by);
      const { newId, nowSeconds } = facts();
      const kept = { id: newId(), realm, atSeconds: nowSeconds, by, file };
      await removed.add(kept);
      return kept;
    },
    removedRealms: removed.list,
    restoreRealm: async (id: string, by: string) => {
      const realm = await removed.restore(id, by);
      await keeper.reconcile();
      return realm;
    },
  };
}

function createWorkbenchContext(
  { workspace, keeper, facts, clock, log, baseUrl, startMessages, variables, callHistory, approvedOrigins }: Given,
  protocol: ProtocolContext,
  events: EventLog,
  codes: ReturnType<typeof createSignInCodes>,
): Omit<WorkbenchContext, "keyStoreFolder" | keyof ReturnType<typeof createRemoval>> {
  return {
    protocol,
    events,
    calls: {
      nowSeconds: () => clock.nowSeconds(),
      newId: () => facts().newId(),
      running: new Map(),
      readVariables: variables.readValues,
      history: callHistory,
      asked: createAskedOrigins((url) => approvedOrigins.has(url) || isSameServer(baseUrl(), url.href)),
      own: createOwnServer({ protocol, events, findRealm: (name) => protocol.findRealm(name)?.compiled }),
    },
    variables,
    realms: workspace.realms,
    ...createTransferParts({ facts, nowSeconds: () => clock.nowSeconds(), log }),
    createRealm: keeper.create,
    renameRealm: keeper.rename,
    forms: async () => (await import("../admin/forms.ts")).forms,
    isWorkspaceKey: (bearer) => equalSecrets(bearer, workspace.key),
    editFacts: facts,
    version: packageJson.version,
    workspacePath: workspace.folder,
    baseUrl,
    settings: () => workspace.settings,
    updateSettings: (change) => workspace.updateSettings(change),
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
    approvedOrigins,
  };
}

const toNotice = ({ id, kind, message, restorable }: ReturnType<RealmWorkspace["notices"]>[number]) => ({
  id,
  level: kind === "set-aside" || kind === "unreadable" ? ("error" as const) : ("warning" as const),
  text: message,
  restorable,
});
