import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Table } from "../../parts/Table.tsx";
import table from "../../parts/table.module.css";
import { words } from "../../words.ts";
import client from "../client/client.module.css";
import type { RoleDraft } from "./use-role-draft.ts";

const say = words.roleList.page;

/** Keys and values; a key may have several values, a row each. */
export function AttributesSection({ draft }: { readonly draft: RoleDraft }) {
  const entries = Object.entries(draft.page.role.attributes);
  const write = (key: string, values: readonly string[]) =>
    draft.set({ attributes: { [key]: values.length === 0 ? null : values } });
  return (
    <Section name="attributes" title={say.sections.attributes}>
      <p className="quiet small">{say.attributesLead}</p>
      {entries.length === 0 ? (
        <EmptyState title={say.attributesNone} help={say.attributesNoneHelp} />
      ) : (
        <Table titles={{ key: say.key, value: say.value, remove: words.list.remove }}>
          {entries.flatMap(([key, values]) =>
            values.map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: values are told apart by their place alone
              <tr key={`${key} ${index}`}>
                <td className={table["nameCell"]}>{key}</td>
                <td>
                  <TextInput
                    aria-label={say.valueOf(key)}
                    value={value}
                    onChange={(event) => write(key, values.with(index, event.currentTarget.value))}
                  />
                </td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="gray"
                    aria-label={say.removeAttribute(key, value)}
                    onClick={() => write(key, values.toSpliced(index, 1))}
                  >
                    {words.list.remove}
                  </Button>
                </td>
              </tr>
            )),
          )}
        </Table>
      )}
      <NewAttribute add={(key, value) => write(key, [...(draft.page.role.attributes[key] ?? []), value])} />
    </Section>
  );
}

function NewAttribute({ add }: { readonly add: (key: string, value: string) => void }) {
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(key.trim() === "");
    if (key.trim() === "") return;
    add(key.trim(), value);
    setKey("");
    setValue("");
  };
  return (
    <form className={page["inline"]} onSubmit={submit}>
      <TextInput
        className={client["grow"] ?? ""}
        aria-label={say.newKey}
        placeholder={say.key}
        autoComplete="off"
        spellCheck={false}
        value={key}
        error={missing ? say.keyMissing : undefined}
        onChange={(event) => {
          setMissing(false);
          setKey(event.currentTarget.value);
        }}
      />
      <TextInput
        className={client["grow"] ?? ""}
        aria-label={say.newValue}
        placeholder={say.value}
        autoComplete="off"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {say.addAttribute}
      </Button>
    </form>
  );
}
