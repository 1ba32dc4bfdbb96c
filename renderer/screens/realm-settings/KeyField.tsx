import { Button, FileButton, NativeSelect, PasswordInput, Textarea, TextInput } from "@mantine/core";
import type { FormProperty } from "../../../src/contract/index.ts";
import { Toggle } from "../../parts/Toggle.tsx";
import { words } from "../../words.ts";
import { belowInput } from "./RealmFields.tsx";

const say = words.realmKeys;

interface KeyFieldProps {
  readonly property: FormProperty;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The input for one setting of a key provider, as its type asks for. */
export function KeyField({ property, value, onChange }: KeyFieldProps) {
  const { type, label, helpText, options, secret } = property;
  const usual = { label, description: helpText, inputWrapperOrder: belowInput, value };
  if (type === "boolean")
    return (
      <Toggle label={label} description={helpText} checked={value === "true"} onChange={(on) => onChange(String(on))} />
    );
  if (type === "List")
    return <NativeSelect {...usual} data={[...options]} onChange={(event) => onChange(event.currentTarget.value)} />;
  if (type === "File") return <PemField {...{ property, value, onChange }} />;
  if (secret)
    return (
      <PasswordInput
        {...usual}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": words.transfer.keycloak.toggle }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...usual}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const PemField = ({ property: { label, helpText }, value, onChange }: KeyFieldProps) => (
  <div>
    <Textarea
      label={label}
      description={helpText}
      inputWrapperOrder={belowInput}
      placeholder="-----BEGIN …"
      rows={4}
      data-secret
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
    <FileButton
      accept=".pem,.key,.crt,.cer"
      onChange={(file) => void file?.text().then(onChange)}
      inputProps={{ "aria-label": say.file(label) }}
    >
      {(props) => (
        <Button {...props} mt={6} size="compact-xs" variant="default" aria-label={say.file(label)}>
          {say.chooseFile}
        </Button>
      )}
    </FileButton>
  </div>
);
