import { Button, Select, TextInput } from "@mantine/core";
import { IconEye, IconEyeOff, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { revealSecret } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { withoutRegenerate } from "../../draft/draft.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useNowSeconds } from "../../now.ts";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Note } from "../../parts/Note.tsx";
import { useSecret } from "../../queries.ts";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import styles from "./client.module.css";
import { Section } from "./Section.tsx";

const say = words.credentials;
const MASK = "••••••••••••••••••••••••";

/** How the client proves itself, and its secret. */
export function CredentialsSection({ draft }: { readonly draft: ClientDraft }) {
  const { client } = draft.page;
  if (client.publicClient)
    return (
      <Section name="credentials">
        <EmptyState title={say.publicTitle} help={say.publicHelp} />
      </Section>
    );
  const hasSecret = /^client-secret/.test(client.clientAuthenticatorType);
  return (
    <Section name="credentials">
      <AuthenticatorField draft={draft} />
      {hasSecret && <SecretField draft={draft} />}
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
  );
}

function SecretField({ draft }: { readonly draft: ClientDraft }) {
  const [shown, setShown] = useState(false);
  const nowSeconds = useNowSeconds();
  const { realm, saved } = draft;
  const client = saved.client.id;
  const secret = useSecret(realm, client, shown && saved.client.hasSecret);
  const regenerating = draft.edits.some((edit) => edit.type === "regenerateClientSecret");
  const createdAt = saved.client.secretCreatedAtSeconds;
  const Eye = shown ? IconEyeOff : IconEye;
  return (
    <>
      <div className={styles["inline"]}>
        <TextInput
          readOnly
          style={{ flex: "1 1 15rem" }}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          label={say.secret}
          value={!saved.client.hasSecret ? "" : shown ? (secret.data?.secret ?? "") : MASK}
          placeholder={say.none}
          error={draft.errorAt("secret") ?? (secret.error && sentenceOf(secret.error))}
        />
        <Button
          variant="default"
          disabled={!saved.client.hasSecret}
          leftSection={<Eye size={14} aria-hidden />}
          onClick={() => setShown(!shown)}
        >
          {shown ? say.hide : say.show}
        </Button>
        <CopyButton label={say.copy} text={() => readSecret(realm, client)} />
        <Button
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          disabled={regenerating}
          onClick={() => draft.add([{ type: "regenerateClientSecret", client }])}
        >
          {say.regenerate}
        </Button>
      </div>
      {createdAt !== null && <p className="quiet small">{say.created(localTime(createdAt, nowSeconds))}</p>}
      {regenerating && (
        <Note tone="changed" live>
          {say.regenerating}
          <Button size="compact-xs" variant="default" onClick={() => draft.replace(withoutRegenerate(draft.edits))}>
            {say.keep}
          </Button>
        </Note>
      )}
    </>
  );
}

async function readSecret(realm: string, client: string): Promise<string> {
  const { secret } = await call(revealSecret, { realm, client });
  if (secret === null) throw new Error(say.none);
  return secret;
}
