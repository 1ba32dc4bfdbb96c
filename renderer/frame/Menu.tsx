import {
  IconApps,
  IconArrowsExchange,
  IconHistory,
  IconId,
  IconLayersIntersect,
  IconSettings,
  IconShieldCheck,
  IconTable,
  IconTerminal2,
  IconTimelineEvent,
  IconUsers,
  type TablerIcon,
} from "@tabler/icons-react";
import { type Address, hrefOf } from "../address.ts";
import { words } from "../words.ts";
import styles from "./frame.module.css";

interface Entry {
  readonly title: string;
  readonly icon: TablerIcon;
  readonly href: (realm: string, address: Address) => string;
  /** The screens that are under it. */
  readonly screens: readonly Address["screen"][];
}

/** The client in view, so that the next screen begins with it. */
const clientOf = (address: Address): string | null =>
  address.screen === "client" || address.screen === "matrix" || address.screen === "console" ? address.client : null;

/** The screens of a realm, in the order of the menu. */
export const menuEntries: readonly Entry[] = [
  {
    title: words.frame.clients,
    icon: IconApps,
    href: (realm) => hrefOf.clients(realm),
    screens: ["clients", "client"],
  },
  {
    title: words.frame.clientScopes,
    icon: IconLayersIntersect,
    href: (realm) => hrefOf.clientScopes(realm),
    screens: ["clientScopes", "clientScope"],
  },
  { title: words.frame.roles, icon: IconId, href: (realm) => hrefOf.roles(realm), screens: ["roles", "role"] },
  {
    title: words.frame.matrix,
    icon: IconTable,
    href: (realm, address) => hrefOf.matrix(realm, clientOf(address)),
    screens: ["matrix"],
  },
  { title: words.realmSessions.title, icon: IconUsers, href: (realm) => hrefOf.sessions(realm), screens: ["sessions"] },
  { title: words.events.title, icon: IconTimelineEvent, href: (realm) => hrefOf.events(realm), screens: ["events"] },
  { title: words.history.title, icon: IconHistory, href: hrefOf.history, screens: ["history"] },
  {
    title: words.realmSettings.title,
    icon: IconSettings,
    href: (realm) => hrefOf.realmSettings(realm),
    screens: ["realm-settings"],
  },
  {
    title: words.frame.console,
    icon: IconTerminal2,
    href: (realm, address) => hrefOf.console(realm, clientOf(address)),
    screens: ["console"],
  },
  {
    title: words.resourceServer.title,
    icon: IconShieldCheck,
    href: hrefOf.resourceServer,
    screens: ["resource-server"],
  },
  {
    title: words.transfer.title,
    icon: IconArrowsExchange,
    href: (realm) => hrefOf.transfer(realm),
    screens: ["transfer"],
  },
];

/** The screens of a realm. */
export const Menu = ({ realm, address }: { readonly realm: string; readonly address: Address }) => (
  <nav className={styles["menu"]} aria-label={words.frame.menu}>
    {menuEntries.map(({ title, icon: Icon, href, screens }) => (
      <a
        key={title}
        className={styles["menuLink"]}
        href={href(realm, address)}
        aria-current={screens.includes(address.screen) ? "page" : undefined}
      >
        <Icon size={17} stroke={1.75} aria-hidden />
        {title}
      </a>
    ))}
  </nav>
);
