import { NativeSelect, TextInput } from "@mantine/core";
import { words } from "../../words.ts";
import styles from "./console.module.css";

const say = words.console;

interface SecretFieldProps {
  /** Null: the stored one is used. */
  readonly typed: string | null;
  readonly onChange: (typed: string | null) => void;
}

/** The stored secret, or one typed in its place to see how it is refused. */
export const SecretField = ({ typed, onChange }: SecretFieldProps) => (
  <div className={styles["secret"]}>
    <NativeSelect
      label={say.secret}
      value={typed === null ? "stored" : "typed"}
      data={[
        { value: "stored", label: say.secretStored },
        { value: "typed", label: say.secretTyped },
      ]}
      onChange={(event) => onChange(event.currentTarget.value === "typed" ? "" : null)}
    />
    {typed !== null && (
      <TextInput
        aria-label={say.secretTypedLabel}
        description={say.secretTypedHelp}
        inputWrapperOrder={["input", "description"]}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </div>
);
