import { Button, TextInput } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { sentenceOf } from "../api.ts";
import { nameProblem } from "../realm-name.ts";
import { words } from "../words.ts";
import styles from "./realms.module.css";

const say = words.realms;

interface NewRealmProps {
  readonly title: string;
  readonly label: string;
  readonly button: string;
  readonly work: UseMutationResult<unknown, Error, string>;
  readonly realms: readonly { readonly name: string }[];
  readonly done: () => void;
  readonly cancel: () => void;
}

/** A name and Enter make a realm, and it opens. */
export function NewRealm({ title, label, button, work, realms, done, cancel }: NewRealmProps) {
  const [name, setName] = useState("");
  const wanted = name.trim();
  const problem = nameProblem(wanted, realms);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null && wanted !== "" && !work.isPending) work.mutate(wanted, { onSuccess: done });
  };
  return (
    <form onSubmit={submit} aria-label={title}>
      <TextInput
        autoFocus
        autoComplete="off"
        spellCheck={false}
        label={label}
        value={name}
        error={problem ?? (work.error && sentenceOf(work.error))}
        onChange={(event) => {
          work.reset();
          setName(event.currentTarget.value);
        }}
      />
      <div className={styles["realmActions"]}>
        <Button type="submit" size="compact-xs" loading={work.isPending}>
          {button}
        </Button>
        <Button size="compact-xs" variant="default" onClick={cancel}>
          {say.cancel}
        </Button>
      </div>
    </form>
  );
}
