import { Select } from "@mantine/core";
import { attributeNames } from "../../client-attributes.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Termed } from "../../parts/Term.tsx";
import { words } from "../../words.ts";
import { AttributeSelect, AttributeText, AttributeToggle } from "./AttributeFields.tsx";
import { CallSnippet } from "./CallSnippet.tsx";
import { ClientKeys } from "./ClientKeys.tsx";
import { SecretField } from "./SecretField.tsx";
import { hmacAlgorithms, signatureAlgorithms } from "./signature-algorithms.ts";

const say = words.credentials;

/** How the client proves itself: the authenticator's own form, and how a program then calls. */
export function CredentialsSection({ draft }: { readonly draft: ClientDraft }) {
  const { client } = draft.page;
  if (client.publicClient)
    return (
      <Section name="credentials" title={words.page.sections["credentials"]}>
        <EmptyState title={say.publicTitle} help={say.publicHelp} />
      </Section>
    );
  return (
    <Section name="credentials" title={words.page.sections["credentials"]}>
      <AuthenticatorField draft={draft} />
      <AuthenticatorForm draft={draft} />
      <CallSnippet draft={draft} />
    </Section>
  );
}

/** The ways to prove a client that the server knows, and the client's own where it is none of them. */
function AuthenticatorField({ draft }: { readonly draft: ClientDraft }) {
  const { client, authenticators } = draft.page;
  const own = client.clientAuthenticatorType;
  const known = authenticators.some(({ id }) => id === own);
  const choices = authenticators.map(({ id, displayName }) => ({ value: id, label: displayName }));
  const help = known ? (say.authenticatorHelp[own] ?? say.otherAuthenticator) : undefined;
  return (
    <Termed term="clientAuthenticator" wide>
      <Select
        label={say.authenticator}
        description={help}
        inputWrapperOrder={["label", "input", "description", "error"]}
        allowDeselect={false}
        checkIconPosition="right"
        withScrollArea={false}
        comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
        data={known ? choices : [...choices, { value: own, label: own }]}
        value={own}
        error={draft.errorAt("clientAuthenticatorType") ?? (known ? undefined : say.unknownAuthenticator)}
        onChange={(id) => id !== null && draft.set({ clientAuthenticatorType: id })}
      />
    </Termed>
  );
}

function AuthenticatorForm({ draft }: { readonly draft: ClientDraft }) {
  switch (draft.page.client.clientAuthenticatorType) {
    case "client-secret":
      return (
        <>
          <AttributeSelect
            draft={draft}
            name={attributeNames.secretMethod}
            label={say.method}
            help={say.methodHelp}
            none={say.anyMethod}
            options={["client_secret_basic", "client_secret_post"]}
          />
          <SecretField draft={draft} />
        </>
      );
    case "client-secret-jwt":
      return (
        <>
          <AlgorithmField draft={draft} options={hmacAlgorithms} />
          <SecretField draft={draft} />
        </>
      );
    case "client-jwt":
      return (
        <>
          <AlgorithmField draft={draft} options={signatureAlgorithms} />
          <ClientKeys draft={draft} />
        </>
      );
    case "client-x509":
      return <X509Fields draft={draft} />;
    default:
      return null;
  }
}

interface AlgorithmFieldProps {
  readonly draft: ClientDraft;
  readonly options: readonly string[];
}

const AlgorithmField = ({ draft, options }: AlgorithmFieldProps) => (
  <AttributeSelect
    draft={draft}
    name={attributeNames.assertionAlgorithm}
    label={say.algorithm}
    help={say.algorithmHelp}
    none={say.anyAlgorithm}
    options={options}
  />
);

/** Keycloak takes the Subject DN as an expression unless that is switched off. */
function X509Fields({ draft }: { readonly draft: ClientDraft }) {
  const missing = (draft.page.client.attributes[attributeNames.subjectDn] ?? "") === "";
  return (
    <>
      <AttributeText
        draft={draft}
        name={attributeNames.subjectDn}
        label={say.subjectDn}
        help={say.subjectDnHelp}
        problem={missing ? say.subjectDnMissing : undefined}
      />
      <AttributeToggle
        draft={draft}
        name={attributeNames.subjectDnIsPattern}
        label={say.subjectDnPattern}
        help={say.subjectDnPatternHelp}
        otherwise
      />
    </>
  );
}
