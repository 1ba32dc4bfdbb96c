import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { hrefOf, visit } from "../address.ts";
import { Refusal, sentenceOf } from "../api.ts";
import { takeBack } from "../draft/last-saves.ts";
import { ownChanges } from "../draft/own-changes.ts";
import { keys } from "../queries.ts";
import { words } from "../words.ts";
import { type Told, tell } from "./told.ts";

const say = words.history;

/**
 * Ctrl+Z outside of fields takes back what was saved in this window, one change after the other; Ctrl+Shift+Z makes it again.
 * Each time it says so.
 */
export function useUndoKey(realm: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    let last: Promise<void> = Promise.resolve(); // one after the other, however quickly the key is pressed
    const step = async (name: string, way: "undoable" | "redoable") => {
      const revision = ownChanges(name)[way].at(-1);
      if (revision === undefined) return tell({ text: say.nothingTo[way], action: toHistory(name) });
      const done = await takeBack(name, revision);
      const back = way === "undoable" ? "redoable" : "undoable";
      tell({ text: done.join("; "), action: { label: say.back[back], run: () => run(name, back) } });
      await queries.invalidateQueries({ queryKey: keys.realm(name) });
    };
    const run = (name: string, way: "undoable" | "redoable") => {
      last = last.then(() => step(name, way)).catch((error: unknown) => tell(toldOf(name, error)));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const way = wayOf(event);
      if (way === null || isTyping(event.target) || realm === undefined) return;
      event.preventDefault();
      if (!event.repeat) run(realm, way); // a key that is held is no wish to lose everything
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [realm, queries]);
}

const toHistory = (realm: string) => ({ label: say.open, run: () => visit(hrefOf.history(realm)) });

const toldOf = (realm: string, error: unknown): Told =>
  error instanceof Refusal && error.status === 409
    ? { text: say.othersSince, action: toHistory(realm) }
    : { text: sentenceOf(error), tone: "bad" };

function wayOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): "undoable" | "redoable" | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  if (key.toLowerCase() === "z") return shiftKey ? "redoable" : "undoable";
  return null;
}

/** Fields have an undo of their own. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]") &&
  !target.matches("[readonly]");
