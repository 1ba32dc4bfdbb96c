import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { ClientSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import { nameInWords } from "./client-filter.ts";
import styles from "./clients.module.css";

const ROW_PX = 40;

/** Only the rows in view are in the page, so ten thousand clients scroll like ten. */
export function ClientTable({
  realm,
  clients,
}: {
  readonly realm: string;
  readonly clients: readonly ClientSummary[];
}) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: clients.length,
    estimateSize: () => ROW_PX,
    getScrollElement: () => scroll.current,
    overscan: 12,
  });
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: a table is read, not operated; its links are what has the focus
    <div
      ref={scroll}
      className={styles["table"]}
      role="table"
      aria-rowcount={clients.length + 1}
      aria-label={words.clients.title}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${styles["row"]} ${styles["headRow"]}`}>
          {Object.values(words.clients.columns).map((column) => (
            <span key={column} role="columnheader">
              {column}
            </span>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        style={{ height: rows.getTotalSize(), position: "relative", flex: "none", minWidth: "52rem" }}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const client = clients[index];
          return client && <Row key={client.id} realm={realm} client={client} index={index} start={start} />;
        })}
      </div>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: see above
    // biome-ignore-end lint/a11y/useSemanticElements: see above
  );
}

interface RowProps {
  readonly realm: string;
  readonly client: ClientSummary;
  readonly index: number;
  readonly start: number;
}

function Row({ realm, client, index, start }: RowProps) {
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: its link has the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${styles["row"]} ${styles["bodyRow"]}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span role="cell" className={styles["cell"]} title={client.clientId}>
        <a className={styles["link"]} href={hrefOf.client(realm, client.id)}>
          {client.clientId}
        </a>{" "}
        {client.builtIn && <Mark>{words.clients.builtIn}</Mark>}
      </span>
      <span role="cell" className={styles["cell"]} title={client.description || nameInWords(client)}>
        {nameInWords(client)}
      </span>
      <OnOff on={client.confidential} />
      <OnOff on={client.serviceAccountsEnabled} />
      <OnOff on={client.enabled} />
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: see above
    // biome-ignore-end lint/a11y/useSemanticElements: see above
  );
}

const OnOff = ({ on }: { readonly on: boolean }) => (
  // biome-ignore lint/a11y/useSemanticElements: as above
  <span role="cell" className={on ? undefined : styles["off"]}>
    {on ? words.clients.on : words.clients.off}
  </span>
);
