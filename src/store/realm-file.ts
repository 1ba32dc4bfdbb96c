import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Low } from "lowdb";
import type { RealmDocument } from "../domain/realm-document.ts";
import { type FileContent, type FileTraits, hashOf, isUntouched, readContent, writeDurably } from "./durable-file.ts";
import { toRealmBytes } from "./realm-bytes.ts";

/** The file on disk is not the one last read; internal to the store, which then looks at the file and tries again. */
export class FileChanged extends Error {}

/** An editor that saves by deleting and making anew is given this long before the file counts as deleted. */
const DELETION_GRACE_MS = 200;
const DELETION_POLL_MS = 20;

/**
 * One lowdb over one realm file. Our own adapter writes durably and refuses to replace a content that is not the one last
 * read, told by its hash; lowdb's own presets write without fsync, and keep everything in memory under NODE_ENV=test.
 */
export class RealmFile {
  readonly path: string;
  /** Its name within `realms/`. */
  readonly name: string;
  readonly #database: Low<RealmDocument>;
  /** Hash of the content last read or written; null when there was no file. */
  #lastRead: string | null;
  /** Of the file that we wrote last; undefined as soon as another content was accepted. */
  #traits: FileTraits | undefined;
  #prepared: (FileContent & { readonly document: RealmDocument }) | undefined;

  constructor(path: string, document: RealmDocument, lastRead: string | null) {
    this.path = path;
    this.name = basename(path);
    this.#lastRead = lastRead;
    this.#database = new Low<RealmDocument>({ read: async () => null, write: (next) => this.#replace(next) }, document);
  }

  /** The content when it is not the one last read. Waits a moment before it believes that the file is gone. */
  async readIfChanged(): Promise<FileContent | "unchanged" | "gone"> {
    if (await isUntouched(this.path, this.#traits)) return "unchanged";
    let content = await readContent(this.path);
    for (let waitedMs = 0; content === null && waitedMs < DELETION_GRACE_MS; waitedMs += DELETION_POLL_MS) {
      await wait(DELETION_POLL_MS);
      content = await readContent(this.path);
    }
    if (content === null) return "gone";
    return content.hash === this.#lastRead ? "unchanged" : content;
  }

  /** The file's content, as it is on disk, is what is served from now on. */
  accept(hash: string | null, document: RealmDocument): void {
    if (hash !== this.#lastRead) this.#traits = undefined;
    this.#lastRead = hash;
    this.#database.data = document;
  }

  get lastRead(): string | null {
    return this.#lastRead;
  }

  /** What `write` will write. */
  prepare(document: RealmDocument): FileContent {
    if (this.#prepared?.document !== document) {
      const bytes = toRealmBytes(document);
      this.#prepared = { document, bytes, hash: hashOf(bytes) };
    }
    return this.#prepared;
  }

  /** Throws `FileChanged` when the content on disk is not `expected`; then, and when the disk fails, nothing is changed. */
  async write(document: RealmDocument, expected: string | null = this.#lastRead): Promise<void> {
    const former = { hash: this.#lastRead, document: this.#database.data };
    this.accept(expected, document);
    try {
      await this.#database.write();
    } catch (error) {
      this.accept(former.hash, former.document);
      throw error;
    }
    this.#lastRead = this.prepare(document).hash;
    this.#prepared = undefined;
  }

  async #replace(document: RealmDocument): Promise<void> {
    this.#traits = await writeDurably(this.path, this.prepare(document).bytes, async () => {
      if (await isUntouched(this.path, this.#traits)) return;
      const now = await readContent(this.path);
      if ((now?.hash ?? null) !== this.#lastRead) throw new FileChanged(`${this.path} was changed on disk`);
    });
  }
}
