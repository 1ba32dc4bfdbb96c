import { createMemoryStore } from "../memory-store.ts";

/** The revisions that this window has made and can undo, and the undos that it can undo again; the newest last. */
interface OwnChanges {
  readonly undoable: readonly number[];
  readonly redoable: readonly number[];
}

const none: OwnChanges = { undoable: [], redoable: [] };
const changes = createMemoryStore<ReadonlyMap<string, OwnChanges>>(new Map());

export const ownChanges = (realm: string): OwnChanges => changes.read().get(realm) ?? none;

const write = (realm: string, next: OwnChanges): void => changes.write((all) => new Map(all).set(realm, next));

/** Something new was saved: what was undone before it is not made again any more. */
export const noteChange = (realm: string, revision: number): void =>
  write(realm, { undoable: [...ownChanges(realm).undoable.filter((one) => one !== revision), revision], redoable: [] });

/** The change of `revision` was taken back by that of `made`; where it was an undo itself, the change is there again. */
export function noteTakenBack(realm: string, revision: number, made: number): void {
  const { undoable, redoable } = ownChanges(realm);
  const without = (list: readonly number[]) => list.filter((one) => one !== revision);
  if (redoable.includes(revision)) write(realm, { undoable: [...undoable, made], redoable: without(redoable) });
  else write(realm, { undoable: without(undoable), redoable: [...redoable, made] });
}
