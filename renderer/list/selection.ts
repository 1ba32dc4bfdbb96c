export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins. */
  readonly anchor: string | null;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null };

type Rows = readonly { readonly id: string }[];

/** Ticks or unticks one; with `range`, all from the last one touched to it get the same tick. */
export function withTick(shown: Rows, before: Selection, id: string, range: boolean): Selection {
  const ticked = !before.ids.has(id);
  const from = range ? shown.findIndex((row) => row.id === before.anchor) : -1;
  const to = shown.findIndex((row) => row.id === id);
  const touched = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
  const ids = new Set(before.ids);
  for (const one of touched) {
    if (ticked) ids.add(one);
    else ids.delete(one);
  }
  return { ids, anchor: id };
}

/** All that is shown, or nothing when all of it is selected already. */
export function withAll(shown: Rows, before: Selection): Selection {
  const all = shown.every(({ id }) => before.ids.has(id));
  return all ? nothingSelected : { ids: new Set(shown.map(({ id }) => id)), anchor: null };
}
