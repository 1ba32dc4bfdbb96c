import { useEffect, useRef } from "react";
import { createMemoryStore } from "../memory-store.ts";

/** Something that can be done with what is open as a whole. */
export interface PageAction {
  readonly id: string;
  readonly label: string;
  /** Why it cannot be done now; empty where that needs no words. */
  readonly off?: string | undefined;
  readonly run: () => void;
}

type Offer = () => readonly PageAction[];

const nothing: Offer = () => [];

/** What the head of the page in view offers. */
export const pageActions = createMemoryStore<Offer>(nothing);

/** Has the palette offer what a page's head does, as long as the page is open. */
export function usePageActions(actions: readonly PageAction[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  const shown = JSON.stringify(actions.map(({ id, label, off }) => [id, label, off]));
  useEffect(() => {
    const offer: Offer = () => (shown === "[]" ? [] : latest.current);
    pageActions.write(() => offer);
    return () => pageActions.write((now) => (now === offer ? nothing : now));
  }, [shown]);
}
