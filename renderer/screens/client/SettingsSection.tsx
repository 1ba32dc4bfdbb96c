import { Button, TextInput } from "@mantine/core";
import { clientSettings } from "../../../src/contract/index.ts";
import { attributeNames } from "../../client-attributes.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { Note } from "../../parts/Note.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { words } from "../../words.ts";
import { LifespanField } from "./LifespanField.tsx";

const say = words.settings;

/** The name of the client and how it may ask for tokens. */
export function SettingsSection({ draft }: { readonly draft: ClientDraft }) {
  const { client } = draft.page;
  const refreshTokens = client.attributes[attributeNames.refreshTokens] === "true";
  return (
    <Section name="settings" title={words.page.sections["settings"]}>
      <div className={page["pair"]}>
        <TextField draft={draft} field="clientId" label={say.clientId} help={say.clientIdHelp} />
        <TextField draft={draft} field="name" label={say.name} />
        <div className={page["wide"]}>
          <TextField draft={draft} field="description" label={say.description} />
        </div>
      </div>
      <Toggle
        label={say.clientAuthentication}
        term="clientAuthentication"
        description={say.clientAuthenticationHelp}
        checked={!client.publicClient}
        error={draft.errorAt("publicClient")}
        onChange={(on) => draft.set({ publicClient: !on })}
      />
      <ServiceAccountSwitch draft={draft} />
      <LifespanField draft={draft} />
      <Toggle
        label={say.useRefreshTokens}
        term="refreshTokens"
        description={say.useRefreshTokensHelp}
        checked={refreshTokens}
        error={draft.errorAt(attributeNames.refreshTokens)}
        onChange={(on) =>
          draft.set({
            attributes: { [attributeNames.refreshTokens]: on ? "true" : offValue(draft) },
          })
        }
      />
    </Section>
  );
}

/** Switched off again, the attribute goes back to how it was saved: "false", or not there at all. */
const offValue = (draft: ClientDraft): string | null =>
  draft.saved.client.attributes[attributeNames.refreshTokens] === undefined ? null : "false";

interface TextFieldProps {
  readonly draft: ClientDraft;
  readonly field: "clientId" | "name" | "description";
  readonly label: string;
  readonly help?: string;
}

function TextField({ draft, field, label, help }: TextFieldProps) {
  const value = draft.page.client[field];
  const checked = clientSettings.shape[field].safeParse(value);
  return (
    <TextInput
      label={label}
      description={help}
      inputWrapperOrder={["label", "input", "error", "description"]}
      autoComplete="off"
      spellCheck={field === "description"}
      value={value}
      error={draft.errorAt(field) ?? checked.error?.issues[0]?.message}
      onChange={(event) => draft.set({ [field]: event.currentTarget.value })}
    />
  );
}

function ServiceAccountSwitch({ draft }: { readonly draft: ClientDraft }) {
  const { client } = draft.page;
  return (
    <fieldset className={page["fieldset"]}>
      <legend>{say.authenticationFlow}</legend>
      <Toggle
        label={say.serviceAccountRoles}
        term="serviceAccountRoles"
        description={say.serviceAccountRolesHelp}
        checked={client.serviceAccountsEnabled}
        disabled={client.publicClient}
        error={draft.errorAt("serviceAccountsEnabled")}
        onChange={(on) => draft.set({ serviceAccountsEnabled: on })}
      />
      {client.publicClient && (
        <Note tone="changed">
          {say.needsAuthentication}
          <Button size="compact-xs" variant="default" onClick={() => draft.set({ publicClient: false })}>
            {say.switchAuthenticationOn}
          </Button>
        </Note>
      )}
    </fieldset>
  );
}
