import { readFile } from "node:fs/promises";
import type { PartialRealm } from "../domain/complete-realm.ts";
import { DEMO, demoRealm } from "../domain/demo-realm.ts";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import { readRealm } from "../domain/read-representation.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { locatePath, parseJsonFile, placeInWords } from "../store/json-location.ts";
import { completed, type RealmKeeper, type RealmWorkspace } from "./realm-keeper.ts";

/** A realm from outside that cannot be read; the message names the file, the place and the way out. */
export class RealmFileUnfit extends Error {
  override readonly name = "RealmFileUnfit";
}

/** A realm to bring into the workspace, and where it comes from, for messages. */
export interface RealmSource {
  readonly from: string;
  readonly realm: PartialRealm;
}

/** Reads realm files, each of one realm or a list of them. @throws RealmFileUnfit for the first that cannot be read. */
export async function readRealmFiles(files: readonly string[]): Promise<RealmSource[]> {
  const sources: RealmSource[] = [];
  for (const file of files) sources.push(...(await readFileOf(file)));
  return sources;
}

async function readFileOf(file: string): Promise<RealmSource[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const why = error instanceof RangeError ? "it is too large" : (error.code ?? error.message);
    throw new RealmFileUnfit(`${file} cannot be read (${why}): check the path after --realm`);
  });
  const parsed = await parseJsonFile(file, text);
  if ("unfit" in parsed) throw new RealmFileUnfit(parsed.unfit);
  const { json } = parsed;
  const realms = Array.isArray(json) ? json : [json];
  return Promise.all(realms.map((realm) => readRealmSource(file, realm, text)));
}

/** Reads one realm. @throws RealmFileUnfit, with the line when the text is at hand. */
export async function readRealmSource(from: string, json: unknown, text?: string): Promise<RealmSource> {
  const reading = readRealm(json);
  if ("value" in reading) return { from, realm: reading.value };
  const { path, message } = reading.problem;
  const place = text === undefined ? undefined : await locatePath(text, path);
  throw new RealmFileUnfit(`${placeInWords(from, place)}: ${path.join(".") || "the whole"}: ${message}`);
}

export interface Bringing {
  readonly replace: boolean;
  /** A new workspace starts with the demo realm. */
  readonly withDemo: boolean;
  readonly facts: () => EditFacts;
}

/** Brings realms into the workspace: new ones are created, those there already are left or replaced. @returns what a person should be told. */
export async function bringRealms(
  workspace: RealmWorkspace,
  keeper: RealmKeeper,
  sources: readonly RealmSource[],
  { replace, withDemo, facts }: Bringing,
): Promise<string[]> {
  if (workspace.isNew && withDemo) await makeDemo(workspace, facts());
  const messages: string[] = [];
  for (const { from, realm } of sources) {
    const present = workspace.realms.get(realm.realm);
    const document = present && !replace ? undefined : await completed({ enabled: true, ...realm }, facts());
    if (!document)
      messages.push(
        `Realm ${realm.realm} is in the workspace already and stays as it is; ${from} was not read in. Use --replace to replace it.`,
      );
    else if (present) {
      const note = { by: "command line", summary: [`Realm replaced by ${from}`] };
      await saveFrom(from, () => present.edit(() => document, note));
      messages.push(
        `Realm ${realm.realm} was replaced by ${from}; the window's history can bring the former one back.`,
      );
    } else {
      await saveFrom(from, () => workspace.createRealm(document, "command line"));
      messages.push(`Realm ${realm.realm} was taken in from ${from}.`);
    }
  }
  await keeper.reconcile();
  return messages;
}

/** Both or neither: a workspace with only one of them would not count as new at the next start. */
async function makeDemo(workspace: RealmWorkspace, facts: EditFacts): Promise<void> {
  await workspace.createRealm(await completed(demoRealm(), facts));
  const answeredUnderAuth = workspace.updateSettings((settings) => ({
    ...settings,
    authPathRealms: [...(settings.authPathRealms ?? []), DEMO],
  }));
  await answeredUnderAuth.catch(async (error: unknown) => {
    await workspace.removeRealm(DEMO);
    throw error;
  });
}

/** A document that does not hold together is the file's fault; where in it, its completed form would tell wrongly. */
async function saveFrom(from: string, save: () => Promise<unknown>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof RealmRefused)) throw error;
    throw new RealmFileUnfit(`${from}: ${error.message}`);
  }
}
