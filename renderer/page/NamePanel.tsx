import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { sentenceOf } from "../api.ts";
import styles from "./page.module.css";

interface NamePanelProps {
  readonly label: string;
  readonly help: string;
  readonly button: string;
  readonly cancel: string;
  readonly begin: string;
  readonly findProblem: (name: string) => string | null | undefined;
  readonly work: { readonly error: Error | null; readonly isPending: boolean; readonly reset: () => void };
  readonly make: (name: string) => void;
  readonly close: () => void;
}

/** Asks for a name below a page's head; Enter does it, Escape leaves all as it is. */
export function NamePanel({ label, help, button, cancel, begin, findProblem, work, make, close }: NamePanelProps) {
  const [name, setName] = useState(begin);
  const wanted = name.trim();
  const problem = findProblem(wanted) ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null && wanted !== "" && !work.isPending) make(wanted);
  };
  return (
    <form
      className={styles["headForm"]}
      aria-label={button}
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <TextInput
        className={styles["headField"] ?? ""}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        label={label}
        value={name}
        error={problem ?? (work.error && sentenceOf(work.error))}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          work.reset();
          setName(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={work.isPending}>
        {button}
      </Button>
      <Button variant="default" onClick={close}>
        {cancel}
      </Button>
      <p className={`quiet small ${styles["headText"]}`}>{help}</p>
    </form>
  );
}
