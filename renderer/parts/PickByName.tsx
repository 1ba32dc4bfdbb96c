import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { words } from "../words.ts";
import { NameInput } from "./NameInput.tsx";
import styles from "./parts.module.css";

interface PickByNameProps {
  readonly label: string;
  readonly help?: string;
  /** To choose from; another name may be typed too. */
  readonly names: readonly string[];
  /** Takes the name; what is wrong with it, or null when it was taken. */
  readonly pick: (name: string) => string | null;
}

/** One thing more, found by typing a part of its name: Enter or a press takes it, and the field is free for the next. */
export function PickByName({ label, help, names, pick }: PickByNameProps) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const take = (wanted: string) => {
    const problem = pick(wanted);
    setError(problem);
    if (problem === null) queueMicrotask(() => setName("")); // after the field has taken a name that was pressed
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take(name.trim());
  };
  return (
    <form className={styles["pick"]} onSubmit={submit}>
      <NameInput
        className={styles["pickField"] ?? ""}
        size="xs"
        aria-label={label}
        placeholder={label}
        title={help}
        names={names}
        value={name}
        error={error}
        onOptionSubmit={take}
        onChange={(typed) => {
          setError(null);
          setName(typed);
        }}
      />
      <Button type="submit" variant="default" aria-label={words.list.addTo(label)}>
        {words.list.add}
      </Button>
    </form>
  );
}
