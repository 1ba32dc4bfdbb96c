import type { RealmDocument } from "../domain/realm-document.ts";

/** A realm as readers see it: always on the disk already, all three parts of the same moment. */
export interface Published<Compiled> {
  readonly document: RealmDocument;
  readonly compiled: Compiled;
  /** Counts the changes of the realm; goes on over restarts. */
  readonly revision: number;
}

/** Who changed a realm and what, a line each, for people to read. */
export interface ChangeNote {
  /** A person, a client, `file` for a change on the disk, `workbench` for what the workspace did by itself. */
  readonly by: string;
  readonly summary: readonly string[];
}

/** One change of one realm, told after the disk has it. */
export interface Change extends ChangeNote {
  readonly realm: string;
  /** 0 when the realm is gone. */
  readonly revision: number;
  readonly atSeconds: number;
  /** The name that the realm had before, when the change renamed it. */
  readonly formerRealm?: string;
}
