import { Select } from "@mantine/core";
import { useState } from "react";
import type { ClientSummary } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { words } from "../../words.ts";
import { toClientGroups } from "./client-groups.ts";
import styles from "./console.module.css";

const say = words.console;
const LISTED_AT_MOST = 50;

interface ClientPickerProps {
  readonly realm: string;
  readonly clients: readonly ClientSummary[];
  readonly client: ClientSummary | null;
}

/** So that typing searches anew and is not added to the name that stands there. */
const selectText = (event: { readonly currentTarget: HTMLInputElement }) => event.currentTarget.select();

/** Which client asks: chosen from a list, or found by typing. */
export function ClientPicker({ realm, clients, client }: ClientPickerProps) {
  const [open, setOpen] = useState(false);
  return (
    <Select
      label={say.client}
      placeholder={say.pickClient}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      onFocus={selectText}
      onClick={selectText}
      limit={LISTED_AT_MOST}
      checkIconPosition="right"
      withScrollArea={false}
      classNames={{ options: styles["options"] ?? "" }}
      nothingFoundMessage={say.noClientFound}
      dropdownOpened={open}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      // Gone before Tab moves the focus: it would go into the list, which scrolls, and be lost when the list closes.
      onKeyDownCapture={(event) => event.key === "Tab" && setOpen(false)}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      value={client?.id ?? null}
      data={toClientGroups(clients).map(({ group, clients: some }) => ({
        group,
        items: some.map((one) => ({ value: one.id, label: one.clientId })),
      }))}
      onChange={(id) => id && visit(hrefOf.console(realm, id))}
    />
  );
}
