import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { isSecretHeader, isSecretParameter } from "../../../src/contract/index.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { presenting } from "../../presenter.ts";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import type { ConsoleForm, Pair } from "./console-form.ts";
import type { ChangeForm } from "./RequestForm.tsx";
import requestStyles from "./request.module.css";

const say = words.console;

/** Further parameters and headers; nothing is in view before one is asked for. */
export const PairRows = ({ form, change }: { readonly form: ConsoleForm; readonly change: ChangeForm }) => (
  <div className={requestStyles["field"]}>
    <Rows
      title={say.parameters}
      what={say.addParameter}
      isSecret={isSecretParameter}
      pairs={form.parameters}
      onChange={(parameters) => change({ parameters })}
    />
    <Rows
      title={say.headers}
      what={say.addHeader}
      isSecret={isSecretHeader}
      pairs={form.headers}
      onChange={(headers) => change({ headers })}
    />
    <div className={shared["adders"]}>
      <Adder what={say.addParameter} onAdd={() => change({ parameters: [...form.parameters, ["", ""]] })} />
      <Adder what={say.addHeader} onAdd={() => change({ headers: [...form.headers, ["", ""]] })} />
    </div>
  </div>
);

const Adder = ({ what, onAdd }: { readonly what: string; readonly onAdd: () => void }) => (
  <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} aria-hidden />} onClick={onAdd}>
    {what}
  </Button>
);

interface RowsProps {
  readonly title: string;
  readonly what: string;
  /** By its name, out of a room's sight. */
  readonly isSecret: (name: string) => boolean;
  readonly pairs: readonly Pair[];
  readonly onChange: (pairs: readonly Pair[]) => void;
}

function Rows({ title, what, isSecret, pairs, onChange }: RowsProps) {
  const masked = useMemoryStore(presenting);
  const rows = pairs.map(([name, value], at) => {
    const replace = (pair: Pair) => onChange(pairs.map((one, index) => (index === at ? pair : one)));
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: names may stand twice, and are empty at first
      <div key={`${what}${at}`} className={requestStyles["pairRow"]}>
        <TextInput
          aria-label={say.pairName(what, at + 1)}
          placeholder={`${what}: ${say.name.toLowerCase()}`}
          autoFocus={name === "" && value === ""}
          spellCheck={false}
          autoComplete="off"
          value={name}
          onChange={(event) => replace([event.currentTarget.value, value])}
        />
        <TextInput
          aria-label={say.pairValue(what, at + 1)}
          type={masked && isSecret(name) ? "password" : "text"}
          placeholder={say.value.toLowerCase()}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => replace([name, event.currentTarget.value])}
        />
        <ActionIcon
          aria-label={say.removePair(what, at + 1)}
          onClick={() => onChange(pairs.filter((_one, index) => index !== at))}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </div>
    );
  });
  return (
    rows.length > 0 && (
      <>
        <span className={shared["label"]}>{title}</span>
        {rows}
      </>
    )
  );
}
