import { join } from "node:path";
import type { RealmDocument } from "../domain/realm-document.ts";
import type { ChangeNote } from "./change.ts";
import { type FileContent, isThere, makeFolder, readContent, writeDurably } from "./durable-file.ts";
import { realmFileName } from "./realm-file-name.ts";
import type { RealmFileNotices } from "./realm-file-notices.ts";
import type { RealmIndex } from "./realm-index.ts";
import { makeRealm, openRealm, type RealmRoom } from "./realm-opening.ts";
import { type FileRefusal, type ReadRealm, readRealm } from "./realm-reading.ts";
import type { RealmStore } from "./realm-store.ts";
import { listRealmFiles } from "./workspace-folders.ts";
import { RealmConflict, WorkspaceProblem, worded } from "./workspace-problem.ts";

interface Found<Compiled> {
  readonly fileName: string;
  readonly content: FileContent;
  readonly reading: ReadRealm<Compiled>;
}

/**
 * The coming and going of realm files, one at a time. A realm that two files name is served from the one whose name is the
 * realm's encoded name, else from the first; the other is left alone.
 */
export class ServedRealms<Compiled> {
  readonly #room: RealmRoom<Compiled>;
  readonly #notices: RealmFileNotices;
  readonly #index: RealmIndex<Compiled>;
  #lastJob: Promise<unknown> = Promise.resolve();

  constructor(room: RealmRoom<Compiled>, notices: RealmFileNotices, index: RealmIndex<Compiled>) {
    this.#room = room;
    this.#notices = notices;
    this.#index = index;
  }

  /** Serves every realm file that is fit; one that is not is set aside, and the others are served all the same. */
  load(): Promise<void> {
    return this.#inTurn(() => this.#loadAll());
  }

