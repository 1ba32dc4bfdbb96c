import { Button, FileButton, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useMemoryStore } from "../memory-store.ts";
import { presenting } from "../presenter.ts";
import styles from "./parts.module.css";

interface SecretInputProps {
  readonly label: string;
  /** The label is not drawn, where what stands around says it. */
  readonly labelHidden?: boolean;
  readonly help?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A secret on one line, as the person types it; masked while a room looks on. */
export function SecretInput({ label, labelHidden = false, help, value, onChange }: SecretInputProps) {
  const masked = useMemoryStore(presenting);
  return (
    <TextInput
      {...(labelHidden ? { "aria-label": label } : { label })}
      description={help}
      inputWrapperOrder={["label", "input", "description"]}
      type={masked ? "password" : "text"}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const MASK = "••••••••";

interface KeyTextProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly placeholder?: string;
  readonly chooseFile: string;
  readonly accept: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A key or certificate, pasted or read from a file; masked while a room looks on. */
export function KeyText({ label, help, placeholder, chooseFile, accept, value, onChange }: KeyTextProps) {
  const masked = useMemoryStore(presenting) && value !== "";
  return (
    <div className={styles["keyText"]}>
      <Textarea
        size="xs"
        classNames={{ input: styles["keyTextInput"] ?? "" }}
        label={label}
        description={help}
        inputWrapperOrder={["label", "input", "description"]}
        placeholder={placeholder}
        rows={3}
        spellCheck={false}
        autoComplete="off"
        readOnly={masked}
        value={masked ? MASK : value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <FileButton
        accept={accept}
        onChange={(file) => void file?.text().then(onChange)}
        inputProps={{ "aria-label": `${chooseFile}: ${label}` }}
      >
        {(props) => (
          <Button {...props} size="compact-xs" variant="default" aria-label={`${chooseFile}: ${label}`}>
            {chooseFile}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
