import { Button, Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import type { RealmSummary } from "../../src/contract/index.ts";
import { type Address, hrefOf } from "../address.ts";
import { Mark } from "../parts/Mark.tsx";
import { words } from "../words.ts";
import { rememberRealm } from "./preferred-realm.ts";

interface RealmSwitcherProps {
  readonly realms: readonly RealmSummary[];
  readonly realm: RealmSummary | undefined;
  readonly address: Address;
}

const sameScreen = (address: Address, realm: string): string => {
  if (address.screen === "console") return hrefOf.console(realm);
  return address.screen === "transfer" ? hrefOf.transfer(realm, address.section) : hrefOf.clients(realm);
};

/** All realms of the workspace; choosing one stays on the kind of screen one is on. */
export function RealmSwitcher({ realms, realm, address }: RealmSwitcherProps) {
  return (
    <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false} width={260}>
      <Menu.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={words.frame.realmIs(realm?.name ?? "–")}
        >
          {realm?.name ?? words.frame.realm}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: "auto" }}>
        {realms.map((one) => (
          <Menu.Item
            key={one.name}
            component="a"
            href={sameScreen(address, one.name)}
            onClick={() => rememberRealm(one.name)}
            leftSection={<IconCheck size={14} aria-hidden opacity={one.name === realm?.name ? 1 : 0} />}
            rightSection={
              one.enabled ? (
                <span className="quiet small">{words.frame.realmClients(one.clientCount)}</span>
              ) : (
                <Mark tone="changed">{words.frame.disabledRealm}</Mark>
              )
            }
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
