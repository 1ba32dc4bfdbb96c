import { Button, Popover } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useRef } from "react";
import type { RealmSummary } from "../../src/contract/index.ts";
import type { Address } from "../address.ts";
import { useMemoryStore } from "../memory-store.ts";
import { words } from "../words.ts";
import { RealmList } from "./RealmList.tsx";
import { realmSwitcher } from "./realm-switcher-shown.ts";
import styles from "./realms.module.css";

interface RealmSwitcherProps {
  readonly realms: readonly RealmSummary[];
  readonly realm: RealmSummary | undefined;
  readonly address: Address;
}

/** All realms of the workspace; choosing one stays on the kind of screen one is on. Realms are made and copied here too. */
export function RealmSwitcher({ realms, realm, address }: RealmSwitcherProps) {
  const open = useMemoryStore(realmSwitcher) !== null;
  const setOpen = (wanted: boolean) => realmSwitcher.write(() => (wanted ? "list" : null));
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      withinPortal={false}
      width={320}
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
      shadow="md"
    >
      <Popover.Target>
        <Button
          ref={button}
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={words.frame.realmIs(realm?.name ?? "–")}
          onClick={() => setOpen(!open)}
        >
          {realm?.name ?? words.frame.realm}
        </Button>
      </Popover.Target>
      <Popover.Dropdown
        className={styles["realms"] ?? ""}
        aria-label={words.realms.list}
        onKeyDown={({ key }) => {
          if (key !== "Escape") return;
          setOpen(false);
          requestAnimationFrame(() => button.current?.focus());
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false);
        }}
      >
        <RealmList realms={realms} realm={realm} address={address} close={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
