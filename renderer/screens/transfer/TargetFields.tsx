import { PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { words } from "../../words.ts";
import { changeTarget } from "./keycloak-store.ts";
import type { TargetField, TargetForm, TargetProblems } from "./target-form.ts";
import styles from "./transfer.module.css";

const say = words.transfer.keycloak;

interface TargetFieldsProps {
  readonly form: TargetForm;
  readonly problems: TargetProblems;
  readonly disabled: boolean;
  /** Told of each change: what was wrong may be mended. */
  readonly change: () => void;
}

/** Which Keycloak, and who asks it. */
export function TargetFields({ form, problems, disabled, change }: TargetFieldsProps) {
  const set = (part: Partial<TargetForm>) => {
    change();
    changeTarget(part);
  };
  const input = (field: TargetField) => ({
    name: field,
    label: say[field],
    value: form[field],
    error: problems[field],
    autoComplete: "off",
    spellCheck: false,
    onChange: (event: { readonly currentTarget: HTMLInputElement }) => set({ [field]: event.currentTarget.value }),
  });
  const secret = (field: TargetField) => ({
    ...input(field),
    visibilityToggleButtonProps: { "aria-label": say.toggle, tabIndex: 0, "aria-hidden": false },
  });
  return (
    <section className={styles["card"]} aria-labelledby="target">
      <h2 id="target">{say.target}</h2>
      <fieldset className={styles["fields"]} disabled={disabled}>
        <TextInput {...input("url")} placeholder={say.urlHint} inputMode="url" />
        <TextInput {...input("authRealm")} />
        <div className={styles["kind"]}>
          <span className={styles["label"]} id="credentials-kind">
            {say.credentials}
          </span>
          <SegmentedControl
            aria-labelledby="credentials-kind"
            value={form.kind}
            disabled={disabled}
            data={Object.entries(say.kinds).map(([value, label]) => ({ value, label }))}
            onChange={(kind) => set({ kind: kind === "client" ? "client" : "user" })}
          />
        </div>
        {form.kind === "user" ? (
          <>
            <TextInput {...input("username")} />
            <PasswordInput {...secret("password")} />
          </>
        ) : (
          <>
            <TextInput {...input("clientId")} />
            <PasswordInput {...secret("clientSecret")} />
          </>
        )}
      </fieldset>
      <p className="quiet small">{say.targetHelp}</p>
    </section>
  );
}
