import { useIsFetching } from "@tanstack/react-query";
import { useEffect } from "react";
import type { RealmSummary } from "../../src/contract/index.ts";
import type { Address } from "../address.ts";
import { useMemoryStore } from "../memory-store.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import parts from "../parts/parts.module.css";
import { words } from "../words.ts";
import { RealmMissing } from "./RealmMissing.tsx";
import { FromFile, screenFile } from "./screen-file.tsx";

const screens = {
  client: screenFile(async () => (await import("../screens/client/ClientPageScreen.tsx")).ClientPageScreen),
  clientScope: screenFile(
    async () => (await import("../screens/client-scope/ClientScopeScreen.tsx")).ClientScopeScreen,
  ),
  clientScopes: screenFile(
    async () => (await import("../screens/client-scopes/ClientScopesScreen.tsx")).ClientScopesScreen,
  ),
  clients: screenFile(async () => (await import("../screens/clients/ClientsScreen.tsx")).ClientsScreen),
  console: screenFile(async () => (await import("../screens/console/ConsoleScreen.tsx")).ConsoleScreen),
  events: screenFile(async () => (await import("../screens/events/EventsScreen.tsx")).EventsScreen),
  history: screenFile(async () => (await import("../screens/history/HistoryScreen.tsx")).HistoryScreen),
  matrix: screenFile(async () => (await import("../screens/matrix/MatrixScreen.tsx")).MatrixScreen),
  "realm-settings": screenFile(
    async () => (await import("../screens/realm-settings/RealmSettingsScreen.tsx")).RealmSettingsScreen,
  ),
  "resource-server": screenFile(
    async () => (await import("../screens/resource-server/ResourceServerScreen.tsx")).ResourceServerScreen,
  ),
  role: screenFile(async () => (await import("../screens/role/RoleScreen.tsx")).RoleScreen),
  roles: screenFile(async () => (await import("../screens/roles/RolesScreen.tsx")).RolesScreen),
  sessions: screenFile(async () => (await import("../screens/sessions/SessionsScreen.tsx")).SessionsScreen),
  transfer: screenFile(async () => (await import("../screens/transfer/TransferScreen.tsx")).TransferScreen),
};

const fileOf = ({ screen }: Address) => screens[screen === "start" || screen === "unknown" ? "clients" : screen];

/** Begins to read the screen that the page opens at, before the server has said which realms there are. */
export const readScreen = (address: Address): void => void fileOf(address).read();

/** Once a screen has all that it shows: it waits for none of the others, and nobody waits for one of them later. */
function OtherScreens({ address }: Pick<ScreenProps, "address">) {
  const shows = useMemoryStore<unknown>(fileOf(address).screen) !== null;
  const isReading = useIsFetching() > 0;
  const isComplete = shows && !isReading;
  useEffect(() => {
    if (!isComplete) return;
    const idle = requestIdleCallback(() => void Promise.all(Object.values(screens).map(({ read }) => read())));
    return () => cancelIdleCallback(idle);
  }, [isComplete]);
  return null;
}

interface ScreenProps {
  readonly address: Address;
  readonly realm: RealmSummary | undefined;
  readonly realms: readonly RealmSummary[];
}

/** The screen that the address asks for. */
export function Screen(props: ScreenProps) {
  return (
    <>
      <Chosen {...props} />
      <OtherScreens address={props.address} />
    </>
  );
}

function Chosen({ address, realm, realms }: ScreenProps) {
  if (!realm || address.screen === "start")
    return <RealmMissing asked={address.screen === "start" ? null : address.realm} realms={realms} />;
  switch (address.screen) {
    case "clients":
      return <FromFile key={realm.name} file={screens.clients} props={{ realm, asked: address.asked }} />;
    case "client":
      return (
        <FromFile
          key={`${realm.name}/${address.client}`}
          file={screens.client}
          props={{ realm: realm.name, address }}
        />
      );
    case "clientScopes":
      return (
        <FromFile key={realm.name} file={screens.clientScopes} props={{ realm: realm.name, asked: address.asked }} />
      );
    case "clientScope":
      return (
        <FromFile
          key={`${realm.name}/${address.clientScope}`}
          file={screens.clientScope}
          props={{ realm: realm.name, address }}
        />
      );
    case "roles":
      return <FromFile key={realm.name} file={screens.roles} props={{ realm: realm.name, asked: address.asked }} />;
    case "role":
      return (
        <FromFile key={`${realm.name}/${address.role}`} file={screens.role} props={{ realm: realm.name, address }} />
      );
    case "matrix":
      return <FromFile key={realm.name} file={screens.matrix} props={{ realm: realm.name, asked: address.client }} />;
    case "console":
      return <FromFile key={realm.name} file={screens.console} props={{ realm, realms, address }} />;
    case "sessions":
      return <FromFile key={realm.name} file={screens.sessions} props={{ realm: realm.name, asked: address.asked }} />;
    case "events":
      return <FromFile key={realm.name} file={screens.events} props={{ realm: realm.name, asked: address.asked }} />;
    case "history":
      return <FromFile key={realm.name} file={screens.history} props={{ realm: realm.name }} />;
    case "resource-server":
      return <FromFile key={realm.name} file={screens["resource-server"]} props={{ realm: realm.name }} />;
    case "realm-settings":
      return <FromFile key={realm.name} file={screens["realm-settings"]} props={{ realm, section: address.section }} />;
    case "transfer":
      return <FromFile file={screens.transfer} props={{ realm, realms, section: address.section }} />;
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
