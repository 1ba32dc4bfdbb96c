import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { highContrast, setHighContrast } from "../contrast.ts";
import { useMemoryStore } from "../memory-store.ts";
import { words } from "../words.ts";

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };
const schemes = ["light", "dark", "auto"] as const;

/** Light, dark, or as the system has it; with high contrast or as the system has that. */
export function ThemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const contrast = useMemoryStore(highContrast);
  const Icon = icons[colorScheme];
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon aria-label={words.frame.themeIs(words.frame.themes[colorScheme])}>
          <Icon size={17} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            leftSection={<IconCheck size={14} aria-hidden opacity={scheme === colorScheme ? 1 : 0} />}
          >
            {words.frame.themes[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          onClick={() => setHighContrast(!contrast)}
          leftSection={<IconCheck size={14} aria-hidden opacity={contrast ? 1 : 0} />}
        >
          {words.frame.highContrast}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
