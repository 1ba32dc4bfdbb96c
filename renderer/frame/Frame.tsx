import { useHotkeys } from "@mantine/hooks";
import { useRef } from "react";
import type { RealmSummary } from "../../src/contract/index.ts";
import { type Address, useAddress } from "../address.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Loading } from "../parts/Loading.tsx";
import parts from "../parts/parts.module.css";
import { useServer } from "../queries.ts";
import { ClientPageScreen } from "../screens/client/ClientPageScreen.tsx";
import { ClientsScreen } from "../screens/clients/ClientsScreen.tsx";
import { ConsoleScreen } from "../screens/console/ConsoleScreen.tsx";
import { TransferScreen } from "../screens/transfer/TransferScreen.tsx";
import { words } from "../words.ts";
import { useAppMenu, useDrops } from "./arriving-files.ts";
import { Bar } from "./Bar.tsx";
import { DropOverlay } from "./DropOverlay.tsx";
import styles from "./frame.module.css";
import { Menu } from "./Menu.tsx";
import { Notices } from "./Notices.tsx";
import { preferredRealm } from "./preferred-realm.ts";
import { RealmMissing } from "./RealmMissing.tsx";

const focusSearch = () => document.querySelector<HTMLInputElement>("input[data-search]")?.focus();

/** The window: the bar above, the menu at the left, and the screen that the address asks for. */
export function Frame() {
  const server = useServer();
  const work = useRef<HTMLElement>(null);
  const asked = useAddress();
  useHotkeys([["/", focusSearch]]);
  const realms = server.data?.realms ?? [];
  const first = preferredRealm(realms);
  const address: Address = asked.screen === "start" && first ? { screen: "clients", realm: first.name } : asked;
  const realm = address.screen === "start" ? undefined : realms.find((one) => one.name === address.realm);
  const near = (realm ?? first)?.name;
  useAppMenu(near);
  const dragging = useDrops(near);
  if (!server.data)
    return (
      <main>
        <Loading error={server.error} again={server.refetch} />
      </main>
    );
  return (
    <div className={styles["frame"]}>
      <button type="button" className={styles["skip"]} onClick={() => work.current?.focus()}>
        {words.frame.skip}
      </button>
      <Bar server={server.data} realm={realm} address={address} />
      {realm && <Menu realm={realm.name} address={address} />}
      <Notices notices={server.data.notices} />
      <main className={styles["work"]} ref={work} tabIndex={-1}>
        <Screen address={address} realm={realm} realms={realms} />
      </main>
      {dragging && <DropOverlay />}
    </div>
  );
}

interface ScreenProps {
  readonly address: Address;
  readonly realm: RealmSummary | undefined;
  readonly realms: readonly RealmSummary[];
}

function Screen({ address, realm, realms }: ScreenProps) {
  if (!realm || address.screen === "start")
    return <RealmMissing asked={address.screen === "start" ? null : address.realm} realms={realms} />;
  switch (address.screen) {
    case "clients":
      return <ClientsScreen key={realm.name} realm={realm} />;
    case "client":
      return <ClientPageScreen key={`${realm.name}/${address.client}`} realm={realm.name} address={address} />;
    case "console":
      return <ConsoleScreen key={realm.name} realm={realm} asked={address.client} />;
    case "transfer":
      return <TransferScreen realm={realm} realms={realms} section={address.section} />;
    case "unknown":
      return (
        <div className={parts["fullPage"]}>
          <EmptyState wholeScreen title={words.frame.unknownScreen} help="">
            <a href={`#/${encodeURIComponent(realm.name)}/clients`}>{words.frame.toClients}</a>
          </EmptyState>
        </div>
      );
  }
}
