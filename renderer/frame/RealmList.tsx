import { Button, TextInput } from "@mantine/core";
import { IconCheck, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { RealmSummary } from "../../src/contract/index.ts";
import { type Address, hrefOf, visit } from "../address.ts";
import { useMemoryStore } from "../memory-store.ts";
import { Mark } from "../parts/Mark.tsx";
import { useRemovedRealms } from "../queries.ts";
import { useCopyRealm, useCreateRealm, useRestoreRealm } from "../screens/realm-settings/use-realm-life.ts";
import { words } from "../words.ts";
import { NewRealm } from "./NewRealm.tsx";
import { rememberRealm } from "./preferred-realm.ts";
import { realmSwitcher } from "./realm-switcher-shown.ts";
import styles from "./realms.module.css";

const say = words.realms;

interface RealmListProps {
  readonly realms: readonly RealmSummary[];
  readonly realm: RealmSummary | undefined;
  readonly address: Address;
  readonly close: () => void;
}

/** Screens without a part of the realm in their address have their like in every realm. */
const sameScreen = (address: Address, realm: string): string => {
  switch (address.screen) {
    case "console":
      return hrefOf.console(realm);
    case "transfer":
      return hrefOf.transfer(realm, address.section);
    case "sessions":
    case "history":
      return hrefOf[address.screen](realm);
    case "events":
      return hrefOf.events(realm, { only: address.asked.only });
    case "realm-settings":
      return hrefOf.realmSettings(realm, address.section ?? undefined);
    default:
      return hrefOf.clients(realm);
  }
};

/** Found by typing; Enter goes to the first that is listed. */
export function RealmList({ realms, realm, address, close }: RealmListProps) {
  const [search, setSearch] = useState("");
  const making = useMemoryStore(realmSwitcher);
  const creating = useCreateRealm();
  const copying = useCopyRealm(realm?.name ?? "");
  const wanted = search.trim().toLowerCase();
  const shown = realms.filter(({ name, displayName }) => `${name} ${displayName}`.toLowerCase().includes(wanted));
  const go = (name: string) => {
    rememberRealm(name);
    close();
  };
  const goToFirst = () => {
    const [first] = shown;
    if (!first) return;
    visit(sameScreen(address, first.name));
    go(first.name);
  };
  const from = realm?.name ?? "";
  const cancel = () => realmSwitcher.write(() => "list");
  const usual = { realms, done: close, cancel };
  if (making === "new")
    return <NewRealm title={say.createForm} label={say.createName} button={say.createNow} work={creating} {...usual} />;
  if (making === "copy")
    return <NewRealm title={say.copyForm} label={say.copyName(from)} button={say.copyNow} work={copying} {...usual} />;
  return (
    <>
      <TextInput
        type="search"
        autoFocus
        aria-label={say.search}
        placeholder={say.search}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && goToFirst()}
      />
      {shown.length === 0 && <p role="status">{say.none(search.trim())}</p>}
      <ul className={styles["realmRows"]} aria-label={say.list}>
        {shown.map((one) => (
          <li key={one.name}>
            <RealmRow
              realm={one}
              href={sameScreen(address, one.name)}
              isCurrent={one.name === realm?.name}
              go={() => go(one.name)}
            />
          </li>
        ))}
      </ul>
      <Actions realm={realm} close={close} />
      <Removed close={close} />
    </>
  );
}

interface ActionsProps {
  readonly realm: RealmSummary | undefined;
  readonly close: () => void;
}

const Actions = ({ realm, close }: ActionsProps) => (
  <div className={styles["realmActions"]}>
    <Button size="compact-xs" variant="default" onClick={() => realmSwitcher.write(() => "new")}>
      {say.create}
    </Button>
    {realm && realm.name !== "master" && (
      <Button size="compact-xs" variant="default" onClick={() => realmSwitcher.write(() => "copy")}>
        {say.copy(realm.name)}
      </Button>
    )}
    {realm && (
      <Button size="compact-xs" variant="default" component="a" href={hrefOf.realmSettings(realm.name)} onClick={close}>
        {say.settings}
      </Button>
    )}
  </div>
);

interface RealmRowProps {
  readonly realm: RealmSummary;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly go: () => void;
}

const RealmRow = ({ realm, href, isCurrent, go }: RealmRowProps) => (
  <a className={styles["realmRow"]} href={href} aria-current={isCurrent ? "true" : undefined} onClick={go}>
    <IconCheck size={14} aria-hidden opacity={isCurrent ? 1 : 0} />
    <span className={styles["realmName"]}>{realm.name}</span>{" "}
    {realm.enabled ? (
      <span className="quiet small">{words.frame.realmClients(realm.clientCount)}</span>
    ) : (
      <Mark tone="changed">{words.frame.disabledRealm}</Mark>
    )}
  </a>
);

/** Realms that went can be brought back from here. */
function Removed({ close }: { readonly close: () => void }) {
  const removed = useRemovedRealms().data?.realms ?? [];
  const restoring = useRestoreRealm();
  if (removed.length === 0) return null;
  return (
    <section className={styles["removed"]} aria-labelledby="removed-realms">
      <h3 id="removed-realms">{say.removed}</h3>
      <ul>
        {removed.map(({ id, realm }) => (
          <li key={id}>
            <Button
              size="compact-xs"
              variant="subtle"
              loading={restoring.isPending && restoring.variables === id}
              onClick={() => restoring.mutate(id, { onSettled: close })}
            >
              {say.bringBack(realm)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
