import { ActionIcon } from "@mantine/core";
import { IconPresentation, IconPresentationOff } from "@tabler/icons-react";
import { useMemoryStore } from "../memory-store.ts";
import { presenting, togglePresenting } from "../presenter.ts";
import { words } from "../words.ts";

/** The view for a room: large type, one pane, secrets masked. */
export function PresenterToggle() {
  const on = useMemoryStore(presenting);
  const Icon = on ? IconPresentationOff : IconPresentation;
  return (
    <ActionIcon
      aria-label={words.frame.presenter}
      aria-pressed={on}
      title={words.frame.presenterHelp}
      variant={on ? "light" : "subtle"}
      onClick={togglePresenting}
    >
      <Icon size="1.1rem" stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}