  /** Looks at one file, or at all (null), because something on the disk may have changed. */
  async look(fileName: string | null): Promise<void> {
    if (fileName === null) {
      const names = new Set([...this.#index.byFile.keys(), ...(await listRealmFiles(this.#room.folders))]);
      for (const name of names) await this.look(name);
      return;
    }
    const store = this.#index.byFile.get(fileName);
    if (!store) await this.#inTurn(() => this.#takeIn(fileName));
    else if ((await store.check()) === "gone" && (await this.#inTurn(() => this.#drop(store)))) await this.look(null);
  }

  /** Rejects with `RealmConflict` when there is a realm of that name, or with what compiling threw. */
  create(document: RealmDocument, note: ChangeNote): Promise<RealmStore<Compiled>> {
    return this.#inTurn(async () => {
      const { realm } = document;
      if (this.#index.byName.has(realm)) throw new RealmConflict(`There is a realm ${realm} already`);
      const { realms } = this.#room.folders;
      const fileName = await this.#freeFileName(realm);
      const store = await worded(join(realms, fileName), async () => {
        await makeFolder(realms);
        return makeRealm(this.#room, fileName, document, note, this.#index.around(fileName));
      });
      this.#index.add(store);
      this.#index.tellAdded(store, note);
      return store;
    });
  }

  /** What waits to be saved is saved first; then the file is moved to `state/set-aside`. Resolves with where it is then. */
  async remove(realm: string, note: ChangeNote): Promise<string> {
    const movedTo = await this.#inTurn(async () => {
      const store = this.#index.byName.get(realm);
      if (!store) throw new RealmConflict(`There is no realm ${realm}`);
      let to = "";
      const moveAway = async () => {
        to = await this.#notices.moveAway(store.fileName);
      };
      await worded(join(this.#room.folders.realms, store.fileName), () => store.retire(gone(realm), moveAway));
      await this.#index.forget(store, note);
      return to;
    });
    await this.look(null); // a file that named the same realm can be served now
    return movedTo;
  }

  /** Brings the last good version of a file back that a notice offers. What stands there now is set aside. */
  async restore(fileName: string, note: ChangeNote): Promise<void> {
    if (!this.#notices.find(fileName)?.restorable)
      throw new RealmConflict(`There is no version of ${fileName} to bring back`);
    const store = this.#index.byFile.get(fileName);
    if (store) await store.restore(() => this.#moveAwayWhenThere(fileName));
    else await this.#inTurn(() => this.#restoreUnserved(fileName, note));
    this.#notices.withdraw(fileName);
  }

  /** Resolves when all that waits is on the disk; later edits are refused. */
  async close(): Promise<void> {
    const closed = new WorkspaceProblem("The workspace is closed: open it again", "closed");
    await this.#inTurn(() => Promise.all([...this.#index.byFile.values()].map((store) => store.retire(closed))));
  }

  #inTurn<Result>(job: () => Promise<Result>): Promise<Result> {
    const run = this.#lastJob.then(job);
    this.#lastJob = run.catch(() => undefined);
    return run;
  }

  async #loadAll(): Promise<void> {
    const found: Found<Compiled>[] = [];
    const names = await listRealmFiles(this.#room.folders);
    const all = await Promise.all(names.map(async (fileName) => ({ fileName, read: await this.#read(fileName) })));
    for (const { fileName, read } of all) {
      if (read === "gone" || read === "unreadable") continue;
      if ("refusal" in read) await this.#notices.setAside(fileName, read.refusal);
      else found.push(read);
    }
    const isNamed = (each: Found<Compiled>) => each.fileName === realmFileName(each.reading.document.realm);
    for (const each of [...found.filter(isNamed), ...found.filter((other) => !isNamed(other))]) await this.#serve(each);
  }

  /** A file that cannot be read at all has its notice already. */
  async #read(fileName: string): Promise<Found<Compiled> | { refusal: FileRefusal } | "gone" | "unreadable"> {
    try {
      const content = await readContent(join(this.#room.folders.realms, fileName));
      if (!content) return "gone";
      const reading = await readRealm(content.bytes, this.#room.rules);
      return "refusal" in reading ? reading : { fileName, content, reading };
    } catch (error) {
      this.#notices.putUnreadable(fileName, error);
      return "unreadable";
    }
  }

  /** null when another file serves the realm. */
  async #serve({ fileName, content, reading }: Found<Compiled>): Promise<RealmStore<Compiled> | null> {
    const { realm } = reading.document;
    const other = this.#index.byName.get(realm);
    if (other) {
      this.#notices.putDuplicate(fileName, realm, other.fileName);
      return null;
    }
    const store = await openRealm(this.#room, fileName, content, reading, this.#index.around(fileName));
    this.#index.add(store);
    return store;
  }

  async #takeIn(fileName: string): Promise<void> {
    if (this.#index.byFile.has(fileName)) return;
    const read = await this.#read(fileName);
    if (read === "unreadable") return;
    if (read === "gone") return this.#notices.withdrawWhenGone(fileName);
    if ("refusal" in read) return this.#notices.putRefused(fileName, read.refusal);
    const store = await this.#serve(read);
    if (store) this.#index.tellAdded(store, { by: "file", summary: [`${fileName} was found`] });
  }

  /** False when it has been dropped already. */
  async #drop(store: RealmStore<Compiled>): Promise<boolean> {
    if (this.#index.byFile.get(store.fileName) !== store) return false;
    await store.retire(gone(store.read().document.realm));
    await this.#index.forget(store, { by: "file", summary: [`${store.fileName} was deleted`] });
    return true;
  }

  async #restoreUnserved(fileName: string, note: ChangeNote): Promise<void> {
    const path = join(this.#room.folders.realms, fileName);
    const content = await this.#room.backups.read(fileName);
    const reading = content && (await readRealm(content.bytes, this.#room.rules));
    if (!reading || "refusal" in reading)
      throw new WorkspaceProblem(`The backup of ${fileName} cannot be read either: mend the file itself`, "no-backup");
    const { realm } = reading.document;
    if (this.#index.byName.has(realm)) throw new RealmConflict(`There is a realm ${realm} already: remove it first`);
    await worded(path, async () => {
      await this.#moveAwayWhenThere(fileName);
      await writeDurably(path, content.bytes);
    });
    const store = await this.#serve({ fileName, content, reading });
    if (store) this.#index.tellAdded(store, note);
  }

  async #moveAwayWhenThere(fileName: string): Promise<void> {
    if (await isThere(join(this.#room.folders.realms, fileName))) await this.#notices.moveAway(fileName);
  }

  /** The encoded name; with a number when a file that holds something else has it. */
  async #freeFileName(realm: string): Promise<string> {
    const encoded = realmFileName(realm);
    let name = encoded;
    for (let count = 2; await isThere(join(this.#room.folders.realms, name)); count++)
      name = encoded.replace(/\.json$/, `~${count}.json`);
    return name;
  }
}

const gone = (realm: string) => new RealmConflict(`Realm ${realm} is gone`);
