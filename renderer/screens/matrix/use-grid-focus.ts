import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from "react";

/** The row of headings, above the first row. */
export const HEAD = "head";

export interface Place {
  readonly row: string;
  readonly column: string;
}

const PAGE_ROWS = 10;

type Step = (row: number, column: number, last: { readonly row: number; readonly column: number }) => [number, number];

/** The keys of the grid pattern (WAI-ARIA APG); row -1 is that of the headings. */
const steps = new Map<string, Step>([
  ["ArrowRight", (row, column) => [row, column + 1]],
  ["ArrowLeft", (row, column) => [row, column - 1]],
  ["ArrowDown", (row, column) => [row + 1, column]],
  ["ArrowUp", (row, column) => [row - 1, column]],
  ["PageDown", (row, column) => [row + PAGE_ROWS, column]],
  ["PageUp", (row, column) => [Math.max(row - PAGE_ROWS, 0), column]],
  ["Home", (row) => [row, 0]],
  ["End", (row, _column, last) => [row, last.column]],
  ["Control+Home", () => [-1, 0]],
  ["Control+End", (_row, _column, last) => [last.row, last.column]],
]);

const placeOf = (element: Element): Place | null => {
  const { row, column } = element instanceof HTMLElement ? element.dataset : {};
  return row !== undefined && column !== undefined ? { row, column } : null;
};

const between = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** One stop of Tab for the whole grid; the arrow keys move within it. The cell that has the focus is always drawn. */
export function useGridFocus(rows: readonly string[], columns: readonly string[]) {
  const grid = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const wanted = useRef(false);
  const inside = useRef(false);
  const rowIndex = useMemo(() => new Map(rows.map((row, index) => [row, index])), [rows]);
  const isThere = place && (place.row === HEAD || rowIndex.has(place.row)) && columns.includes(place.column);
  const at: Place = isThere ? place : { row: rows[0] ?? HEAD, column: columns[rows.length > 0 ? 1 : 0] ?? "" };

  // Before anything else can happen: a key that is pressed in between would go to nobody.
  useLayoutEffect(() => {
    // A column that a save puts in another place takes its cells out and in again: nobody has left the grid then.
    const isLost = inside.current && document.activeElement === document.body;
    if (!wanted.current && !isLost) return;
    const cells = grid.current?.querySelectorAll<HTMLElement>("[data-column]") ?? [];
    const cell = [...cells].find(({ dataset }) => dataset["row"] === at.row && dataset["column"] === at.column);
    if (!cell) return; // it is drawn next
    wanted.current = false;
    cell.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const from = event.target instanceof Element && placeOf(event.target);
    const step = steps.get(event.ctrlKey ? `Control+${event.key}` : event.key);
    if (!from || !step || event.altKey || event.metaKey) return;
    event.preventDefault();
    const last = { row: rows.length - 1, column: columns.length - 1 };
    const [row, column] = step(rowIndex.get(from.row) ?? -1, columns.indexOf(from.column), last);
    wanted.current = true;
    setPlace({
      row: rows[between(row, -1, last.row)] ?? HEAD,
      column: columns[between(column, 0, last.column)] ?? from.column,
    });
  };
  const onFocus = (event: FocusEvent) => {
    inside.current = true;
    const focused = placeOf(event.target);
    if (focused && (focused.row !== at.row || focused.column !== at.column)) setPlace(focused);
  };
  /** Not heard when a cell is taken out of the page. */
  const onBlur = () => {
    inside.current = false;
  };
  return { grid, at, rowAt: rowIndex.get(at.row), onKeyDown, onFocus, onBlur };
}
