import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { PageAction } from "../palette/page-actions.ts";

interface ActionMenuProps {
  readonly label: string;
  readonly actions: readonly PageAction[];
  /** Not where an action opens a panel that takes the focus. */
  readonly returnFocus?: boolean;
}

/** What can be done with the thing of a page, behind one button. */
export const ActionMenu = ({ label, actions, returnFocus = true }: ActionMenuProps) => (
  <Menu
    returnFocus={returnFocus}
    position="bottom-end"
    transitionProps={{ duration: 0 }}
    withinPortal={false}
    withInitialFocusPlaceholder={false}
    shadow="md"
  >
    <Menu.Target>
      <Button
        size="compact-xs"
        variant="default"
        rightSection={<IconChevronDown size={13} aria-hidden />}
        aria-label={label}
      >
        {label}
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {actions.map(({ id, label: does, off, run }) => (
        <Menu.Item key={id} disabled={off !== undefined} title={off} onClick={run}>
          {does}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);
