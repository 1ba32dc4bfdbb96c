/** What the app's own menu sends to the page; a browser has none of it. `electron/preload.ts` makes it. */
interface Bridge {
  /** Hears of files that were chosen in the app's dialog, those included that were chosen before the page was there. */
  readonly onFiles: (listener: (files: readonly ChosenFile[]) => void) => void;
  /** Hears where the menu leads: `export`. */
  readonly onVisit: (listener: (section: string) => void) => void;
  /** Hears that the presenter view is to be switched on or off. */
  readonly onPresenter: (listener: () => void) => void;
}

/** A file by its name and its bytes. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Null in a browser. */
export const findBridge = (): Bridge | null => {
  const bridge: unknown = Reflect.get(globalThis, "tokenbench");
  return typeof bridge === "object" && bridge !== null && "onFiles" in bridge ? (bridge as Bridge) : null;
};
