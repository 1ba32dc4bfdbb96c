import { useState } from "react";
import { focusSoon } from "../focus-soon.ts";
import { removeId, SEARCH } from "./list-focus.ts";
import { nothingSelected } from "./selection.ts";

/** What of a list is selected, and what is about to go; the focus stays in the list whichever way that ends. */
export function useListSelection<Row extends { readonly id: string }>(rows: readonly Row[]) {
  const [selection, select] = useState(nothingSelected);
  const [removing, setRemoving] = useState<readonly string[]>([]);
  const selected = rows.filter(({ id }) => selection.ids.has(id));
  const clear = () => select(nothingSelected);
  return {
    selection,
    select,
    clear,
    selected,
    going: rows.filter(({ id }) => removing.includes(id)),
    remove: (id: string) => setRemoving([id]),
    removeSelected: () => setRemoving(selected.map(({ id }) => id)),
    removed: () => {
      clear();
      focusSoon(SEARCH);
    },
    keep: () => {
      setRemoving([]);
      focusSoon(removeId(removing[0] ?? ""));
    },
  };
}
