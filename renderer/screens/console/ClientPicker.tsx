import { Select } from "@mantine/core";
import { useState } from "react";
import type { ClientSummary } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { words } from "../../words.ts";
import { toClientGroups } from "./client-groups.ts";
import { changeForm, ELSEWHERE } from "./console-form.ts";
import styles from "./request.module.css";

const say = words.console;
const LISTED_AT_MOST = 50;

interface ClientPickerProps {
  readonly realm: string;
  readonly clients: readonly ClientSummary[];
  readonly client: ClientSummary | null;
  readonly label?: string;
  /** Not drawn, where what stands around says it. */
  readonly labelHidden?: boolean;
  /** Takes the client that is picked; by itself it is opened in the Console. */
  readonly pick?: (client: string) => void;
  /** The realm's issuer, where a Client ID may also be typed that no client has. */
  readonly typed?: string;
}

const TYPED = " typed";

/** So that typing searches anew and is not added to the name that stands there. */
const selectText = (event: { readonly currentTarget: HTMLInputElement }) => event.currentTarget.select();

/** A Client ID that no client here has is asked for as one of any other issuer is. */
function typeInstead(realm: string, issuer = ""): void {
  changeForm(ELSEWHERE, { issuer });
  visit(hrefOf.consoleElsewhere(realm));
}

/** Which client asks: chosen from a list, or found by typing. */
export function ClientPicker({
  realm,
  clients,
  client,
  label = say.client,
  labelHidden = false,
  pick,
  typed,
}: ClientPickerProps) {
  const [open, setOpen] = useState(false);
  const listed = open ? clients : clients.filter((one) => one === client); // a thousand take their time
  return (
    <Select
      {...(labelHidden ? { "aria-label": label } : { label })}
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
      data={[
        ...toClientGroups(listed).map(({ group, clients: some }) => ({
          group,
          items: some.map((one) => ({ value: one.id, label: one.clientId })),
        })),
        ...(typed === undefined ? [] : [{ value: TYPED, label: say.typeClient }]),
      ]}
      onChange={(id) => {
        if (id === TYPED) typeInstead(realm, typed);
        else if (id && pick) pick(id);
        else if (id) visit(hrefOf.console(realm, id));
      }}
    />
  );
}
