import { Input, Switch } from "@mantine/core";
import type { ReactNode } from "react";
import type { TermName } from "../words/terms.ts";
import styles from "./parts.module.css";
import { Termed } from "./Term.tsx";

interface ToggleProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly error?: ReactNode;
  /** What its name means. */
  readonly term?: TermName | undefined;
  readonly onChange: (on: boolean) => void;
}

/** A switch whose accessible name is its label alone; the library would read the description as part of the name. */
export const Toggle = ({ label, description, checked, disabled = false, error, term, onChange }: ToggleProps) => (
  <div>
    <Termed term={term}>
      <Switch
        label={label}
        aria-label={label}
        checked={checked}
        disabled={disabled}
        error={Boolean(error)}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </Termed>
    {description && <Input.Description className={styles["toggleHelp"] ?? ""}>{description}</Input.Description>}
    {error && <Input.Error className={styles["toggleHelp"] ?? ""}>{error}</Input.Error>}
  </div>
);
