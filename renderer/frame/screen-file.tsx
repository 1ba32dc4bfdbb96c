import { type FunctionComponent, useEffect, useState } from "react";
import { createMemoryStore, type MemoryStore, useMemoryStore } from "../memory-store.ts";

/** A screen in a file of its own, so that the first one shows before the others are read. */
export interface ScreenFile<Props> {
  /** null until it has been read. */
  readonly screen: Pick<MemoryStore<FunctionComponent<Props> | null>, "subscribe" | "read">;
  readonly read: () => Promise<void>;
}

export function screenFile<Props>(load: () => Promise<FunctionComponent<Props>>): ScreenFile<Props> {
  const screen = createMemoryStore<FunctionComponent<Props> | null>(null);
  const read = async () => {
    const loaded = await load();
    screen.write(() => loaded);
  };
  return { screen, read };
}

/** What has been read is there at once: React's own `lazy` shows nothing first all the same, and that for 300 ms at least. */
export function FromFile<Props extends object>({
  file,
  props,
}: {
  readonly file: ScreenFile<Props>;
  readonly props: Props;
}) {
  const Shown = useMemoryStore(file.screen);
  const [failed, setFailed] = useState<Error | null>(null);
  useEffect(() => {
    if (!Shown) file.read().catch(setFailed);
  }, [file, Shown]);
  if (failed) throw failed; // for the boundary around
  return Shown && <Shown {...props} />;
}
