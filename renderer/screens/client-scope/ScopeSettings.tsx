import { SegmentedControl, TextInput } from "@mantine/core";
import { useId } from "react";
import { type ClientScopeAssignment, clientScopeSettings } from "../../../src/contract/index.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { words } from "../../words.ts";
import type { ClientScopeDraft } from "./use-client-scope-draft.ts";

const say = words.clientScopeList.page;
const types: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

export function ScopeSettings({ draft }: { readonly draft: ClientScopeDraft }) {
  const { id, assignedToNewClients } = draft.page.clientScope;
  const label = useId();
  return (
    <Section name="settings" title={say.sections.settings}>
      <div className={page["pair"]}>
        <TextField draft={draft} field="name" label={say.name} help={say.nameHelp} />
        <TextField draft={draft} field="description" label={say.description} />
      </div>
      <AttributeToggle draft={draft} name="include.in.token.scope" label={say.include} help={say.includeHelp} />
      <AttributeToggle draft={draft} name="display.on.consent.screen" label={say.consent} help={say.consentHelp} />
      <div className={page["inline"]}>
        <span id={label} className="small">
          {say.newClients}
        </span>
        <SegmentedControl
          aria-labelledby={label}
          value={assignedToNewClients}
          data={types.map((type) => ({ value: type, label: words.assignedTypes[type] }))}
          onChange={(as) =>
            draft.add([{ type: "assignRealmClientScope", clientScope: id, as: as as ClientScopeAssignment }])
          }
        />
        <span className="quiet small">{say.newClientsHelp}</span>
      </div>
    </Section>
  );
}

interface TextFieldProps {
  readonly draft: ClientScopeDraft;
  readonly field: "name" | "description";
  readonly label: string;
  readonly help?: string;
}

function TextField({ draft, field, label, help }: TextFieldProps) {
  const value = draft.page.clientScope[field];
  const problem = clientScopeSettings.shape[field].safeParse(value).error?.issues[0]?.message;
  return (
    <TextInput
      label={label}
      description={help}
      inputWrapperOrder={["label", "input", "error", "description"]}
      autoComplete="off"
      spellCheck={field === "description"}
      value={value}
      error={draft.errorAt(field) ?? problem}
      onChange={(event) => draft.set({ [field]: event.currentTarget.value })}
    />
  );
}

interface AttributeToggleProps {
  readonly draft: ClientScopeDraft;
  readonly name: string;
  readonly label: string;
  readonly help: string;
}

/** On where the attribute is not there, as in Keycloak. */
function AttributeToggle({ draft, name, label, help }: AttributeToggleProps) {
  const isOn = (value: string | undefined) => value !== "false";
  const before = draft.saved.clientScope.attributes[name];
  return (
    <Toggle
      label={label}
      description={help}
      term={name === "include.in.token.scope" ? "includeInTokenScope" : undefined}
      checked={isOn(draft.page.clientScope.attributes[name])}
      onChange={(on) => draft.set({ attributes: { [name]: on === isOn(before) ? (before ?? null) : String(on) } })}
    />
  );
}
