import { Autocomplete, type AutocompleteProps } from "@mantine/core";
import { useState } from "react";
import styles from "./parts.module.css";

interface NameInputProps extends Omit<AutocompleteProps, "data"> {
  /** To choose from; another name may be typed too. */
  readonly names: readonly string[];
}

const LISTED_AT_MOST = 50;

/** A text that is often one of many names: those with the typed part in them are listed while the list is open. */
export function NameInput({ names, ...field }: NameInputProps) {
  const [open, setOpen] = useState(false);
  return (
    <Autocomplete
      classNames={{ options: styles["pickOptions"] ?? "" }}
      limit={LISTED_AT_MOST}
      withScrollArea={false}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      autoComplete="off"
      spellCheck={false}
      data={open ? [...new Set(names)] : []} // thousands take their time
      dropdownOpened={open}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      // Gone before Tab moves the focus: it would go into the list, which scrolls, and be lost when the list closes.
      onKeyDownCapture={({ key }) => ["Tab", "Enter"].includes(key) && setOpen(false)}
      {...field}
    />
  );
}
