import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { NameInput } from "../../parts/NameInput.tsx";
import { useClientScopes, useRoles } from "../../queries.ts";
import { words } from "../../words.ts";
import { NameList } from "./NameList.tsx";
import { clientRoleNames, withClientRole, withoutClientRole } from "./resource-draft.ts";
import styles from "./resource-server.module.css";
import { ISSUER_FIELD, UnapprovedIssuer } from "./UnapprovedIssuer.tsx";
import type { ResourceDraft } from "./use-resource-draft.ts";

const say = words.resourceServer;

/** Whose tokens are let in, and what they have to hold. */
export const ResourceChecks = ({ draft }: { readonly draft: ResourceDraft }) => (
  <Section name="checks" title={say.checks}>
    <div className={page["pair"]}>
      <TextInput
        id={ISSUER_FIELD}
        label={say.issuer}
        description={say.issuerHelp}
        inputWrapperOrder={["label", "input", "error", "description"]}
        placeholder={draft.page.ownIssuer}
        autoComplete="off"
        spellCheck={false}
        value={draft.settings.issuer ?? ""}
        error={draft.errorAt("issuer")}
        onChange={(event) => draft.set({ issuer: event.currentTarget.value.trim() })}
      />
      <NameInput
        size="xs"
        label={say.audience}
        description={say.audienceHelp}
        inputWrapperOrder={["label", "input", "error", "description"]}
        names={draft.page.choices.audiences}
        value={draft.settings.audience ?? ""}
        error={draft.errorAt("audience")}
        onChange={(audience) => draft.set({ audience })}
      />
    </div>
    <UnapprovedIssuer draft={draft} />
    <Verification draft={draft} />
    <Scopes draft={draft} />
    <div className={page["pair"]}>
      <RealmRoles draft={draft} />
      <ClientRoles draft={draft} />
    </div>
  </Section>
);

function Verification({ draft }: { readonly draft: ResourceDraft }) {
  const { verification, introspectAs = "" } = draft.settings;
  const { clients } = draft.page.choices;
  const offered = introspectAs === "" || clients.includes(introspectAs) ? clients : [introspectAs, ...clients];
  return (
    <fieldset className={page["fieldset"]}>
      <legend>{say.verification}</legend>
      <SegmentedControl
        className={styles["verification"] ?? ""}
        aria-label={say.verification}
        value={verification}
        data={(["signature", "introspection"] as const).map((value) => ({ value, label: say.verifications[value] }))}
        onChange={(to) => draft.set({ verification: to as typeof verification })}
      />
      <p className="quiet small">{say.verificationHelp[verification]}</p>
      {verification === "introspection" && (
        <NativeSelect
          label={say.introspectAs}
          description={say.introspectAsHelp}
          inputWrapperOrder={["label", "input", "error", "description"]}
          value={introspectAs}
          data={[{ value: "", label: say.pickClient }, ...offered.map((name) => ({ value: name, label: name }))]}
          error={draft.errorAt("introspectAs")}
          onChange={(event) => draft.set({ introspectAs: event.currentTarget.value })}
        />
      )}
    </fieldset>
  );
}

function Scopes({ draft }: { readonly draft: ResourceDraft }) {
  const known = useClientScopes(draft.realm).data?.clientScopes ?? [];
  const { scopes } = draft.settings;
  return (
    <NameList
      label={say.scopes}
      help={say.scopesHelp}
      addLabel={say.addScope}
      names={scopes}
      choices={known.map(({ name }) => name)}
      error={draft.errorAt("scopes")}
      add={(name) => {
        if (!/^\S+$/.test(name)) return say.notAScope;
        draft.set({ scopes: [...scopes.filter((each) => each !== name), name] });
        return null;
      }}
      remove={(name) => draft.set({ scopes: scopes.filter((each) => each !== name) })}
    />
  );
}

function RealmRoles({ draft }: { readonly draft: ResourceDraft }) {
  const known = (useRoles(draft.realm).data?.roles ?? []).filter(({ owner }) => !owner).map(({ name }) => name);
  const { realmRoles, issuer } = draft.settings;
  return (
    <NameList
      label={say.realmRoles}
      help={say.realmRolesHelp}
      addLabel={say.addRealmRole}
      names={realmRoles}
      choices={known}
      error={draft.errorAt("realmRoles")}
      add={(name) => {
        if (name === "" || (issuer === undefined && !known.includes(name))) return say.noSuchRole(name);
        draft.set({ realmRoles: [...realmRoles.filter((each) => each !== name), name] });
        return null;
      }}
      remove={(name) => draft.set({ realmRoles: realmRoles.filter((each) => each !== name) })}
    />
  );
}

function ClientRoles({ draft }: { readonly draft: ResourceDraft }) {
  const known = (useRoles(draft.realm).data?.roles ?? []).flatMap(({ owner, name }) =>
    owner ? [{ owner: owner.clientId, name, label: say.clientRole(owner.clientId, name) }] : [],
  );
  const { clientRoles } = draft.settings;
  return (
    <NameList
      label={say.clientRoles}
      help={say.clientRolesHelp}
      addLabel={say.addClientRole}
      names={clientRoleNames(draft.settings)}
      choices={known.map(({ label }) => label)}
      error={draft.errorAt("clientRoles")}
      add={(label) => {
        const role = known.find((each) => each.label === label);
        if (!role) return say.noSuchRole(label);
        draft.set({ clientRoles: withClientRole(clientRoles, role) });
        return null;
      }}
      remove={(label) => draft.set({ clientRoles: withoutClientRole(clientRoles, label) })}
    />
  );
}
