import { join } from "node:path";
import type { RealmDocument } from "../domain/realm-document.ts";
import type { Backups } from "./backups.ts";
import type { ChangeNote } from "./change.ts";
import { patchBetween } from "./document-patch.ts";
import type { FileContent } from "./durable-file.ts";
import { RealmFile } from "./realm-file.ts";
import { type HistoryEntry, RealmHistory } from "./realm-history.ts";
import type { RealmSurroundings } from "./realm-publication.ts";
import type { ReadRealm } from "./realm-reading.ts";
import type { RealmRules, StoreClock, StoreLog } from "./realm-rules.ts";
import { RealmStore } from "./realm-store.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";
import { toProblem } from "./workspace-problem.ts";

/** What the parts of one open workspace share. */
export interface RealmRoom<Compiled> {
  readonly folders: WorkspaceFolders;
  readonly rules: RealmRules<Compiled>;
  readonly clock: StoreClock;
  readonly log: StoreLog;
  readonly backups: Backups;
}

const historyPath = (folders: WorkspaceFolders, fileName: string) => join(folders.history, `${fileName}l`);

/**
 * Opens the store of a realm file that has been read. Its revision goes on from the history; a file that changed while
 * nobody had the workspace open is one more change, which can be taken back when the backup still has what was before.
 */
export async function openRealm<Compiled>(
  room: RealmRoom<Compiled>,
  fileName: string,
  content: FileContent,
  reading: ReadRealm<Compiled>,
  around: RealmSurroundings<Compiled>,
): Promise<RealmStore<Compiled>> {
  const { document, compiled } = reading;
  const history = await RealmHistory.open(historyPath(room.folders, fileName), content.hash);
  const file = new RealmFile(join(room.folders.realms, fileName), document, content.hash);
  const found = await countMissedChange(room, fileName, content, document, history);
  const revision = reading.changed ? await writeCompleted(room, file, document, history, found) : found;
  if (file.lastRead === content.hash) room.backups.keep(fileName, content.bytes);
  return new RealmStore(file, history, around, { document, compiled, revision });
}

/** Writes a realm into a file that must not be there yet. */
export async function makeRealm<Compiled>(
  room: RealmRoom<Compiled>,
  fileName: string,
  document: RealmDocument,
  note: ChangeNote,
  around: RealmSurroundings<Compiled>,
): Promise<RealmStore<Compiled>> {
  const compiled = room.rules.compile(document);
  const history = await RealmHistory.open(historyPath(room.folders, fileName), null);
  const file = new RealmFile(join(room.folders.realms, fileName), document, null);
  const revision = (history.last?.revision ?? 0) + 1;
  await recordWrite(room, file, document, history, { ...note, revision, back: null });
  return new RealmStore(file, history, around, { document, compiled, revision });
}

async function countMissedChange<Compiled>(
  room: RealmRoom<Compiled>,
  fileName: string,
  content: FileContent,
  document: RealmDocument,
  history: RealmHistory,
): Promise<number> {
  const last = history.last;
  if (!last) return 1;
  if (last.after === content.hash) return last.revision;
  const former = await readFormer(room.backups, fileName, last);
  const back = former && patchBetween(document, former);
  if (former && !back) return last.revision; // only its white space changed
  const revision = last.revision + 1;
  const summary = [`${fileName} was changed while the workspace was not open`];
  const hashes = { before: last.after, after: content.hash };
  await history.record(
    [{ revision, atSeconds: room.clock.nowSeconds(), by: "file", summary, ...hashes, back }],
    async () => undefined,
  );
  return revision;
}

/** The document that the history ends with, when the backup is of just that version. */
async function readFormer(backups: Backups, fileName: string, last: HistoryEntry): Promise<RealmDocument | null> {
  const backup = await backups.read(fileName);
  return backup?.hash === last.after ? (JSON.parse(backup.bytes.toString("utf8")) as RealmDocument) : null;
}

/** What was completed (ids, keys) must be the same at the next start. Where the file cannot be written the realm is served all the same. */
async function writeCompleted<Compiled>(
  room: RealmRoom<Compiled>,
  file: RealmFile,
  document: RealmDocument,
  history: RealmHistory,
  found: number,
): Promise<number> {
  const revision = found + 1;
  const summary = [`What ${file.name} did not have was added`];
  try {
    await recordWrite(room, file, document, history, { by: "workbench", summary, revision, back: null });
    return revision;
  } catch (error) {
    const problem = toProblem(error, file.path);
    room.log.warn(
      `What was added to ${file.name} could not be saved: ${problem instanceof Error ? problem.message : problem}`,
    );
    return found;
  }
}

async function recordWrite<Compiled>(
  { clock, backups }: RealmRoom<Compiled>,
  file: RealmFile,
  document: RealmDocument,
  history: RealmHistory,
  entry: Pick<HistoryEntry, "by" | "summary" | "revision" | "back">,
): Promise<void> {
  const { bytes, hash } = file.prepare(document);
  const whole = { ...entry, atSeconds: clock.nowSeconds(), before: file.lastRead, after: hash };
  await history.record([whole], () => file.write(document));
  backups.keep(file.name, bytes);
}
