import { useEffect } from "react";
import { hrefOf, visit } from "../../address.ts";
import { takeFiles } from "./import-store.ts";
import { toGivenFile } from "./read-files.ts";

/** Takes JSON to the screen that shows what it would do. @returns false for what is no JSON object or list of them */
export function takePasted(text: string, realm: string): boolean {
  if (!isJson(text)) return false;
  const file = new File([text], "pasted.json", { type: "application/json" });
  void takeFiles(Promise.resolve([toGivenFile(file)]), realm);
  visit(hrefOf.transfer(realm));
  return true;
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;

/** Ctrl+V outside of fields takes a client's JSON, as the button *Paste JSON* does. */
export function usePaste(realm: string): void {
  useEffect(() => {
    const stop = new AbortController();
    window.addEventListener(
      "paste",
      (event) => {
        if (isField(event.target)) return;
        if (takePasted(event.clipboardData?.getData("text") ?? "", realm)) event.preventDefault();
      },
      { signal: stop.signal },
    );
    return () => stop.abort();
  }, [realm]);
}
