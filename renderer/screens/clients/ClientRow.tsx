import { Checkbox } from "@mantine/core";
import type { ClientSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import shared from "../../list/list.module.css";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import { nameInWords } from "./client-filter.ts";
import styles from "./clients.module.css";

interface ClientRowProps {
  readonly realm: string;
  readonly client: ClientSummary;
  readonly index: number;
  readonly start: number;
  readonly selected: boolean;
  readonly tick: (range: boolean) => void;
}

/** One client: a tick, and a link that covers the rest of the row. */
export function ClientRow({ realm, client, index, start, selected, tick }: ClientRowProps) {
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: its box and its link have the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-selected={selected}
      className={`${shared["row"]} ${shared["bodyRow"]}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span role="cell" className={styles["tick"]}>
        <Checkbox
          aria-label={words.clients.selection.one(client.clientId)}
          checked={selected}
          onChange={(event) => tick(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
        />
      </span>
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
