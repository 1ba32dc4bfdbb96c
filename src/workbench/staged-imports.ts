import { randomUUID } from "node:crypto";
import type { RealmToImport } from "./import-files.ts";

/** Imports that were read and wait for a person's decision: ten minutes each, and no more than a few. */
export interface StagedImports {
  add(realms: readonly RealmToImport[]): string;
  /** Undefined for one that was never there, or is too old. */
  find(id: string): readonly RealmToImport[] | undefined;
}

const KEPT_SECONDS = 600;
const MOST = 8;

export function createStagedImports(nowSeconds: () => number): StagedImports {
  const staged = new Map<string, { readonly realms: readonly RealmToImport[]; readonly untilSeconds: number }>();
  return {
    add: (realms) => {
      const id = randomUUID();
      for (const [old, { untilSeconds }] of staged)
        if (untilSeconds < nowSeconds() || staged.size >= MOST) staged.delete(old);
      staged.set(id, { realms, untilSeconds: nowSeconds() + KEPT_SECONDS });
      return id;
    },
    find: (id) => {
      const found = staged.get(id);
      return found && found.untilSeconds >= nowSeconds() ? found.realms : undefined;
    },
  };
}
