import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { KeyProvider, KeyProviderType } from "../../../src/contract/index.ts";
import { sentenceOf } from "../../api.ts";
import page from "../../page/page.module.css";
import { Loading } from "../../parts/Loading.tsx";
import { Note } from "../../parts/Note.tsx";
import { useKeyProviderTypes } from "../../queries.ts";
import { words } from "../../words.ts";
import { KeyField } from "./KeyField.tsx";
import { belowInput } from "./RealmFields.tsx";
import styles from "./realm-settings.module.css";
import type { useKeyChanges } from "./use-key-changes.ts";

const say = words.realmKeys;

interface AddKeyProps {
  readonly providers: readonly KeyProvider[];
  readonly add: ReturnType<typeof useKeyChanges>["add"];
  readonly close: () => void;
}

/** Generates a key or takes one in. The form is made of what the chosen kind of provider says of itself. */
export function AddKey(props: AddKeyProps) {
  const types = useKeyProviderTypes();
  if (!types.data) return <Loading error={types.error} again={types.refetch} />;
  return <AddForm {...props} types={types.data.types} />;
}

const FIRST = "rsa-generated";
const PRIORITY_STEP = 10;

const freshConfig = (type: KeyProviderType | undefined, priority: number): Readonly<Record<string, string>> => ({
  ...Object.fromEntries((type?.properties ?? []).map(({ name, defaultValue }) => [name, defaultValue])),
  priority: String(priority),
});

function AddForm({ types, providers, add, close }: AddKeyProps & { readonly types: readonly KeyProviderType[] }) {
  const highest = Math.max(0, ...providers.map(({ priority }) => priority)) + PRIORITY_STEP;
  const [kind, setKind] = useState(FIRST);
  const type = types.find(({ id }) => id === kind);
  const [name, setName] = useState<string | null>(null);
  const [config, setConfig] = useState(() => freshConfig(type, highest));
  const called = name ?? kind;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ providerId: kind, name: called.trim(), config: { ...config } }, { onSuccess: close });
  };
  const choose = (next: string) => {
    add.reset();
    setKind(next);
    setConfig(
      freshConfig(
        types.find(({ id }) => id === next),
        highest,
      ),
    );
  };
  return (
    <form
      className={styles["adding"]}
      aria-label={say.add}
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div className={page["pair"]}>
        <NativeSelect
          autoFocus
          label={say.kind}
          description={type?.helpText}
          inputWrapperOrder={belowInput}
          value={kind}
          data={types.map(({ id }) => id)}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        <TextInput
          label={say.name}
          value={called}
          error={providers.some((each) => each.name === called.trim()) && name !== null ? say.nameTaken(called) : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {type?.properties.map((property) => (
          <KeyField
            key={`${kind} ${property.name}`}
            property={property}
            value={config[property.name] ?? ""}
            onChange={(value) => {
              add.reset();
              setConfig((before) => ({ ...before, [property.name]: value }));
            }}
          />
        ))}
      </div>
      {add.error && (
        <Note tone="bad" live>
          {sentenceOf(add.error)}
        </Note>
      )}
      <div className={page["inline"]}>
        <Button type="submit" loading={add.isPending}>
          {say.addNow}
        </Button>
        <Button variant="default" onClick={close}>
          {say.cancel}
        </Button>
      </div>
    </form>
  );
}
