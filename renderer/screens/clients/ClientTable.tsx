import { Checkbox } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";
import type { ClientSummary } from "../../../src/contract/index.ts";
import shared from "../../list/list.module.css";
import { nothingSelected, type Selection, withAll, withTick } from "../../list/selection.ts";
import { useRows } from "../../list/use-rows.ts";
import { words } from "../../words.ts";
import { ClientRow } from "./ClientRow.tsx";
import { type Order, type OrderColumn, orderColumns } from "./client-order.ts";
import styles from "./clients.module.css";

const ROW_PX = 40;
const say = words.clients;

interface ClientTableProps {
  readonly realm: string;
  /** As they are shown. */
  readonly clients: readonly ClientSummary[];
  readonly order: Order;
  readonly orderBy: (column: OrderColumn) => void;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
}

/** Only the rows in view are in the page, so ten thousand clients scroll like ten. */
export function ClientTable({ realm, clients, order, orderBy, selection, select }: ClientTableProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { virtual: rows } = useRows(ROW_PX, {
    count: clients.length,
    getScrollElement: () => scroll.current,
    overscan: 12,
  });
  /** Up and down go from row to row and stay at a tick or at a link; with Shift they tick on the way. */
  const step = (event: KeyboardEvent<HTMLElement>, by: number) => {
    const row = (event.target as HTMLElement).closest("[data-index]");
    const next = Number(row?.getAttribute("data-index") ?? Number.NaN) + by;
    const client = clients[next];
    if (!client) return;
    event.preventDefault();
    rows.scrollToIndex(next);
    const part = event.target instanceof HTMLInputElement ? "input" : "a";
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`[data-index="${next}"] ${part}`)?.focus());
    if (event.shiftKey && !selection.ids.has(client.id)) select(withTick(clients, selection, client.id, false));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowUp") step(event, -1);
    if (event.key === "Escape") select(nothingSelected);
    if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      select(withAll(clients, selection));
    }
  };
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: a table is read; its links and boxes are what has the focus
    <div
      ref={scroll}
      className={shared["table"]}
      role="table"
      aria-rowcount={clients.length + 1}
      aria-label={say.title}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${shared["row"]} ${shared["headRow"]}`}>
          <span role="columnheader">
            <Checkbox
              aria-label={say.selection.all}
              checked={selection.ids.size > 0 && clients.every(({ id }) => selection.ids.has(id))}
              indeterminate={selection.ids.size > 0 && !clients.every(({ id }) => selection.ids.has(id))}
              onChange={() => select(withAll(clients, selection))}
            />
          </span>
          {orderColumns.map((column) => (
            <Heading key={column} column={column} order={order} orderBy={orderBy} />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        style={{ height: rows.getTotalSize(), position: "relative", flex: "none", minWidth: "55rem" }}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const client = clients[index];
          if (!client) return null;
          return (
            <ClientRow
              key={client.id}
              realm={realm}
              client={client}
              index={index}
              start={start}
              selected={selection.ids.has(client.id)}
              tick={(range) => select(withTick(clients, selection, client.id, range))}
            />
          );
        })}
      </div>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: see above
    // biome-ignore-end lint/a11y/useSemanticElements: see above
  );
}

interface HeadingProps {
  readonly column: OrderColumn;
  readonly order: Order;
  readonly orderBy: (column: OrderColumn) => void;
}

function Heading({ column, order, orderBy }: HeadingProps) {
  const sorted = order.column === column ? (order.down ? "descending" : "ascending") : "none";
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore lint/a11y/useFocusableInteractive: the button in it has the focus
    <span role="columnheader" aria-sort={sorted}>
      <button type="button" className={styles["sort"]} onClick={() => orderBy(column)}>
        {say.columns[column]}
        <span aria-hidden="true" className={styles["sortMark"]}>
          {sorted === "ascending" ? "▲" : sorted === "descending" ? "▼" : ""}
        </span>
      </button>
    </span>
  );
}
