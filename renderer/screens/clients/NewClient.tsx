import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type ClientSummary, clientSettings, saveEdits } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { call, sentenceOf } from "../../api.ts";
import { draftKey } from "../../draft/draft-store.ts";
import { noteSave } from "../../draft/use-client-draft.ts";
import { newId } from "../../new-id.ts";
import { Toggle } from "../../parts/Toggle.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import styles from "./clients.module.css";

interface NewClientProps {
  readonly realm: string;
  readonly revision: number;
  readonly clients: readonly ClientSummary[];
  readonly close: () => void;
}

/** A new client in one panel: a Client ID and Enter. The two switches stand as a service account needs them. */
export function NewClient({ realm, revision, clients, close }: NewClientProps) {
  const [clientId, setClientId] = useState("");
  const [authentication, setAuthentication] = useState(true);
  const [serviceAccount, setServiceAccount] = useState(true);
  const [submitted, setSubmitted] = useState(false);
  const creating = useCreateClient(realm, revision);
  const problem = problemOf(clientId.trim(), clients);
  const error =
    (submitted || problem?.at === "once" ? problem?.text : undefined) ?? (creating.error && sentenceOf(creating.error));
  const create = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (problem) return;
    creating.mutate({
      clientId: clientId.trim(),
      publicClient: !authentication,
      serviceAccountsEnabled: authentication && serviceAccount,
    });
  };
  return (
    <form
      className={styles["creating"]}
      aria-label={words.clients.create.title}
      onSubmit={create}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <h2>{words.clients.create.title}</h2>
      <TextInput
        autoFocus
        autoComplete="off"
        spellCheck={false}
        label={words.clients.create.clientId}
        description={words.clients.create.clientIdHelp}
        inputWrapperOrder={["label", "input", "error", "description"]}
        value={clientId}
        error={error}
        onChange={(event) => {
          creating.reset();
          setClientId(event.currentTarget.value);
        }}
      />
      <Toggle
        label={words.clients.create.clientAuthentication}
        description={words.clients.create.clientAuthenticationHelp}
        checked={authentication}
        onChange={setAuthentication}
      />
      <Toggle
        label={words.clients.create.serviceAccountRoles}
        description={
          authentication ? words.clients.create.serviceAccountRolesHelp : words.clients.create.needsAuthentication
        }
        checked={authentication && serviceAccount}
        disabled={!authentication}
        onChange={setServiceAccount}
      />
      <div className={styles["buttons"]}>
        <Button type="submit" loading={creating.isPending}>
          {words.clients.create.create}
        </Button>
        <Button variant="default" onClick={close}>
          {words.clients.create.cancel}
        </Button>
      </div>
    </form>
  );
}

/** What is wrong with a Client ID, and whether to say so at once or only when the person has pressed Enter. */
function problemOf(
  clientId: string,
  clients: readonly ClientSummary[],
): { at: "once" | "submit"; text: string } | null {
  if (clients.some((client) => client.clientId === clientId))
    return { at: "once", text: words.clients.create.taken(clientId) };
  const checked = clientSettings.shape.clientId.safeParse(clientId);
  return checked.success ? null : { at: "submit", text: checked.error.issues[0]?.message ?? "" };
}

interface Wanted {
  readonly clientId: string;
  readonly publicClient: boolean;
  readonly serviceAccountsEnabled: boolean;
}

function useCreateClient(realm: string, baseRevision: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (settings: Wanted) => {
      const id = newId();
      const created = await call(saveEdits, {
        realm,
        baseRevision,
        edits: [{ type: "createClient", id, settings: { ...settings, enabled: true } }],
      });
      return { id, revision: created.revision, clientId: settings.clientId };
    },
    onSuccess: ({ id, revision, clientId }) => {
      noteSave(draftKey(realm, id), { revision, text: words.clients.create.created(clientId) });
      void queries.invalidateQueries({ queryKey: keys.realm(realm) });
      visit(hrefOf.client(realm, id));
    },
  });
}
