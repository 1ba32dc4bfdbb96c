import { Checkbox } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import styles from "./list.module.css";
import { nothingSelected, type Selection, withAll, withTick } from "./selection.ts";
import { useRows } from "./use-rows.ts";

const ROW_PX = 44;
const CONTROLS = "a, button, input:checked[type=radio], input:not([type=radio])";

const directions = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/** The row that a key leaves, the one it goes to, and at which of its controls. Arrows in a group of choices stay there. */
function stepOf({ key, target }: KeyboardEvent<HTMLElement>) {
  const by = directions.get(key);
  const isChoice = target instanceof HTMLInputElement && target.type === "radio";
  const from = by !== undefined && !isChoice && target instanceof Element ? target.closest("[data-index]") : null;
  return {
    from,
    next: Number(from?.getAttribute("data-index")) + (by ?? 0),
    position: target instanceof Element ? [...(from?.querySelectorAll(CONTROLS) ?? [])].indexOf(target) : 0,
  };
}

interface ListTableProps<Row> {
  readonly label: string;
  readonly titles: readonly string[];
  /** Widths of the columns after the tick, as for `grid-template-columns`, and the least width of them all. */
  readonly widths: { readonly columns: string; readonly least: string };
  readonly rows: readonly Row[];
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly selectAllLabel: string;
  readonly selectLabel: (row: Row) => string;
  /** One cell for each title. */
  readonly cellsOf: (row: Row) => readonly ReactNode[];
}

/** A list of thousands with a tick before each row; only the rows in view are in the page. Up and down go from row to row. */
export function ListTable<Row extends { readonly id: string }>(props: ListTableProps<Row>) {
  const { label, titles, widths, rows, selection, select, selectAllLabel } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const { virtual, rowPx } = useRows(ROW_PX, {
    count: rows.length,
    getScrollElement: () => scroll.current,
    overscan: 10,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape") select(nothingSelected);
    const { from, next, position } = stepOf(event);
    if (!from || !rows[next]) return;
    event.preventDefault();
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => {
      const controls = scroll.current?.querySelectorAll<HTMLElement>(`[data-index="${next}"] :is(${CONTROLS})`);
      (controls?.[position] ?? controls?.[0])?.focus();
    });
  };
  const all = rows.length > 0 && rows.every(({ id }) => selection.ids.has(id));
  const style = { gridTemplateColumns: `1.4rem ${widths.columns}`, minWidth: widths.least };
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: a table is read; what stands in its rows has the focus
    <div
      ref={scroll}
      className={styles["table"]}
      role="table"
      aria-rowcount={rows.length + 1}
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${styles["row"]} ${styles["headRow"]}`} style={style}>
          <span role="columnheader">
            <Checkbox
              aria-label={selectAllLabel}
              checked={all}
              indeterminate={!all && selection.ids.size > 0}
              onChange={() => select(withAll(rows, selection))}
            />
          </span>
          {titles.map((title) => (
            <span key={title} role="columnheader">
              {title}
            </span>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className={styles["body"]}
        style={{ height: virtual.getTotalSize(), minWidth: widths.least }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <ListRow
                key={row.id}
                {...props}
                row={row}
                index={index}
                style={{ ...style, height: rowPx, transform: `translateY(${start}px)` }}
              />
            )
          );
        })}
      </div>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: see above
    // biome-ignore-end lint/a11y/useSemanticElements: see above
  );
}

interface ListRowProps<Row> extends ListTableProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly style: Readonly<Record<string, string | number>>;
}

function ListRow<Row extends { readonly id: string }>(props: ListRowProps<Row>) {
  const { row, index, style, titles, rows, selection, select, selectLabel, cellsOf } = props;
  const selected = selection.ids.has(row.id);
  const cells = cellsOf(row);
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: what stands in it has the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-selected={selected}
      className={`${styles["row"]} ${styles["bodyRow"]}`}
      style={style}
    >
      <span role="cell">
        <Checkbox
          aria-label={selectLabel(row)}
          checked={selected}
          onChange={({ nativeEvent }) =>
            select(withTick(rows, selection, row.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey))
          }
        />
      </span>
      {titles.map((title, column) => (
        <div key={title} role="cell" className={styles["cell"]}>
          {cells[column]}
        </div>
      ))}
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: see above
    // biome-ignore-end lint/a11y/useSemanticElements: see above
  );
}
