import { Button, Kbd } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { RealmSummary, ServerState } from "../../src/contract/index.ts";
import type { Address } from "../address.ts";
import { connection } from "../changes.ts";
import { useMemoryStore } from "../memory-store.ts";
import { palette } from "../palette/palette-store.ts";
import { CopyButton } from "../parts/CopyButton.tsx";
import { words } from "../words.ts";
import styles from "./frame.module.css";
import { Logo } from "./Logo.tsx";
import { PresenterToggle } from "./PresenterToggle.tsx";
import { RealmSwitcher } from "./RealmSwitcher.tsx";
import { ThemeToggle } from "./ThemeToggle.tsx";

interface BarProps {
  readonly server: ServerState;
  readonly realm: RealmSummary | undefined;
  readonly address: Address;
}

/** The top bar: which realm, which server, and how the window looks. */
export function Bar({ server, realm, address }: BarProps) {
  const state = useMemoryStore(connection);
  return (
    <header className={styles["bar"]}>
      <div className={styles["brand"]}>
        <Logo />
        <span className={styles["brandText"]}>{words.frame.product}</span>
      </div>
      <RealmSwitcher realms={server.realms} realm={realm} address={address} />
      <Button
        className={styles["search"] ?? ""}
        variant="default"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl+K</Kbd>}
        onClick={palette.open}
      >
        {words.palette.open}
      </Button>
      <div className={styles["grow"]} />
      <div className={styles["server"]}>
        <span
          className={styles["dot"]}
          data-state={state}
          title={words.frame.serverAt(words.frame.server[state], server.baseUrl)}
        />
        <span className={styles["serverState"]} data-state={state} role="status">
          {words.frame.server[state]}
        </span>
        <code className={styles["issuer"]} title={words.frame.issuer}>
          {realm?.issuer ?? server.baseUrl}
        </code>
      </div>
      <CopyButton
        label={realm ? words.frame.copyIssuer : words.frame.copyAddress}
        text={realm?.issuer ?? server.baseUrl}
        variant="subtle"
      />
      <PresenterToggle />
      <ThemeToggle />
    </header>
  );
}
