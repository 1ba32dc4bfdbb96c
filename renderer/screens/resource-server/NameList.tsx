import { CloseButton } from "@mantine/core";
import page from "../../page/page.module.css";
import { PickByName } from "../../parts/PickByName.tsx";
import { words } from "../../words.ts";
import styles from "./resource-server.module.css";

const say = words.resourceServer;

interface NameListProps {
  readonly label: string;
  readonly help: string;
  readonly addLabel: string;
  readonly names: readonly string[];
  /** To choose from. */
  readonly choices: readonly string[];
  /** What is wrong with the name, or null when it was taken. */
  readonly add: (name: string) => string | null;
  readonly remove: (name: string) => void;
  readonly error: string | undefined;
}

/** What is asked for, each with a way to leave it out again, and a field for the next. */
export const NameList = ({ label, help, addLabel, names, choices, add, remove, error }: NameListProps) => (
  <fieldset className={page["fieldset"]}>
    <legend>{label}</legend>
    <p className="quiet small">{help}</p>
    {names.length > 0 && (
      <ul className={styles["names"]}>
        {names.map((name) => (
          <li key={name}>
            <span>{name}</span>
            <CloseButton size="xs" aria-label={say.remove(name)} onClick={() => remove(name)} />
          </li>
        ))}
      </ul>
    )}
    <PickByName label={addLabel} names={choices.filter((name) => !names.includes(name))} pick={add} />
    {error !== undefined && (
      <p className={styles["error"]} role="status">
        {error}
      </p>
    )}
  </fieldset>
);
