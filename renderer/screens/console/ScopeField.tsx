import { TextInput } from "@mantine/core";
import type { ClientPage } from "../../../src/contract/index.ts";
import { ScopeChips } from "../../token/ScopeChips.tsx";
import { scopeChoices, toScope } from "../../token/scope-words.ts";
import { words } from "../../words.ts";
import styles from "./console.module.css";
import type { ConsoleForm } from "./console-form.ts";

const say = words.console;

interface ScopeFieldProps {
  readonly page: ClientPage | undefined;
  readonly form: ConsoleForm;
  readonly change: (part: Partial<ConsoleForm>) => void;
}

/** The words of the scope parameter: ticked from what the client has, or typed. */
export function ScopeField({ page, form, change }: ScopeFieldProps) {
  const known = scopeChoices(page?.clientScopes ?? []);
  const gone = form.ticked.filter((word) => !known.includes(word)); // ticked before the client lost it
  return (
    <div className={styles["field"]}>
      <span className={styles["label"]}>{say.scope}</span>
      <ScopeChips
        label={say.scope}
        locked={[]}
        choices={[...known, ...gone]}
        ticked={form.ticked}
        onChange={(ticked) => change({ ticked })}
      />
      <TextInput
        aria-label={say.scopeOther}
        placeholder={say.scopeOther}
        description={toScope(form.ticked, form.typedScope) === undefined ? say.scopeNone : say.scopeOtherHelp}
        inputWrapperOrder={["input", "description"]}
        autoComplete="off"
        spellCheck={false}
        value={form.typedScope}
        onChange={(event) => change({ typedScope: event.currentTarget.value })}
      />
    </div>
  );
}
