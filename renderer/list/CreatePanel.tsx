import { Button, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { sentenceOf } from "../api.ts";
import styles from "./list.module.css";
import type { useCreate } from "./use-create.ts";

interface CreatePanelProps {
  readonly say: {
    readonly title: string;
    readonly name: string;
    readonly nameHelp: string;
    readonly create: string;
    readonly cancel: string;
  };
  readonly name: string;
  readonly setName: (name: string) => void;
  /** What is wrong with the name; `taken` is said as one types, the rest when the person has pressed Enter. */
  readonly problem: string | undefined;
  readonly taken: boolean;
  readonly creating: ReturnType<typeof useCreate>;
  readonly create: () => void;
  readonly close: () => void;
  /** What else there is to say of it. */
  readonly children: ReactNode;
}

/** A new thing in one panel: a name and Enter. */
export function CreatePanel(props: CreatePanelProps) {
  const { say, name, setName, problem, taken, creating, create, close, children } = props;
  const [submitted, setSubmitted] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (problem === undefined) create();
  };
  return (
    <form
      className={styles["creating"]}
      aria-label={say.title}
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <h2>{say.title}</h2>
      <TextInput
        autoFocus
        autoComplete="off"
        spellCheck={false}
        label={say.name}
        description={say.nameHelp}
        inputWrapperOrder={["label", "input", "error", "description"]}
        value={name}
        error={(submitted || taken ? problem : undefined) ?? (creating.error && sentenceOf(creating.error))}
        onChange={(event) => {
          creating.reset();
          setName(event.currentTarget.value);
        }}
      />
      {children}
      <div className={styles["buttons"]}>
        <Button type="submit" loading={creating.isPending}>
          {say.create}
        </Button>
        <Button variant="default" onClick={close}>
          {say.cancel}
        </Button>
      </div>
    </form>
  );
}
