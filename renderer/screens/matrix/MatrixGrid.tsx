import { defaultRangeExtractor } from "@tanstack/react-virtual";
import { type CSSProperties, type MouseEvent, useMemo } from "react";
import { withoutNew } from "../../draft/draft.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useRows } from "../../list/use-rows.ts";
import type { ShownPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";
import type { RoleRow } from "../client/role-rows.ts";
import styles from "./grid.module.css";
import { MatrixHeadings } from "./MatrixHeadings.tsx";
import { MatrixRow } from "./MatrixRow.tsx";
import { type MatrixModel, toCell } from "./matrix-cells.ts";
import type { Column } from "./matrix-columns.ts";
import { type TokenCell, toTokenCell } from "./matrix-token.ts";
import { HEAD, useGridFocus } from "./use-grid-focus.ts";

const say = words.matrix;
const ROW_PX = 40;

interface MatrixGridProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
  readonly model: MatrixModel;
  readonly columns: readonly Column[];
  readonly rows: readonly RoleRow[];
}

/** Three columns stand beside those of the client scopes; `repeat(0, …)` would be no column list. */
function widthsOf({ length }: readonly Column[]): CSSProperties {
  const scopes = length - 3;
  const widths: Record<string, string | number> = { "--scopes": scopes };
  if (scopes > 0) widths["--scope-columns"] = `repeat(${scopes}, var(--scope))`;
  return widths;
}

/** The row and column of a pressed button; undefined where something else was pressed. */
function pressedIn({ target }: MouseEvent, rows: readonly RoleRow[], columns: readonly Column[]) {
  const pressed = target instanceof Element ? target.closest<HTMLElement>("button[data-row]")?.dataset : undefined;
  return {
    row: rows.find(({ role }) => role.id === pressed?.["row"]),
    column: columns.find(({ key }) => key === pressed?.["column"]),
  };
}

type Press = NonNullable<TokenCell["action"]>["does"];

function pressOf(model: MatrixModel, column: Column, { role, verdict }: RoleRow, known: boolean): Press {
  if (column.kind === "token") return toTokenCell(model, role, verdict, known).action?.does ?? { edits: [] };
  const { edit } = toCell(model, column, role);
  return { edits: edit ? [edit] : [] };
}

/** Roles by what holds them and lets them through. Only the rows in view are in the page. */
export function MatrixGrid({ draft, preview, model, columns, rows }: MatrixGridProps) {
  const ids = useMemo(() => rows.map(({ role }) => role.id), [rows]);
  const keys = useMemo(() => ["role", ...columns.map(({ key }) => key)], [columns]);
  const { grid, at, rowAt, onKeyDown, onFocus, onBlur } = useGridFocus(ids, keys);
  const { virtual } = useRows(ROW_PX, {
    count: rows.length,
    getScrollElement: () => grid.current,
    overscan: 8,
    // The row with the focus stays in the page wherever one scrolls to, or the focus would be lost.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return rowAt === undefined || drawn.includes(rowAt) ? drawn : [...drawn, rowAt].sort((one, other) => one - other);
    },
  });
  const known = preview.token !== undefined && preview.token.refused === null;
  const onClick = (event: MouseEvent) => {
    const { row, column } = pressedIn(event, rows, columns);
    if (!row) return;
    if (!column) return draft.replace(withoutNew(draft.edits, row.role.id)); // the button beside a new role's name
    const does = pressOf(model, column, row, known);
    if ("ask" in does) preview.tick([...preview.ticked, does.ask]);
    else draft.add(does.edits);
  };
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: what stands in the cells has the focus
    <div
      ref={grid}
      role="grid"
      className={styles["grid"]}
      style={widthsOf(columns)}
      aria-label={say.grid(draft.saved.client.clientId)}
      aria-rowcount={rows.length + 1}
      aria-colcount={keys.length}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      <MatrixHeadings draft={draft} preview={preview} columns={columns} stop={at.row === HEAD ? at.column : null} />
      <div role="rowgroup" className={styles["body"]} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <MatrixRow
                key={row.role.id}
                realm={draft.realm}
                model={model}
                columns={columns}
                row={row}
                known={known}
                index={index}
                start={start}
                stop={at.row === row.role.id ? at.column : null}
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
