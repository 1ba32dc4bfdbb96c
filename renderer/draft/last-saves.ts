import { useMutation, useQueryClient } from "@tanstack/react-query";
import { undoChange } from "../../src/contract/index.ts";
import { call } from "../api.ts";
import { createMemoryStore } from "../memory-store.ts";
import { keys } from "../queries.ts";
import { words } from "../words.ts";
import { noteChange, noteTakenBack } from "./own-changes.ts";

interface LastSave {
  /** 0 for what cannot be taken back. */
  readonly revision: number;
  readonly text: string;
  /** Under which revision it was taken back. */
  readonly undoneAs?: number;
}

/** The last save of each page, so that it can be taken back even after one has been elsewhere. */
export const lastSaves = createMemoryStore<Readonly<Record<string, LastSave>>>({});

/** Under which the lists of a realm keep theirs, such as a client that was deleted. */
export const listKey = (realm: string, list = "clients"): string => `${encodeURIComponent(realm)}//${list}`;

const realmOf = (key: string): string => decodeURIComponent(key.split("/", 1)[0] ?? "");

const write = (key: string, save: LastSave | null): void =>
  lastSaves.write(({ [key]: _before, ...others }) => (save === null ? others : { ...others, [key]: save }));

export function noteSave(key: string, save: LastSave | null): void {
  write(key, save);
  if (save && save.revision > 0) noteChange(realmOf(key), save.revision);
}

/** A change was taken back, or an undo of it; the page that it was made on says so from then on. */
function noteUndo(realm: string, revision: number, made: number, saidWhenUndone: string): void {
  noteTakenBack(realm, revision, made);
  for (const [key, save] of Object.entries(lastSaves.read())) {
    if (realmOf(key) !== realm) continue;
    if (save.revision === revision) write(key, { revision: 0, text: saidWhenUndone, undoneAs: made });
    else if (save.undoneAs === revision) write(key, { revision: made, text: words.saveBar.saved });
  }
}

/** Takes a change back, as a change of its own. @returns what that did, in lines */
export async function takeBack(
  realm: string,
  revision: number,
  saidWhenUndone = words.saveBar.undone,
): Promise<readonly string[]> {
  const made = await call(undoChange, { realm, revision });
  noteUndo(realm, revision, made.revision, saidWhenUndone);
  return made.summary;
}

/** {@link takeBack} for a button. */
export function useUndo(realm: string, saidWhenUndone: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (revision: number) => takeBack(realm, revision, saidWhenUndone),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.realm(realm) }),
  });
}
