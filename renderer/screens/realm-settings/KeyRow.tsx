import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import type { KeyProvider } from "../../../src/contract/index.ts";
import { focusSoon } from "../../focus-soon.ts";
import { Mark } from "../../parts/Mark.tsx";
import table from "../../parts/table.module.css";
import { utcTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { AskAboutKey, KeyDetails } from "./KeyPanels.tsx";
import styles from "./realm-settings.module.css";
import { isGenerated } from "./rotated-key.ts";
import type { KeyAction, useKeyChanges } from "./use-key-changes.ts";

const say = words.realmKeys;

interface KeyRowProps {
  readonly provider: KeyProvider;
  readonly changes: ReturnType<typeof useKeyChanges>;
}

/** One key; what is asked or shown of it stands in the row below. */
export function KeyRow({ provider, changes }: KeyRowProps) {
  const [shown, setShown] = useState(false);
  const [asked, setAsked] = useState<KeyAction | null>(null);
  const menu = `key-actions-${provider.id}`;
  const leave = () => {
    setAsked(null);
    focusSoon(menu);
  };
  return (
    <>
      <tr>
        <Facts provider={provider} />
        <td>
          <div className={styles["keyActions"]}>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-expanded={shown}
              aria-label={say.showOf(provider.name)}
              onClick={() => setShown(!shown)}
            >
              {shown ? say.hide : say.show}
            </Button>
            <KeyMenu id={menu} provider={provider} ask={setAsked} />
          </div>
        </td>
      </tr>
      {asked !== null && (
        <tr>
          <td colSpan={8}>
            <AskAboutKey provider={provider} action={asked} acting={changes.acting} leave={leave} />
          </td>
        </tr>
      )}
      {shown && (
        <tr>
          <td colSpan={8}>
            <KeyDetails provider={provider} />
          </td>
        </tr>
      )}
    </>
  );
}

const tones = { active: "good", passive: "changed", disabled: "quiet", none: "bad" } as const;

function Facts({ provider }: { readonly provider: KeyProvider }) {
  const { key, name, priority, status } = provider;
  return (
    <>
      <td className={table["owner"]}>
        {key?.algorithm} {key && <span className="quiet">{key.type}</span>}
      </td>
      <td>
        <code className={styles["kid"]} title={key?.kid}>
          {key?.kid.slice(0, KID_SHOWN)}
        </code>
      </td>
      <td className={table["owner"]}>{key && say.use[key.use]}</td>
      <td className={table["nameCell"]} title={provider.providerId}>
        {name}
      </td>
      <td className={table["owner"]}>{priority}</td>
      <td className={styles["status"]}>
        <span title={say.statusHelp[status]}>
          <Mark tone={tones[status]}>{say.status[status]}</Mark>
        </span>{" "}
        {key?.signs && <Mark tone="accent">{say.signs}</Mark>}
      </td>
      <td className={table["owner"]}>
        {key?.validToSeconds == null ? say.never : utcTime(key.validToSeconds).slice(0, "2026-11-23".length)}
      </td>
    </>
  );
}

const KID_SHOWN = 12;

interface KeyMenuProps {
  readonly id: string;
  readonly provider: KeyProvider;
  readonly ask: (action: KeyAction) => void;
}

function KeyMenu({ id, provider, ask }: KeyMenuProps) {
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} shadow="md">
      <Menu.Target>
        <Button
          id={id}
          size="compact-xs"
          variant="default"
          aria-label={say.actionsOf(provider.name)}
          rightSection={<IconChevronDown size={12} aria-hidden />}
        >
          {say.columns.actions}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actionsOf(provider).map((action) => (
          <Menu.Item key={action} onClick={() => ask(action)}>
            {say[action]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function actionsOf(provider: KeyProvider): readonly KeyAction[] {
  const { status } = provider;
  const isOff = provider.config["enabled"] === "false";
  const isPassive = provider.config["active"] === "false";
  return [
    ...(isGenerated(provider) && status !== "none" ? (["rotate"] as const) : []),
    ...(isOff ? [] : ([isPassive ? "active" : "passive"] as const)),
    isOff ? "enable" : "disable",
    "remove",
  ];
}
