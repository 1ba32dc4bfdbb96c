import { IconApps, IconArrowsExchange, IconTerminal2 } from "@tabler/icons-react";
import { type Address, hrefOf } from "../address.ts";
import { words } from "../words.ts";
import styles from "./frame.module.css";

/** The screens of a realm. */
export function Menu({ realm, address }: { readonly realm: string; readonly address: Address }) {
  const inClients = address.screen === "clients" || address.screen === "client";
  const current = (here: boolean) => (here ? ("page" as const) : undefined);
  return (
    <nav className={styles["menu"]} aria-label={words.frame.menu}>
      <a className={styles["menuLink"]} href={hrefOf.clients(realm)} aria-current={current(inClients)}>
        <IconApps size={17} stroke={1.75} aria-hidden />
        {words.frame.clients}
      </a>
      <a
        className={styles["menuLink"]}
        href={hrefOf.console(realm, address.screen === "client" ? address.client : null)}
        aria-current={current(address.screen === "console")}
      >
        <IconTerminal2 size={17} stroke={1.75} aria-hidden />
        {words.frame.console}
      </a>
      <a
        className={styles["menuLink"]}
        href={hrefOf.transfer(realm)}
        aria-current={current(address.screen === "transfer")}
      >
        <IconArrowsExchange size={17} stroke={1.75} aria-hidden />
        {words.transfer.title}
      </a>
    </nav>
  );
}
