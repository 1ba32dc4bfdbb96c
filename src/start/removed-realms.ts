import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RemovedRealm } from "../contract/realm-life.ts";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import { readRealm } from "../domain/read-representation.ts";
import type { Log } from "../start.ts";
import { type RealmInSettings, realmIn, withRealmIn } from "../store/realm-in-settings.ts";
import { RealmConflict, WorkspaceProblem } from "../store/workspace-problem.ts";
import { completed, type RealmWorkspace } from "./realm-keeper.ts";

/** Remembers where the files of removed realms lie, so that they can be brought back. */
export interface RemovedRealms {
  list(): Promise<readonly RemovedRealm[]>;
  add(removed: RemovedRealm): Promise<void>;
  /** Serves a removed realm again. Rejects with `RealmConflict` when its name is taken, or it is not known any more. */
  restore(id: string, by: string): Promise<string>;
}

const STATE = "removed-realms";
const MOST = 20;

/** With what the settings said of it, which goes with it and comes back with it. */
interface KeptRealm extends RemovedRealm {
  readonly settings?: RealmInSettings;
}

export function createRemovedRealms(workspace: RealmWorkspace, facts: () => EditFacts, log: Log): RemovedRealms {
  let known: Promise<readonly KeptRealm[]> | undefined;
  const list = () => {
    known ??= workspace.state.read(STATE).then((kept) => (Array.isArray(kept) ? kept.filter(isRemoved) : []));
    return known;
  };
  const keep = (realms: readonly KeptRealm[]) => {
    known = Promise.resolve(realms);
    workspace.state.write(STATE, realms);
  };
  const setSaid = (realm: string, said: RealmInSettings | undefined) =>
    workspace
      .updateSettings((settings) => withRealmIn(settings, realm, said))
      .catch((error: unknown) => log.warn(`The settings of ${realm} stay as they are: ${String(error)}`));
  return {
    list: async () => (await list()).map(({ settings: _settings, ...removed }) => removed),
    add: async (removed) => {
      const settings = realmIn(workspace.settings, removed.realm);
      if (settings) await setSaid(removed.realm, undefined);
      keep([{ ...removed, ...(settings && { settings }) }, ...(await list())].slice(0, MOST));
    },
    restore: async (id, by) => {
      const removed = (await list()).find((each) => each.id === id);
      if (!removed) throw new RealmConflict("That realm is not known any more");
      const document = await completed(await readFileOf(workspace, removed), facts());
      await workspace.createRealm(document, by);
      if (removed.settings) await setSaid(document.realm, removed.settings);
      keep((await list()).filter((each) => each !== removed));
      return document.realm;
    },
  };
}

async function readFileOf({ folder }: RealmWorkspace, { file }: RemovedRealm) {
  const path = join(folder, file);
  try {
    const reading = readRealm(JSON.parse(await readFile(path, "utf8")));
    if ("value" in reading) return reading.value;
    throw new Error(reading.problem.message);
  } catch (error) {
    throw new WorkspaceProblem(`${path} cannot be brought back: ${String(error)}`, "no-backup");
  }
}

const isRemoved = (kept: unknown): kept is KeptRealm => {
  const { id, realm, file, atSeconds, by } = (kept ?? {}) as Partial<RemovedRealm>;
  return [id, realm, file, by].every((text) => typeof text === "string") && typeof atSeconds === "number";
};
