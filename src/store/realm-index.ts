import type { ChangeNote } from "./change.ts";
import type { ChangeListeners } from "./change-listeners.ts";
import type { RealmFileNotices } from "./realm-file-notices.ts";
import type { RealmRoom } from "./realm-opening.ts";
import type { RealmSurroundings } from "./realm-publication.ts";
import type { RealmStore } from "./realm-store.ts";
import { RealmConflict } from "./workspace-problem.ts";

/** Which realms are served, by name and by file, kept right when a change renames one; tells listeners what changed. */
export class RealmIndex<Compiled> {
  readonly byName = new Map<string, RealmStore<Compiled>>();
  readonly byFile = new Map<string, RealmStore<Compiled>>();
  readonly #room: RealmRoom<Compiled>;
  readonly #notices: RealmFileNotices;
  readonly #listeners: ChangeListeners;

  constructor(room: RealmRoom<Compiled>, notices: RealmFileNotices, listeners: ChangeListeners) {
    this.#room = room;
    this.#notices = notices;
    this.#listeners = listeners;
  }

  add(store: RealmStore<Compiled>): void {
    this.byName.set(store.read().document.realm, store);
    this.byFile.set(store.fileName, store);
    this.#notices.withdraw(store.fileName);
  }

  /** Tells of a realm that has come to be served. */
  tellAdded(store: RealmStore<Compiled>, note: ChangeNote): void {
    const { document, revision } = store.read();
    this.#listeners.tell({ realm: document.realm, revision, atSeconds: this.#room.clock.nowSeconds(), ...note });
  }

  async forget(store: RealmStore<Compiled>, note: ChangeNote): Promise<void> {
    const { realm } = store.read().document;
    this.byName.delete(realm);
    this.byFile.delete(store.fileName);
    this.#notices.withdraw(store.fileName);
    await store.recordRemoval(note).catch((error: unknown) => {
      this.#room.log.warn(`The end of realm ${realm} could not be kept in its history: ${String(error)}`);
    });
    this.#listeners.tell({ realm, revision: 0, atSeconds: this.#room.clock.nowSeconds(), ...note });
  }

  /** What the store of a file may ask and tell. */
  around(fileName: string): RealmSurroundings<Compiled> {
    return {
      rules: this.#room.rules,
      clock: this.#room.clock,
      admit: ({ realm }) => {
        const other = this.byName.get(realm);
        if (other && other.fileName !== fileName)
          throw new RealmConflict(`There is a realm ${realm} already, in ${other.fileName}`);
      },
      published: (changes, text) => {
        for (const { realm, formerRealm } of changes) this.#rename(fileName, formerRealm, realm);
        this.#room.backups.keep(fileName, text);
        for (const change of changes) this.#listeners.tell(change);
      },
      refused: (refusal) => {
        if (refusal) void this.#notices.putRefused(fileName, refusal, true);
        else this.#notices.withdraw(fileName);
      },
    };
  }

  #rename(fileName: string, from: string | undefined, to: string): void {
    const store = this.byFile.get(fileName);
    if (from === undefined || !store) return;
    this.byName.delete(from);
    this.byName.set(to, store);
  }
}
