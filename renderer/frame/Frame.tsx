import { useHotkeys } from "@mantine/hooks";
import { useRef } from "react";
import { type Address, useAddress } from "../address.ts";
import { plainList } from "../list-address.ts";
import { Palette } from "../palette/Palette.tsx";
import { Shortcuts } from "../palette/Shortcuts.tsx";
import { Loading } from "../parts/Loading.tsx";
import { togglePresenting } from "../presenter.ts";
import { useServer } from "../queries.ts";
import { words } from "../words.ts";
import { useAppMenu, useDrops } from "./arriving-files.ts";
import { Bar } from "./Bar.tsx";
import { DropOverlay } from "./DropOverlay.tsx";
import styles from "./frame.module.css";
import { Menu } from "./Menu.tsx";
import { Notices } from "./Notices.tsx";
import { goToPane } from "./panes.ts";
import { preferredRealm } from "./preferred-realm.ts";
import { Screen } from "./Screen.tsx";
import { ToldLine } from "./ToldLine.tsx";
import { useUndoKey } from "./use-undo-key.ts";

/** In fields too. */
const KEYS: Parameters<typeof useHotkeys>[0] = [
  ["F8", togglePresenting],
  ["F6", () => goToPane(1)],
  ["shift+F6", () => goToPane(-1)],
];

const focusSearch = () => document.querySelector<HTMLInputElement>("input[data-search]")?.focus();

/** The window: the bar above, the menu at the left, and the screen that the address asks for. */
export function Frame() {
  const server = useServer();
  const work = useRef<HTMLElement>(null);
  const asked = useAddress();
  useHotkeys([["/", focusSearch]]);
  useHotkeys(KEYS, []);
  const realms = server.data?.realms ?? [];
  const first = preferredRealm(realms);
  const address: Address =
    asked.screen === "start" && first ? { screen: "clients", realm: first.name, asked: plainList } : asked;
  const realm = address.screen === "start" ? undefined : realms.find((one) => one.name === address.realm);
  const near = (realm ?? first)?.name;
  useAppMenu(near);
  useUndoKey(realm?.name);
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
      <div className={styles["notices"]}>
        <Notices notices={server.data.notices} />
        <ToldLine />
      </div>
      <main className={styles["work"]} ref={work} tabIndex={-1}>
        <Screen address={address} realm={realm} realms={realms} />
      </main>
      <Palette realm={realm ?? first} realms={realms} address={address} />
      <Shortcuts />
      {dragging && <DropOverlay />}
    </div>
  );
}
