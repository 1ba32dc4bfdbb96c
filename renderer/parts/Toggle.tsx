import { Switch } from "@mantine/core";
import type { ReactNode } from "react";

interface ToggleProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly error?: ReactNode;
  readonly onChange: (on: boolean) => void;
}

/** A switch whose accessible name is its label alone; the library would read the description as part of the name. */
export const Toggle = ({ label, description, checked, disabled = false, error, onChange }: ToggleProps) => (
  <Switch
    label={label}
    aria-label={label}
    description={description}
    checked={checked}
    disabled={disabled}
    error={error}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);
