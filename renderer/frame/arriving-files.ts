import { useEffect, useState } from "react";
import { hrefOf, transferSections, visit } from "../address.ts";
import { findBridge } from "../bridge.ts";
import { filesOfDrop } from "../screens/transfer/dropped-files.ts";
import { takeFiles } from "../screens/transfer/import-store.ts";
import type { GivenFile } from "../screens/transfer/read-files.ts";

/** Takes files from anywhere and leads to the screen that shows what they would do. */
function arrive(files: Promise<readonly GivenFile[]>, realm: string): void {
  void takeFiles(files, realm);
  visit(hrefOf.transfer(realm));
}

/** Follows the app's menu. @param realm undefined until one is known; what comes before then waits in the app */
export function useAppMenu(realm: string | undefined): void {
  useEffect(() => {
    const bridge = findBridge();
    if (!bridge || realm === undefined) return;
    bridge.onFiles((chosen) => {
      const files = chosen.map(({ name, bytes }) => ({
        name,
        sizeBytes: bytes.byteLength,
        read: () => Promise.resolve(bytes),
      }));
      arrive(Promise.resolve(files), realm);
    });
    bridge.onVisit((wanted) => {
      const section = transferSections.find((one) => one === wanted);
      if (section) visit(hrefOf.transfer(realm, section));
    });
  }, [realm]);
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** Files may be dropped anywhere on the window. @returns whether some are held over it */
export function useDrops(realm: string | undefined): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (realm === undefined) return;
    const stop = new AbortController();
    const on = (type: "dragover" | "dragleave" | "drop", hear: (event: DragEvent) => void) =>
      window.addEventListener(type, (event) => holdsFiles(event) && hear(event), { signal: stop.signal });
    on("dragover", (event) => {
      event.preventDefault(); // else the browser does not let them drop
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setHeld(true);
    });
    on("dragleave", (event) => setHeld(event.relatedTarget !== null)); // null: out of the window
    on("drop", (event) => {
      event.preventDefault(); // else the browser opens the file in place of the window
      setHeld(false);
      if (event.dataTransfer) arrive(filesOfDrop(event.dataTransfer), realm);
    });
    return () => stop.abort();
  }, [realm]);
  return held;
}
