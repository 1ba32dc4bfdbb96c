import { TextInput } from "@mantine/core";
import { realmSettings } from "../../../src/contract/index.ts";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { words } from "../../words.ts";
import { belowInput, labelOf, RealmChoice } from "./RealmFields.tsx";
import styles from "./realm-settings.module.css";

const say = words.realmSettings;
const sslChoices = Object.entries(say.ssl).map(([value, label]) => ({ value, label }));
const FRONTEND_URL = "frontendUrl";

/** What the realm is called, and where programs find it. */
export function GeneralSection({ draft }: { readonly draft: RealmDraft }) {
  const { settings } = draft.page;
  const checked = realmSettings.shape.displayName.safeParse(settings.displayName);
  return (
    <Section name="general" title={say.sections.general}>
      <div className={page["pair"]}>
        <TextInput
          readOnly
          label={say.name}
          description={say.nameHelp}
          inputWrapperOrder={belowInput}
          value={draft.saved.name}
        />
        <TextInput
          label={labelOf("displayName")}
          value={settings.displayName}
          error={draft.errorAt("displayName") ?? checked.error?.issues[0]?.message}
          onChange={(event) => draft.set({ displayName: event.currentTarget.value })}
        />
        <TextInput
          label={say.fields[FRONTEND_URL]?.label}
          description={say.fields[FRONTEND_URL]?.help}
          inputWrapperOrder={belowInput}
          spellCheck={false}
          value={settings.attributes[FRONTEND_URL] ?? ""}
          error={draft.errorAt(FRONTEND_URL)}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            draft.set({ attributes: { [FRONTEND_URL]: typed === "" ? null : typed } });
          }}
        />
        <RealmChoice draft={draft} name="sslRequired" options={sslChoices} />
      </div>
      <Endpoints issuer={draft.saved.issuer} />
    </Section>
  );
}

const PROTOCOL = "/protocol/openid-connect";
const paths: Readonly<Record<keyof typeof say.endpoint, string>> = {
  issuer: "",
  discovery: "/.well-known/openid-configuration",
  token: `${PROTOCOL}/token`,
  introspection: `${PROTOCOL}/token/introspect`,
  revocation: `${PROTOCOL}/revoke`,
  jwks: `${PROTOCOL}/certs`,
};

const Endpoints = ({ issuer }: { readonly issuer: string }) => (
  <div className={styles["endpoints"]}>
    <h3>{say.endpoints}</h3>
    <dl>
      {Object.entries(say.endpoint).map(([name, label]) => {
        const url = `${issuer}${paths[name as keyof typeof paths]}`;
        return (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              <code>{url}</code>
              <CopyButton label={say.copy} name={say.copyOf(label)} text={url} variant="subtle" />
            </dd>
          </div>
        );
      })}
    </dl>
  </div>
);
