import { randomInt, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import { parseSettings } from "../settings.ts";
import type { Clock, Log, StartOptions } from "../start.ts";
import { VariablesFile } from "../store/variables-file.ts";
import { openWorkspace } from "../store/workspace.ts";
import { foldersOf } from "../store/workspace-folders.ts";
import { createVariables } from "../workbench/variables.ts";
import { openApprovedOrigins } from "./approved-origins.ts";
import { createAdminAccess } from "./bootstrap-admin.ts";
import { openCallHistory } from "./call-history.ts";
import { withCustomAuthenticators } from "./custom-authenticators.ts";
import { openLastingState } from "./lasting-state.ts";
import { createRealmKeeper, createRealmRules, type RealmWorkspace } from "./realm-keeper.ts";
import { bringRealms, readRealmFiles, readRealmSource } from "./realm-sources.ts";
import type { ServerParts } from "./server-parts.ts";

/** A workspace that is open, with all that answers over it, before anyone can ask. */
export interface Core extends ServerParts {
  readonly messages: readonly string[];
  readonly leave: () => Promise<void>;
  /** The name of the realm that was given first. */
  readonly first: string | undefined;
}

export const systemClock: Clock = { nowSeconds: () => Math.floor(Date.now() / 1000) };
const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const newSecret = (length: number): string =>
  Array.from({ length }, () => LETTERS_AND_DIGITS[randomInt(LETTERS_AND_DIGITS.length)]).join("");

export const factsBy = (clock: Clock) => (): EditFacts => ({
  newId: randomUUID,
  newSecret,
  nowSeconds: clock.nowSeconds(),
});

/** Opens a workspace and brings the given realms in. Throws what {@link StartOptions}' `startServer` does. */
export async function openCore(options: StartOptions): Promise<Core> {
  const given = await Promise.all(
    [options.realm ?? []].flat().map((realm) => readRealmSource("the realm given", realm)),
  );
  const sources = [...given, ...(await readRealmFiles(options.files ?? []))];
  const { clock = systemClock, log = silentLog } = options;
  const authenticators = withCustomAuthenticators(options.authenticators ?? [], log);
  const temporary = options.workspace === undefined ? await mkdtemp(join(tmpdir(), "tokenbench-")) : undefined;
  const facts = factsBy(clock);
  const workspace = await openWorkspace(options.workspace ?? temporary ?? "", {
    rules: createRealmRules(facts),
    parseSettings,
    clock,
    log,
  });
  const leave = async () => {
    await workspace.close();
    if (temporary) await rm(temporary, { recursive: true, force: true });
  };
  try {
    const admin = await createAdminAccess(options.admin, adminShelf(workspace), randomUUID);
    const kept = await openKept(workspace, options, temporary !== undefined, clock);
    const keeper = createRealmKeeper(workspace, facts, log);
    const bringing = { replace: options.replace ?? false, withDemo: temporary === undefined, facts };
    const messages = await bringRealms(workspace, keeper, sources, bringing);
    const first = sources[0]?.realm.realm;
    const parts = {
      options,
      authenticators,
      workspace,
      keeper,
      ...kept,
      admin,
      clock,
      log,
      facts,
    };
    return { ...parts, messages, leave, first };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** What is neither realm nor setting and yet outlives the process, unless it is to leave nothing behind. */
async function openKept(workspace: RealmWorkspace, { environment }: StartOptions, forgetful: boolean, clock: Clock) {
  const state = forgetful ? undefined : workspace.state;
  const file = new VariablesFile(foldersOf(workspace.folder).variables);
  const [lasting, callHistory, approvedOrigins] = await Promise.all([
    openLastingState(state, clock.nowSeconds()),
    openCallHistory(state, workspace),
    openApprovedOrigins(state),
  ]);
  return { lasting, callHistory, approvedOrigins, variables: createVariables(environment ?? process.env, file) };
}

/** Where a generated administrator is kept, hashed. */
const adminShelf = ({ state }: RealmWorkspace) => ({
  read: () => state.read("admin"),
  write: (kept: object) => state.write("admin", kept),
});
